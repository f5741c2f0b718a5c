package org.dmol.chapters.pretraining;

import java.nio.file.Path;
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
import org.dmol.layers.Seeds;
import org.dmol.layers.export.RobertaCheckpoint;
import org.dmol.layers.export.Safetensors;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;

/** The pre-trained encoder: vectors of strings, guesses of masked tokens, and its weights as safetensors. */
final class EncoderExport implements Exporter {
    private static final List<String> EXAMPLES = List.of("CO", "c1ccccc1", "CC(=O)Oc1ccccc1C(=O)O", "[Na+].[Cl-]");

    @Override
    public String name() {
        return "smiles-encoder";
    }

    @Override
    public String title() {
        return "Vectors of SMILES from an encoder pre-trained on masked tokens";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        State state = new State();
        state.draw(run.store(), run.seed(), 1);
        state.read(run.store(), run.shorten(State.count(run, "corpus"), 400), run.seed());
        Seeds.set(run.seed());
        try (Networks n = PretrainSteps.networks(run, state.tokens.size())) {
            List<int[]> sequences = state.tokens.sequences(state.corpus.smiles());
            double loss =
                    PretrainSteps.train(run, n, sequences, state.tokens.size()).last("loss");
            SavedModelWriter writer = writer(n);
            writer.write(directory);
            writer(n).writeFrozenGraph(directory.resolve("frozen.pb"));
            state.tokens.encoder().vocabulary().write(directory.resolve("vocabulary.json"));
            Safetensors.write(directory.resolve("encoder.safetensors"), tensors(n));
            Nd tokens = padded(state.tokens);
            List<Nd> vectors = n.pooled().predict(List.of(tokens));
            Map<String, Nd> in = Map.of("tokens", tokens);
            Map<String, Nd> pooled = Map.of("first", vectors.get(0), "mean", vectors.get(1));
            Reloaded.verify(run, directory, "serving_default", in, pooled);
            ModelCard card = card(state, n, loss);
            card.example("serving_default", in, pooled);
            Nd places = Nd.of(new int[] {1, 2, 1, 2, 1, 2, 1, 2}, 4, 2);
            Nd logits = n.masked().predict(List.of(tokens, places)).get(0);
            Map<String, Nd> two = new LinkedHashMap<>(Map.of("tokens", tokens, "places", places));
            Reloaded.verify(run, directory, "masked", two, Map.of("logits", logits));
            card.example("masked", two, Map.of("logits", logits)).runtimes("SavedModel");
            card.write(directory, run.settings());
        }
        state.close();
    }

    /** The weights by RoBERTa's names, in our layouts. */
    private static Map<String, Nd> tensors(Networks n) {
        Map<String, Nd> out = new LinkedHashMap<>();
        List<String> names = RobertaCheckpoint.names(n.settings().layers());
        List<Nd> values = n.encoder().getWeights();
        IntStream.range(0, names.size()).forEach(i -> out.put(names.get(i), values.get(i)));
        return out;
    }

    private static Nd padded(SmilesTokens tokens) {
        return Embedder.pad(tokens.sequences(EXAMPLES), new int[] {0, 1, 2, 3}, SmilesTokens.LONGEST);
    }

    private static SavedModelWriter writer(Networks n) {
        Spec text = Spec.of(DType.INT32, -1, SmilesTokens.LONGEST);
        Map<String, Spec> two = new LinkedHashMap<>();
        two.put("tokens", text);
        two.put("places", Spec.of(DType.INT32, -1, -1));
        return new SavedModelWriter()
                .signature(
                        "serving_default", Map.of("tokens", text), (c, in) -> named(c, n.pooled(), in, "first", "mean"))
                .signature("masked", two, (c, in) -> named(c, n.masked(), in, "logits"));
    }

    private static Map<String, Operand<?>> named(Ctx c, Model m, List<Operand<?>> in, String... names) {
        List<? extends Operand<?>> y = m.apply(c, in);
        Map<String, Operand<?>> out = new LinkedHashMap<>();
        IntStream.range(0, names.length).forEach(i -> out.put(names[i], y.get(i)));
        return out;
    }

    private ModelCard card(State state, Networks n, double loss) {
        ModelCard card = new ModelCard(name(), title())
                .about(String.format(
                        java.util.Locale.ROOT,
                        "Gives each SMILES two vectors of %d numbers, to be the input of a small model where labels are few. %d transformer blocks of %d heads, "
                                + "learnt positions; pre-trained on %,d SMILES by guessing 15 %% of their tokens; chapter 21 of the textbook Deep Learning for Molecules and Materials.",
                        n.settings().width(),
                        n.settings().layers(),
                        n.settings().heads(),
                        state.corpus.smiles().size()))
                .about(
                        "`vocabulary.json` numbers the tokens: atoms, bonds, brackets and rings by the regular expression of Schwaller et al. 2019, behind the token `<start>` (1); 0 fills up to 100. "
                                + "A second signature, `masked`, takes tokens with `<mask>` (2) in them and places (int32 [batch, n]) and gives the logits of the tokens there. "
                                + "`encoder.safetensors` holds the encoder's weights: kernels as (inputs, outputs), the heads' ones as (inputs, heads, size) and (heads, size, outputs).")
                .input("tokens", "int32 [batch, 100]", "token numbers of SMILES, `<start>` first, 0 after the end")
                .output("first", "float32 [batch, " + n.settings().width() + "]", "vector of the first token")
                .output(
                        "mean",
                        "float32 [batch, " + n.settings().width() + "]",
                        "mean of the vectors of all tokens; better for neighbours")
                .metric("training cross-entropy of masked tokens", loss, "nats")
                .limit("It was trained on drug-like and common organic compounds; rare elements are unknown tokens.")
                .limit(
                        "Nothing checks that the string is a valid SMILES, and two spellings of one molecule get different vectors.");
        state.corpus.files().forEach(card::data);
        return card;
    }
}
