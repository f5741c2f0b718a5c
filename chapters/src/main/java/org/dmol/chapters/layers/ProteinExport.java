package org.dmol.chapters.layers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.analysis.Roc;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.data.text.AminoAcid;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.export.CharacterLookup;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;

/** The masked network as a SavedModel that takes the letters of a sequence; the alphabet is a constant of the graph. */
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
        Seeds.set(run.seed() + 3);
        try (Model model = ProteinNetworks.masked(Edition.FIRST.embedding())) {
            Dataset train = run.quick() ? p.train().take(3200) : p.train();
            model.fit(
                    train,
                    run.fit(run.shorten(Edition.FIRST.epochs(), 1))
                            .validate(p.validation())
                            .with(new EarlyStopping("val_loss").patience(3).restoreBestWeights(true)));
            double[] scores = model.predict(p.test().input(0)).doubles();
            int[] y = Proteins.labels(p.test());
            run.print("test accuracy %.3f, AUC %.3f", Baselines.accuracy(y, scores), Roc.auc(y, scores));
            writer(model).write(directory);
            writer(model).writeFrozenGraph(directory.resolve("frozen.pb"));
            Nd tokens = p.test().input(0).rows(0, 3);
            List<String> sequences = IntStream.range(0, 3)
                    .mapToObj(i -> set.sequence(p.order()[i]))
                    .toList();
            Nd letters = CharacterLookup.codes(sequences, Proteins.LENGTH);
            Nd soluble = model.predict(tokens);
            Map<String, Nd> byLetters = Map.of("soluble", soluble, "unknown", Nd.vector(new int[3]));
            Map<String, Nd> byTokens = Map.of("soluble", soluble);
            Reloaded.verify(run, directory, "serving_default", Map.of("letters", letters), byLetters);
            Reloaded.verify(run, directory, "tokens", Map.of("tokens", tokens), byTokens);
            Nd strange = CharacterLookup.codes(List.of("MAXZ-G"), Proteins.LENGTH);
            Nd same = CharacterLookup.codes(List.of("MA\0\0\0G"), Proteins.LENGTH);
            Nd known = model.predict(tokensOf(same));
            Map<String, Nd> refused = Map.of("soluble", known, "unknown", Nd.vector(3));
            Reloaded.verify(run, directory, "serving_default", Map.of("letters", strange), refused);
            card(set, Baselines.accuracy(y, scores), Roc.auc(y, scores))
                    .example("serving_default", Map.of("letters", letters), byLetters)
                    .example("tokens", Map.of("tokens", tokens), byTokens)
                    .write(directory, run.settings());
        }
    }

    /** The tokens of letters, by the alphabet of the data module. */
    private static Nd tokensOf(Nd letters) {
        return letters.map(code ->
                        code == 0 ? 0 : Arrays.asList(AminoAcid.values()).indexOf(AminoAcid.of((char) code)) + 1)
                .cast(DType.INT32);
    }

    private static SavedModelWriter writer(Model model) {
        Map<Character, Integer> alphabet = new HashMap<>();
        for (AminoAcid a : AminoAcid.values()) {
            alphabet.put(a.letter(), a.ordinal() + 1);
            alphabet.put(Character.toLowerCase(a.letter()), a.ordinal() + 1);
        }
        CharacterLookup lookup = CharacterLookup.of(alphabet);
        Spec sequence = Spec.of(DType.INT32, -1, Proteins.LENGTH);
        return new SavedModelWriter()
                .signature("serving_default", Map.of("letters", sequence), (c, in) -> read(c, lookup, in.get(0), model))
                .signature(
                        "tokens",
                        Map.of("tokens", sequence),
                        (c, in) -> Map.of(
                                "soluble", model.apply(c, List.of(in.get(0))).get(0)));
    }

    private static Map<String, Operand<?>> read(Ctx c, CharacterLookup lookup, Operand<?> in, Model model) {
        Operand<TInt32> codes = Trace.as(in);
        Map<String, Operand<?>> out = new LinkedHashMap<>();
        out.put("soluble", model.apply(c, List.of(lookup.tokens(c.tf(), codes))).get(0));
        out.put("unknown", lookup.unknown(c.tf(), codes));
        return out;
    }

    private ModelCard card(ProteinTokens set, double accuracy, double auc) {
        return new ModelCard(name(), title())
                .about(
                        "Probability that a protein dissolves when it is expressed in E. coli. Embedding, three convolutions with pooling and "
                                + "three dense layers, padding masked; the network of chapter 7 of the textbook Deep Learning for Molecules and Materials, with the weights of its best validation epoch.")
                .about(
                        "The graph holds the alphabet and turns letters into tokens. In Python: "
                                + "`np.frombuffer(sequence.encode().ljust(200, b\"\\0\"), np.uint8).astype(np.int32)[None]`; in Java: `CharacterLookup.codes(List.of(sequence), 200)`. "
                                + "A second signature, `tokens`, takes the residues A R N D C Q E G H I L K M F P S T W Y V as 1 to 20 (int32 [batch, 200], 0 after the end).")
                .input(
                        "letters",
                        "int32 [batch, 200]",
                        "ASCII codes of the one-letter codes of the residues in either case, 0 after the end; longer sequences cannot be given")
                .output("soluble", "float32 [batch, 1]", "probability")
                .output(
                        "unknown",
                        "int32 [batch]",
                        "letters that are none of the twenty residues; where it is not 0 the prediction must be thrown away")
                .metric("accuracy on the test part", accuracy, "")
                .metric("area under the ROC curve on the test part", auc, "")
                .data(set.source())
                .limit(
                        "The first residue alone reaches accuracy 0.633 on the same part: much of the signal is an artefact of how the data were collected.")
                .limit("Sequences of at most 200 residues.")
                .limit(
                        "Sequences of fewer than 29 residues all get the same number: not one window of the third convolution lies within them.");
    }
}
