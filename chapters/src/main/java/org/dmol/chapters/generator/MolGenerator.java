package org.dmol.chapters.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.WebPage;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.generation.TokenGenerator;
import org.dmol.layers.generation.TokenSampler;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.History;

/** Chapter 17, Generative RNN in Browser: molecules from random tokens and from a recurrent language model. */
public final class MolGenerator extends Chapter {
    private static final int HELD_OUT = 1000;

    private final TokenSteps tokens = new TokenSteps();
    private Corpus corpus;
    private List<int[]> training;
    private List<int[]> held;
    private Sequential model;
    private Random random;

    public MolGenerator() {
        super("17", "generator", "Generative RNN in Browser");
        about(
                        "Molecules from random SELFIES tokens and from a gated recurrent language model of drug-like molecules, which then moves into a web page.")
                .data("zinc-subset")
                .option("examples", "molecules to train on; 'all' for all but " + HELD_OUT, "20000")
                .option("epochs", "how often each is seen", "" + LanguageModel.EPOCHS)
                .option("original", "true: the book's masked start and its sampling without an end", "false")
                .takes(100, 20);
        Judgement judgement = new Judgement(tokens::corpus, () -> training, () -> model);
        steps(
                Step.of("17.1", "Molecules", "SMILES become SELFIES", tokens::load),
                Step.of("17.2", "Tokens", "how frequent they are, and their numbers", tokens::tokens),
                Step.of("17.3", "Model 1", "tokens drawn uniformly: any string is a molecule", tokens::uniform),
                Step.of("17.4", "Model 2", "tokens drawn by their frequency", tokens::frequency),
                Step.of("17.5", "Configuration", "the sizes of the network", this::configuration),
                Step.of("17.6", "Model 3", "embedding, gated recurrent unit, logits", this::network),
                Step.of("17.7", "Train", "each token is predicted from those before it", this::train),
                Step.of("17.8", "First token", "what a molecule begins with", this::first),
                Step.of("17.9", "Sample", "token by token until the molecule ends", this::sample),
                Step.of("17.10", "Temperature", "nine molecules each at T = 1, 0.5 and 100", this::temperatures),
                Step.of("17.11", "Export", "the files that a browser loads", this::export),
                Step.of("17.12", "In the browser", "the same logits one token at a time", this::browser),
                Step.of("17.13", "Are they good?", "validity, novelty, properties", judgement::scores),
                Step.of(
                        "17.14",
                        "Continue a fragment",
                        "a given beginning; the likeliest tokens alone",
                        judgement::fragment));
    }

    private boolean original(Run run) {
        return run.flag("original");
    }

    // ---- model 3 ----

    private void configuration(Run run) {
        corpus = tokens.corpus();
        random = new Random(run.seed());
        int wanted = run.option("examples").equals("all") ? Integer.MAX_VALUE : (int) run.number("examples");
        Corpus.Parts parts = corpus.divide(run.shorten(HELD_OUT, 200), run.shorten(wanted, 640), run.seed());
        training = parts.training();
        held = parts.held();
        Table t = Table.of("configuration", "name", "value");
        TfjsModel.configuration(corpus, training.size()).forEach(t::row);
        run.table(t);
        run.print("%d molecules to train on, %d held out", training.size(), held.size());
    }

    private void network(Run run) {
        model = LanguageModel.of(corpus.tokens(), original(run), run.seed());
        run.print(model.summary());
        double size = corpus.tokens();
        double gru = 3 * 128 * (256 + 128 + 1);
        run.metric("parameters", model.countParams())
                .expected(256 * size + gru + 129 * size, 0)
                .alsoStandIn();
        run.metric(
                        "parameters_with_108_tokens",
                        256 * 108 + model.layers().get(1).countParams() + 129 * 108)
                .exactly(189_420)
                .alsoStandIn();
        if (original(run)) {
            run.note("Original behaviour: the start token is masked and never learnt.");
        } else {
            run.corrected(
                    "The book masks token 0, which also starts every molecule: the first token is never learnt. Here it is not masked.");
        }
    }

    private void train(Run run) throws IOException {
        long start = System.nanoTime();
        int epochs = run.shorten((int) run.number("epochs"), 1);
        History history =
                model.fit(Corpus.training(training).batch(LanguageModel.BATCH).shuffle(), run.fit(epochs, "generator"));
        run.print("%d epochs in %.0f s", epochs, (System.nanoTime() - start) / 1e9);
        Table t = Table.of("cross-entropy of a token", "epoch", "nats");
        for (int i = 0; i < history.epochs().size(); i++) {
            t.row(history.epochs().get(i) + 1, history.get("loss")[i]);
        }
        run.table(t);
        double entropy = corpus.unigramEntropy();
        double loss = LanguageModel.crossEntropy(model, held);
        run.metric("held_out_cross_entropy", loss, "nats").note("per token, the end of the molecule included");
        run.metric("of_the_unigram_entropy", loss / entropy)
                .band(0, 0.5)
                .note("well under half was the aim; perplexity " + Math.round(100 * Math.exp(loss)) / 100.0 + " of "
                        + Math.round(100 * Math.exp(entropy)) / 100.0);
        run.corrected(
                "Padding behind the end of a molecule has no weight; the end itself counts once. The book has no held-out molecules.");
    }

