package org.dmol.chapters.generator;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.molecules.GenerationScores;
import org.dmol.data.sets.SmilesSet;
import org.dmol.layers.export.SavedModelExport;
import org.dmol.layers.generation.TokenGenerator;
import org.dmol.layers.generation.TokenSampler;
import org.dmol.layers.models.Sequential;
import org.dmol.tf.Spec;

/** The language model as a SavedModel (logits of whole rows of tokens), and for TensorFlow.js (one token at a time). */
final class GeneratorExport implements Exporter {
    static final String NAME = "generator";
    static final String TFJS = "tfjs";

    private static final int HELD_OUT = 1000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Language model of drug-like molecules in SELFIES";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        SmilesSet set = SmilesSet.loadZinc(run.store());
        Corpus corpus = Corpus.of(List.of(set.smiles()));
        Corpus.Parts parts = corpus.divide(HELD_OUT, run.shorten(Integer.MAX_VALUE, 640), run.seed());
        List<int[]> training = parts.training();
        int epochs = run.shorten(LanguageModel.EPOCHS, 1);
        try (Sequential model = LanguageModel.of(corpus.tokens(), false, run.seed())) {
            model.fit(Corpus.training(training).batch(LanguageModel.BATCH).shuffle(), run.fit(epochs, "export"));
            double loss = LanguageModel.crossEntropy(model, parts.held());
            run.print("held-out cross-entropy %.3f nats a token (unigram %.3f)", loss, corpus.unigramEntropy());
            Map<String, Spec> inputs = Map.of("tokens", Spec.of(DType.INT32, -1, -1));
            SavedModelExport.of(model).inputs(inputs).outputs("logits").write(directory);
            SavedModelExport.of(model)
                    .inputs(inputs)
                    .outputs("logits")
                    .writeFrozenGraph(directory.resolve("frozen.pb"));
            TfjsModel.write(model, corpus, training.size(), directory.resolve(TFJS));
            Nd tokens = Corpus.training(parts.held().subList(0, 2)).input(0); // with the start
            Nd logits = model.call(tokens);
            Reloaded.verify(run, directory, "serving_default", Map.of("tokens", tokens), Map.of("logits", logits));
            card(set, corpus, training.size(), epochs, loss, scores(model, corpus, training, run.seed()))
                    .example("serving_default", Map.of("tokens", tokens), Map.of("logits", logits))
                    .runtimes("SavedModel", "keras.TFSMLayer") // the converters do not take the loop over time
                    .write(directory, run.settings());
        }
    }

    private static GenerationScores scores(Sequential model, Corpus corpus, List<int[]> training, long seed) {
        Set<String> known =
                GenerationScores.canonical(training.stream().map(corpus::smiles).toList());
        try (TokenGenerator generator = LanguageModel.molecules(model, corpus, 1000)) {
            List<int[]> drawn = generator.generate(TokenSampler.temperature(0.7), seed);
            return GenerationScores.of(drawn.stream().map(corpus::smiles).toList(), known);
        }
    }

    private ModelCard card(
            SmilesSet set, Corpus corpus, int examples, int epochs, double loss, GenerationScores scores) {
        return new ModelCard(name(), title())
                .about(String.format(
                        Locale.ROOT,
                        "Gives the logits of the next token of a molecule, from the tokens so far. Embedding of 256 numbers, 128 gated recurrent units, "
                                + "dense layer: the network of chapter 17 of the textbook Deep Learning for Molecules and Materials, trained on %,d molecules "
                                + "for %d epoch%s (Adam, rate %s, batches of %d, gradients clipped to norm 1).",
                        examples,
                        epochs,
                        epochs == 1 ? "" : "s",
                        LanguageModel.LEARNING_RATE,
                        LanguageModel.BATCH))
                .about(
                        "`tfjs/` holds the same network for TensorFlow.js (`tf.loadLayersModel`): stateful, one token [1, 1] at a time. `tfjs/config.json` has the "
                                + corpus.tokens()
                                + " tokens (`vocab`) and their numbers (`stoi`); token 0, `[nop]`, begins and ends a molecule. `./dmol serve` shows it at work.")
                .input("tokens", "int32 [batch, time]", "0, then the numbers of the tokens so far")
                .output(
                        "logits",
                        "float32 [batch, time, " + corpus.tokens() + "]",
                        "of the token that follows each of them; softmax makes probabilities")
                .metric("cross-entropy of held-out molecules", loss, "nats per token")
                .metric("unigram entropy, for comparison", corpus.unigramEntropy(), "nats per token")
                .metric("valid SMILES among 1000 samples at T = 0.7", scores.validity(), "")
                .metric("distinct ones among these", scores.uniqueness(), "")
                .metric("not in the training set among these", scores.novelty(), "")
                .data(set.source())
                .limit(
                        "It imitates ZINC's drug-like molecules; it knows nothing of activity, toxicity, stability or synthesis.")
                .limit("Tokens that the training set lacks can be neither read nor written.");
    }
}
