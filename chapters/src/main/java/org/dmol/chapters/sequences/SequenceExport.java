package org.dmol.chapters.sequences;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.chapters.sequences.SolubilityNetworks.Quality;
import org.dmol.chapters.sequences.TokenizedSmiles.Parts;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.Seeds;
import org.dmol.layers.export.CharacterLookup;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.History;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;

/** A network of the chapter as a SavedModel that takes the characters of SMILES; the vocabulary is a constant of the graph. */
final class SequenceExport implements Exporter {
    private final String name;
    private final String title;
    private final String network;
    private final int epochs;
    private final Supplier<Model> model;
    private final Training fit;
    private final String[] runtimes;

    private interface Training {
        History of(Run run, Model m, Parts parts, int epochs, int patience);
    }

    /** @param runtimes the ones that take the graph */
    private SequenceExport(
            String name,
            String title,
            String network,
            int epochs,
            Supplier<Model> model,
            Training fit,
            String... runtimes) {
        this.name = name;
        this.title = title;
        this.network = network;
        this.epochs = epochs;
        this.model = model;
        this.fit = fit;
        this.runtimes = runtimes;
    }

    static SequenceExport recurrent() {
        return new SequenceExport(
                "smiles-gru",
                "Aqueous solubility from the characters of a SMILES, recurrent",
                "Embedding of 16 numbers a character, 32 gated recurrent units with the padding masked, 32 dense units",
                Sequences.EPOCHS,
                SolubilityNetworks::recurrent,
                SoundRuns::fit,
                "SavedModel", // converters to TFLite and ONNX do not take the loop over time
                "keras.TFSMLayer");
    }

    static SequenceExport transformer() {
        return new SequenceExport(
                "smiles-transformer",
                "Aqueous solubility from the characters of a SMILES, transformer",
                "Embedding of 32 numbers a character with learnt positions, two encoder blocks of four heads with the padding masked, the mean over the characters",
                SoundRuns.TRANSFORMER_EPOCHS,
                SolubilityNetworks::transformer,
                SoundRuns::fitByLength,
                "SavedModel",
                "keras.TFSMLayer",
                "TFLite",
                "ONNX Runtime");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        AqSolDb set = AqSolDb.load(run.store());
        TokenizedSmiles strings = TokenizedSmiles.caseSensitive(set);
        Parts parts = strings.atRandom(run.seed());
        Seeds.set(run.seed() + 1);
        try (Model m = model.get()) {
            fit.of(run, m, parts, epochs, 5);
            Quality q = Quality.of(m, parts.test());
            run.print("test RMSE %.3f log mol/L, correlation %.3f", q.rmse(), q.correlation());
            writer(m, strings).write(directory);
            writer(m, strings).writeFrozenGraph(directory.resolve("frozen.pb"));
            strings.encoder().vocabulary().write(directory.resolve("vocabulary.json"));
            List<String> some = List.of("CO", "c1ccccc1", "CC(=O)Oc1ccccc1C(=O)O", "[Xe]~");
            Nd codes = CharacterLookup.codes(some, TokenizedSmiles.WIDTH);
            Nd tokens = parts.test().input(0).rows(0, 4);
            Map<String, Nd> byTokens = Map.of("solubility", m.predict(tokens));
            Map<String, Nd> byCodes = expected(m, strings, some);
            Reloaded.verify(run, directory, "tokens", Map.of("tokens", tokens), byTokens);
            Reloaded.verify(run, directory, "serving_default", Map.of("characters", codes), byCodes);
            ModelCard card = card(set, q);
            card.example("serving_default", Map.of("characters", codes), byCodes)
                    .runtimes(runtimes);
            card.example("tokens", Map.of("tokens", tokens), byTokens).runtimes(runtimes);
            card.write(directory, run.settings());
        }
    }

