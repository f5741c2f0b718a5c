package org.dmol.chapters.xai;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.analysis.Calibration;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.analysis.DeLong;
import org.dmol.data.sets.HemolyticPeptides;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.OneHot;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Five networks of different seeds as one SavedModel from residue numbers to probability and disagreement. */
final class PeptideExport implements Exporter {
    private static final int MEMBERS = 5;

    @Override
    public String name() {
        return "hemolysis-cnn";
    }

    @Override
    public String title() {
        return "Hemolytic activity of peptides from their sequence";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        HemolyticPeptides set = HemolyticPeptides.load(run.store());
        Peptides data = Peptides.of(set, false);
        List<PeptideNet> nets = new ArrayList<>();
        for (int k = 0; k < run.shorten(MEMBERS, 2); k++) {
            nets.add(Hemolysis.trained(data, run.shorten(PeptideNet.EPOCHS, 8), run.seed() + 1000L * k, run));
        }
        double[] logits = meanLogits(nets, data.x().rows(0, 63));
        double[] p = Arrays.stream(logits).map(ApprovalModel::sigmoid).toArray();
        DeLong auc = DeLong.of(data.testLabels(), p);
        double accuracy = ConfusionMatrix.atThreshold(data.testLabels(), p, 0.5).accuracy();
        run.print("test accuracy %.3f, area under the ROC curve %.3f", accuracy, auc.area());
        Map<String, Spec> inputs = Map.of("residues", Spec.of(DType.INT32, -1, PeptideNet.LENGTH));
        new SavedModelWriter()
                .signature("serving_default", inputs, (c, in) -> graph(c, in, nets))
                .write(directory);
        new SavedModelWriter()
                .signature("serving_default", inputs, (c, in) -> graph(c, in, nets))
                .writeFrozenGraph(directory.resolve("frozen.pb"));
        int[] some = Arrays.copyOf(data.order(), 5);
        Map<String, Nd> given = Map.of("residues", set.tokens().take(some).cast(DType.INT32));
        Map<String, Nd> expected = Map.of(
                "probability", Nd.of(Arrays.copyOf(p, 5), 5, 1).cast(DType.FLOAT32),
                "logit", Nd.of(Arrays.copyOf(logits, 5), 5, 1).cast(DType.FLOAT32));
        Reloaded.verify(run, directory, "serving_default", given, expected);
        new ModelCard(name(), title())
                .about(
                        "Probability that a peptide breaks red blood cells, from its sequence of up to 200 residues: the mean of the logits of "
                                + nets.size()
                                + " convolutional networks that differ by seed (74,240 weights each), trained on 508 of 634 peptides. It is the network of chapter 11 of the "
                                + "textbook Deep Learning for Molecules and Materials, with the classes as they are: the data file has them exchanged.")
                .input(
                        "residues",
                        "int32 [batch, 200]",
                        "0 after the end; 1 to 20 for A R N D C Q E G H I L K M F P S T W Y V")
                .output("probability", "float32 [batch, 1]", "probability of being hemolytic, not calibrated")
                .output("logit", "float32 [batch, 1]", "its log-odds, the mean over the networks")
                .output(
                        "spread",
                        "float32 [batch, 1]",
                        "standard deviation of the logits of the networks: large where they disagree")
                .metric("accuracy on 63 test peptides", accuracy, "")
                .metric("area under the ROC curve", auc.area(), "± " + Hemolysis.round(auc.standardError()))
                .metric("Brier score", Calibration.brier(data.testLabels(), p), "")
                .data(set.source())
                .limit(
                        "The two classes differ in much (one holds antimicrobial peptides, the other pieces of ordinary proteins), so that the test is easy; among antimicrobial peptides the model says little.")
                .limit("Probabilities are near 0 or 1 also for sequences unlike any in the data. Look at the spread.")
                .limit("The residues are the twenty proteinogenic ones; modifications of the ends are not seen.")
                .example("serving_default", given, expected)
                .write(directory, run.settings());
        nets.forEach(PeptideNet::close);
    }

    private static double[] meanLogits(List<PeptideNet> nets, Nd x) {
        double[] sum = new double[x.dim(0)];
        for (PeptideNet net : nets) {
            double[] l = net.predict(x).doubles();
            Arrays.setAll(sum, i -> sum[i] + l[i] / nets.size());
        }
        return sum;
    }

    private static Map<String, Operand<?>> graph(Ctx c, List<Operand<?>> in, List<PeptideNet> nets) {
        Ops tf = c.tf();
        Operand<TInt32> residues = Trace.as(in.get(0));
        Operand<TFloat32> x = tf.oneHot(
                residues, tf.constant(PeptideNet.SYMBOLS), tf.constant(1f), tf.constant(0f), new OneHot.Options[0]);
        List<Operand<TFloat32>> logits = new ArrayList<>();
        nets.forEach(net -> logits.add(Trace.floats(net.apply(c, x))));
        Operand<TFloat32> all = tf.concat(logits, tf.constant(1));
        Operand<TFloat32> mean = Trace.meanKeep(tf, all, 1);
        Operand<TFloat32> squares = Trace.sumKeep(tf, tf.math.square(tf.math.sub(all, mean)), 1);
        Operand<TFloat32> variance = tf.math.div(squares, tf.constant((float) Math.max(1, nets.size() - 1)));
        return Map.of("probability", tf.math.sigmoid(mean), "logit", mean, "spread", tf.math.sqrt(variance));
    }
}
