package org.dmol.chapters.layers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Run;
import org.dmol.data.analysis.Roc;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.models.Model;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;

/** The masked network as a SavedModel that takes residue numbers. */
final class ProteinExport implements Exporter {
    @Override
    public String name() {
        return "protein-solubility-cnn";
    }

    @Override
    public String title() {
        return "Solubility of a protein from its sequence";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        ProteinTokens set = ProteinTokens.loadSolubility(run.store());
        Proteins p = Proteins.of(set);
        Seeds.set(run.seed());
        try (Model model = Networks.masked(16)) {
            model.fit(
                    run.quick() ? p.train().take(3200) : p.train(),
                    run.fit(run.shorten(10, 1))
                            .validate(p.validation())
                            .with(new EarlyStopping("val_loss").patience(4).restoreBestWeights(true)));
            double[] scores = model.predict(p.test().input(0)).doubles();
            int[] y = Proteins.labels(p.test());
            double accuracy = Baselines.accuracy(y, scores);
            double auc = Roc.auc(y, scores);
            run.print("test accuracy %.3f, AUC %.3f", accuracy, auc);
            new SavedModelWriter()
                    .signature(
                            "serving_default",
                            Map.of("tokens", Spec.of(DType.INT32, -1, Proteins.LENGTH)),
                            (c, in) -> Map.of(
                                    "soluble",
                                    model.apply(c, List.of(in.get(0))).get(0)))
                    .write(directory);
            Nd some = p.test().input(0).rows(0, 3);
            new ModelCard(name(), title())
                    .about(
                            "Probability that a protein dissolves when it is expressed in E. coli. Embedding, three convolutions with pooling and "
                                    + "three dense layers, padding masked; the network of chapter 7 of the textbook Deep Learning for Molecules and Materials.")
                    .input(
                            "tokens",
                            "int32 [batch, 200]",
                            "residues A R N D C Q E G H I L K M F P S T W Y V as 1 to 20, 0 after the end")
                    .output("soluble", "float32 [batch, 1]", "probability")
                    .metric("accuracy on the test part", accuracy, "")
                    .metric("area under the ROC curve on the test part", auc, "")
                    .data(set.source())
                    .limit(
                            "The first residue alone reaches accuracy 0.633 on the same part: much of the signal is an artefact of how the data were collected.")
                    .limit("Sequences of at most 200 residues.")
                    .example("serving_default", Map.of("tokens", some), Map.of("soluble", model.predict(some)))
                    .write(directory, run.settings());
        }
    }
}