    /** By another way than the graph: tokens made here, unknown characters left out one by one. */
    private static Map<String, Nd> expected(Model m, TokenizedSmiles strings, List<String> some) {
        var vocabulary = strings.encoder().vocabulary();
        int[] tokens = new int[some.size() * TokenizedSmiles.WIDTH];
        int[] unknown = new int[some.size()];
        for (int i = 0; i < some.size(); i++) {
            String s = some.get(i);
            for (int j = 0; j < s.length(); j++) {
                var token = vocabulary.index(s.substring(j, j + 1));
                tokens[i * TokenizedSmiles.WIDTH + j] = token.orElse(0);
                unknown[i] += token.isPresent() ? 0 : 1;
            }
        }
        Nd y = m.predict(Nd.of(tokens, some.size(), TokenizedSmiles.WIDTH));
        return Map.of("solubility", y, "unknown", Nd.vector(unknown));
    }

    private static SavedModelWriter writer(Model m, TokenizedSmiles strings) {
        Map<Character, Integer> table = new HashMap<>();
        List<String> tokens = strings.encoder().vocabulary().tokens();
        for (int i = 1; i < tokens.size(); i++) {
            table.put(tokens.get(i).charAt(0), i);
        }
        CharacterLookup lookup = CharacterLookup.of(table);
        Spec text = Spec.of(DType.INT32, -1, TokenizedSmiles.WIDTH);
        return new SavedModelWriter()
                .signature("serving_default", Map.of("characters", text), (c, in) -> read(c, lookup, in.get(0), m))
                .signature(
                        "tokens",
                        Map.of("tokens", text),
                        (c, in) -> Map.of(
                                "solubility", m.apply(c, List.of(in.get(0))).get(0)));
    }

    private static Map<String, Operand<?>> read(Ctx c, CharacterLookup lookup, Operand<?> in, Model m) {
        Operand<TInt32> codes = Trace.as(in);
        Map<String, Operand<?>> out = new LinkedHashMap<>();
        out.put("solubility", m.apply(c, List.of(lookup.tokens(c.tf(), codes))).get(0));
        out.put("unknown", lookup.unknown(c.tf(), codes));
        return out;
    }

    private ModelCard card(AqSolDb set, Quality q) {
        return new ModelCard(name, title)
                .about(
                        "Predicts log10 of the solubility in water (mol/L) from a SMILES, character by character; the SMILES need not be canonical. "
                                + network
                                + "; chapter 13 of the textbook Deep Learning for Molecules and Materials. Trained on a random four fifths of AqSolDB (strings of at most 96 characters) "
                                + "until the error on a tenth stopped falling; tested on another tenth.")
                .about(
                        "The graph holds the vocabulary of 63 characters and turns characters into tokens. In Python: "
                                + "`np.frombuffer(smiles.encode().ljust(96, b\"\\0\"), np.uint8).astype(np.int32)[None]`; in Java: `CharacterLookup.codes(List.of(smiles), 96)`. "
                                + "A second signature, `tokens`, takes token numbers (int32 [batch, 96], 0 after the end) as in `vocabulary.json`.")
                .input(
                        "characters",
                        "int32 [batch, 96]",
                        "ASCII codes of the characters of a SMILES, 0 after its end; longer strings cannot be given")
                .output("solubility", "float32 [batch, 1]", "log10 of the solubility in mol/L")
                .output(
                        "unknown",
                        "int32 [batch]",
                        "characters that the model has never seen; where it is not 0 the prediction must be thrown away")
                .metric("RMSE on a random tenth", q.rmse(), "log mol/L")
                .metric("correlation on a random tenth", q.correlation(), "")
                .data(set.source())
                .limit(
                        "The test strings are drawn at random from the same sources as the training strings; compounds of another kind are predicted worse (chapter 13, step 13.6).")
                .limit(
                        "Nothing checks that the string is a valid SMILES; any string of known characters gives a number.")
                .limit("It gives no measure of its own doubt.");
    }
}