    private void first(Run run) throws IOException {
        double[] logits = model.call(Nd.of(new int[] {0}, 1, 1)).doubles();
        Figure fig = new Figure(10, 4);
        fig.axes()
                .xlabel("Token index")
                .ylabel("Logit")
                .bar(IntStream.range(0, logits.length).asDoubleStream().toArray(), logits);
        run.figure(
                "first",
                fig,
                "Logits of the first token. They are not normalised, so not log-odds as the book's axis says.");
        double[] p = TokenSampler.temperature(1).probabilities(logits);
        Table t = Table.of("likeliest first tokens", "token", "probability", "in the molecules");
        int[] seen = new int[logits.length];
        training.forEach(r -> seen[r[0]]++);
        IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[b], p[a]))
                .limit(6)
                .forEach(i -> t.row(corpus.token(i), p[i], (double) seen[i] / training.size()));
        run.table(t);
        try (Sequential masked = LanguageModel.of(corpus.tokens(), true, run.seed())) {
            masked.setWeights(model.getWeights());
            double[] blind = masked.call(Nd.of(new int[] {0}, 1, 1)).doubles();
            run.check(
                            "a_masked_start_leaves_the_bias_alone",
                            Arrays.equals(blind, model.getWeights().get(5).doubles()))
                    .alsoStandIn();
        }
        run.say(
                "In the book's figure the logits lie between -1 and 1, because a masked start lets only the bias of the last layer through.");
    }

    private void sample(Run run) {
        try (TokenGenerator one = generator(run, 1)) {
            double[] logits = one.firstLogits();
            run.print("first token drawn: %d", TokenSampler.temperature(1).draw(logits, random.nextDouble()));
            int[] molecule =
                    one.generate(TokenSampler.temperature(1), run.seed()).get(0);
            run.print("%s%n%s%n%s", Arrays.toString(molecule), corpus.selfies(molecule), corpus.smiles(molecule));
        }
        run.corrected(
                "A molecule ends at the end token, not before it has an atom and after 100 tokens at the latest; the book draws a random number of tokens and "
                        + "ignores the end.");
    }

    private TokenGenerator generator(Run run, int rows) {
        return original(run)
                ? TokenGenerator.of(model, rows).longest(1 + random.nextInt(99))
                : LanguageModel.molecules(model, corpus, rows);
    }

    private void temperatures(Run run) throws IOException {
        for (double temperature : new double[] {1, 0.5, 100}) {
            try (TokenGenerator nine = generator(run, 9)) {
                List<int[]> rows = nine.generate(TokenSampler.temperature(temperature), run.seed());
                String name = String.format(Locale.ROOT, "T%s", temperature == 0.5 ? "0.5" : (int) temperature);
                run.figure(name, Judgement.grid(corpus, rows), "Model 3 at T = " + name.substring(1) + ".");
            }
        }
    }

    // ---- to the browser ----

    private void export(Run run) throws IOException {
        Path directory = run.directory().resolve("tfjs_model");
        TfjsModel.write(model, corpus, training.size(), directory);
        long bytes = Files.size(directory.resolve("group1-shard1of1.bin"));
        run.print("model.json, group1-shard1of1.bin (%,d bytes) and config.json in %s", bytes, directory.getFileName());
        run.metric("weight_bytes", bytes, "bytes")
                .expected(4.0 * model.countParams(), 0)
                .alsoStandIn();
        run.metric("weight_bytes_with_108_tokens", bytes + 4 * (108 - corpus.tokens()) * (256 + 129), "bytes")
                .exactly(757_680)
                .alsoStandIn();
    }

    private void browser(Run run) {
        int[] row = held.get(0);
        Nd all = model.call(Nd.of(row, 1, row.length));
        PlainGru plain = new PlainGru(model.getWeights());
        double worst = 0;
        for (int i = 0; i < row.length; i++) {
            double[] logits = plain.step(row[i]);
            for (int k = 0; k < logits.length; k++) {
                double theirs = all.getFlat(i * logits.length + k);
                worst = Math.max(worst, Math.abs(logits[k] - theirs) / Math.max(1, Math.abs(theirs)));
            }
        }
        run.print("largest difference along %d tokens: %.1e", row.length, worst);
        if (!original(run)) {
            run.check("plain_java_gives_the_same_logits", worst <= 1e-5).alsoStandIn();
        }
        run.corrected(
                "The book's JavaScript ignores its temperature, loses the token numbers and feeds a start of the wrong rank; the page has none of that.");
        run.say(
                "./dmol export generator writes these files for good, ./dmol serve shows the page that uses them: TensorFlow.js, no server behind it.");
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new GeneratorExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new GeneratorCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new GeneratorCheck());
    }

    @Override
    public List<WebPage> webPages() {
        return List.of(new GeneratorPage());
    }

    @Override
    protected void close() {
        if (model != null) {
            model.close();
        }
    }

    public static void main(String[] args) {
        new MolGenerator().launch(args);
    }
}
