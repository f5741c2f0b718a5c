package org.dmol.chapters.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.SmilesSet;
import org.dmol.layers.generation.TokenGenerator;
import org.dmol.layers.generation.TokenSampler;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;

/** The chapter's tokens beside the selfies package, its network beside Keras: logits, steps of Adam, short trainings, and their time. */
final class GeneratorCheck implements CrossCheck, Bench {
    private static final int MOLECULES = 5000;
    private static final int TRAINED = 1280;
    private static final int SEEDS = 6;
    private static final int EPOCHS = 2;
    private static final int SAMPLES = 1000;

    @Override
    public String name() {
        return "generator";
    }

    @Override
    public String title() {
        return "tokens and network of chapter 17 beside selfies and Keras";
    }

    private static List<String> molecules(Settings settings) {
        SmilesSet set = SmilesSet.loadZinc(
                DataStore.standard().withOffline(settings.offline()).withStandIns(settings.standIn()));
        List<String> smiles = new ArrayList<>(List.of(set.smiles()));
        Collections.shuffle(smiles, new Random(settings.seed()));
        return smiles.subList(0, Math.min(MOLECULES, smiles.size()));
    }

    private static NpzWriter arrays(Dataset data, Corpus corpus, Sequential model) {
        NpzWriter file = Npz.writer()
                .put("x", data.input(0))
                .put("y", data.targets().get(0))
                .put("weight", data.sampleWeights())
                .put("tokens", Nd.scalar(corpus.tokens()));
        List<Nd> weights = model.getWeights();
        for (int i = 0; i < weights.size(); i++) {
            file.put("w" + i, weights.get(i));
        }
        return file;
    }

    @Override
    public void run(Checks check) throws Exception {
        List<String> smiles = molecules(check.settings());
        Corpus corpus = Corpus.of(smiles);
        Path file = Files.createTempFile("dmol-generator", ".tmp");
        try {
            tokens(check, smiles, corpus, file);
            exact(check, corpus, file);
            statistical(check, corpus, file);
        } finally {
            Files.delete(file);
        }
    }

    private static void tokens(Checks check, List<String> smiles, Corpus corpus, Path file) throws Exception {
        Files.write(file, smiles);
        JsonNode theirs = check.python().run("generator.py", "corpus", file.toString());
        List<String> known = corpus.encoder().vocabulary().tokens();
        List<String> names = StreamSupport.stream(theirs.get("tokens").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        check.exact("kinds of token in " + smiles.size() + " molecules", known.size() - 1, names.size(), 0);
        check.exact("tokens in the same order", names.equals(known.subList(1, known.size())) ? 1 : 0, 1, 0);
        double[] counts =
                Arrays.stream(corpus.counts()).skip(1).asDoubleStream().toArray();
        check.exact("how often each occurs", counts, doubles(theirs.get("counts")), 0);
    }

    private static void exact(Checks check, Corpus corpus, Path file) throws Exception {
        Dataset data = Corpus.training(corpus.rows().subList(0, 16));
        try (Sequential model = LanguageModel.of(corpus.tokens(), false, 1)) {
            arrays(data, corpus, model).write(file);
            JsonNode theirs = check.python().run("generator.py", "exact", file.toString());
            double[] logits = model.predict(data.input(0)).doubles();
            check.exact("logits of 16 molecules", logits, doubles(theirs.get("logits")), 1e-5);
            double[] losses = model.fit(data.batch(16), Fit.epochs(4).silent()).get("loss");
            check.exact("losses of four steps of Adam", losses, doubles(theirs.get("losses")), 1e-5);
            check.exact(
                    "recurrent kernel after them",
                    model.getWeights().get(2).doubles(),
                    doubles(theirs.get("recurrent")),
                    1e-4);
        }
    }

    private static void statistical(Checks check, Corpus corpus, Path file) throws Exception {
        Dataset data = Corpus.training(corpus.rows().subList(0, TRAINED));
        try (Sequential any = LanguageModel.of(corpus.tokens(), false, 0)) {
            arrays(data, corpus, any).write(file);
        }
        JsonNode theirs = check.python()
                .run("generator.py", "train", file.toString(), "--epochs", "" + EPOCHS, "--seeds", "" + SEEDS);
        double[] last = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            try (Sequential model = LanguageModel.of(corpus.tokens(), false, seed)) {
                last[seed] = fit(model, data, EPOCHS, seed).last("loss");
            }
        }
        check.statistical("loss of epoch " + EPOCHS + ", " + TRAINED + " molecules", last, doubles(theirs.get("last")));
    }

    private static History fit(Sequential model, Dataset data, int epochs, long seed) {
        return model.fit(
                data.batch(LanguageModel.BATCH).shuffle(),
                Fit.epochs(epochs).seed(seed).silent());
    }

    @Override
    public void run(Timings timings) throws Exception {
        Corpus corpus = Corpus.of(molecules(timings.settings()));
        Dataset data = Corpus.training(corpus.rows().subList(0, TRAINED));
        int epochs = timings.settings().quick() ? 1 : 3;
        Path file = Files.createTempFile("dmol-generator", ".npz");
        try (Sequential model = LanguageModel.of(corpus.tokens(), false, 0)) {
            arrays(data, corpus, model).write(file);
            double first = timings.time(() -> fit(model, data, 1, 0));
            History[] history = new History[1];
            double fit = timings.time(() -> history[0] = fit(model, data, epochs, 0));
            double sample = sample(timings, model);
            JsonNode theirs = timings.python().run("generator.py", "bench", file.toString(), "--epochs", "" + epochs);
            timings.record(
                    "first epoch of 20 steps, with start",
                    first,
                    theirs.get("first").asDouble(),
                    "Keras fit");
            String note = String.format(
                    Locale.ROOT,
                    "Keras fit; last losses %.2f and %.2f",
                    history[0].last("loss"),
                    theirs.get("last").asDouble());
            timings.record(
                    "fit, " + 20 * epochs + " steps", fit, theirs.get("fit").asDouble(), note);
            timings.record(
                    SAMPLES + " molecules of up to 100 tokens",
                    sample,
                    theirs.get("sample").asDouble(),
                    "a stateful Keras model in a tf.function, NumPy draws; the limit is 5 s");
        } finally {
            Files.delete(file);
        }
    }

    private static double sample(Timings timings, Sequential model) throws Exception {
        try (TokenGenerator generator = TokenGenerator.of(model, SAMPLES).end(0).longest(LanguageModel.LONGEST)) {
            generator.firstLogits(); // Python's function is traced beforehand, too
            return timings.time(() -> generator.generate(TokenSampler.temperature(1), 0));
        }
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
