package org.dmol.chapters.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.sets.SmilesSet;
import org.dmol.layers.Seeds;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.recurrent.GRU;

/** Chapter 17, Generative RNN in the browser: molecules from random tokens and from a recurrent language model. */
public final class MolGenerator extends Chapter {
    private static final int LONGEST = 100;

    private Corpus corpus;
    private List<int[]> held;
    private Sequential model;
    private PlainGru gru;

    public MolGenerator() {
        super("17", "generator", "Generative RNN in Browser");
        about("Molecules from random SELFIES tokens and from a gated recurrent language model of drug-like molecules.")
                .data("zinc-subset")
                .option("examples", "molecules to train on", "20000")
                .takes(300, 20);
        steps(
                Step.of("17.1", "Molecules", "SMILES become SELFIES tokens", this::load),
                Step.of("17.2", "Random tokens", "any string of tokens is a molecule", this::random),
                Step.of("17.3", "Train", "embedding, GRU, logits", this::train),
                Step.of("17.4", "First token", "logits after the start token", this::first),
                Step.of("17.5", "Sample", "molecules at several temperatures", this::sample));
    }

    private void load(Run run) {
        SmilesSet set = SmilesSet.loadZinc(run.store());
        List<String> smiles = List.of(set.smiles());
        corpus = Corpus.of(run.quick() ? smiles.subList(0, Math.min(3000, smiles.size())) : smiles);
        run.print(
                "%d molecules, %d not encodable, %d tokens", corpus.rows().size(), corpus.unreadable(), corpus.size());
        Table t = Table.of("most frequent tokens", "token", "count");
        IntStream.range(0, corpus.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -corpus.counts()[i]))
                .limit(10)
                .forEach(i -> t.row(corpus.vocabulary().get(i), corpus.counts()[i]));
        run.table(t);
        run.corrected("The book's counts start from 0 at the first sighting; here each is one higher.");
        int[] row = corpus.rows().get(0);
        run.print("%s%n%s", corpus.text(row), Arrays.toString(row));
        run.metric("unigram_entropy", corpus.unigramEntropy(), "nats").notComparable("no published value");
    }

    private void random(Run run) throws IOException {
        Random random = new Random(run.seed());
        double[] log = Arrays.stream(corpus.counts()).mapToDouble(Math::log).toArray();
        run.figure("uniform", grid(() -> string(random, new double[corpus.size()])), "Tokens drawn uniformly");
        run.figure("frequency", grid(() -> string(random, log)), "Tokens drawn by their frequency");
    }

    private int[] string(Random random, double[] logits) {
        int[] tokens = new int[1 + random.nextInt(99)];
        Arrays.setAll(tokens, i -> PlainGru.draw(logits, 1, random));
        return tokens;
    }

    private String decode(int[] tokens) {
        return Selfies.standard().decode(corpus.text(tokens));
    }

    private Figure grid(Supplier<int[]> source) {
        Figure fig = Figure.grid(3, 3, 7.5, 7.5);
        for (int i = 0; i < 9; i++) {
            String smiles = decode(source.get());
            if (!smiles.isEmpty()) {
                fig.axes(i).image(MoleculePicture.of(smiles, 250, 250));
            }
            fig.axes(i).off();
        }
        return fig;
    }

    private void train(Run run) {
        List<int[]> order = new ArrayList<>(corpus.rows());
        Collections.shuffle(order, new Random(run.seed()));
        int test = Math.min(500, order.size() / 10);
        held = order.subList(0, test);
        int n = Math.min(order.size() - test, run.quick() ? 640 : (int) run.number("examples"));
        Seeds.set(run.seed());
        model = new Sequential(
                new Embedding(corpus.size(), 256),
                new GRU(128).resetAfter(false).returnSequences(true),
                new Dense(corpus.size()));
        model.compile(Optimizer.adam(3e-3), Crossentropy.sparseCategorical(true));
        model.fit(
                corpus.training(order.subList(test, test + n), LONGEST)
                        .batch(64)
                        .shuffle(),
                run.fit(run.shorten(4, 1)));
        run.corrected("The start token is not masked, and positions behind the end token do not count in the loss.");
        run.metric("parameters", model.countParams())
                .expected(256.0 * corpus.size() + 3 * 128 * (256 + 128 + 1) + 129.0 * corpus.size(), 0)
                .alsoStandIn();
        gru = new PlainGru(model.getWeights());
        int[] row = held.get(0);
        float[] theirs = model.call(Nd.of(row, 1, row.length)).floats();
        double[] h = gru.start();
        double worst = 0;
        for (int i = 0; i < row.length; i++) {
            double[] ours = gru.step(h, row[i]);
            for (int k = 0; k < ours.length; k++) {
                worst = Math.max(worst, Math.abs(ours[k] - theirs[i * ours.length + k]));
            }
        }
        run.check("plain_java_gives_the_same_logits", worst < 1e-4).alsoStandIn();
        double loss = gru.crossEntropy(held);
        run.metric("held_out_cross_entropy", loss, "nats").notComparable("no published value");
        run.check("below_unigram_entropy", loss < corpus.unigramEntropy()).unlessQuick();
    }

    private void first(Run run) throws IOException {
        double[] logits = gru.step(gru.start(), 0);
        Figure fig = new Figure(10, 4);
        fig.axes()
                .xlabel("Token index")
                .ylabel("Logit")
                .bar(IntStream.range(0, logits.length).asDoubleStream().toArray(), logits);
        run.figure("first", fig, "Logits of the first token");
    }

    private void sample(Run run) throws IOException {
        Random random = new Random(run.seed());
        Set<String> known = new HashSet<>();
        corpus.rows().forEach(r -> known.add(corpus.text(r)));
        Table t = Table.of("samples", "temperature", "valid", "unique", "novel", "mean tokens", "seconds");
        int n = run.shorten(1000, 100);
        for (double temperature : new double[] {0.5, 1, 100}) {
            long start = System.nanoTime();
            List<int[]> rows = IntStream.range(0, n)
                    .mapToObj(i -> gru.sample(temperature, LONGEST, random))
                    .toList();
            double seconds = (System.nanoTime() - start) / 1e9;
            Set<String> distinct = new HashSet<>();
            rows.forEach(r -> distinct.add(corpus.text(r)));
            double valid = Smiles.parseAll(rows.stream().map(this::decode).toList())
                            .molecules()
                            .size()
                    / (double) n;
            double novel = distinct.stream().filter(s -> !known.contains(s)).count() / (double) distinct.size();
            double length = rows.stream().mapToInt(r -> r.length).average().orElseThrow();
            t.row(temperature, valid, distinct.size() / (double) n, novel, length, seconds);
            String name = String.format(Locale.ROOT, "T%.1f", temperature);
            run.figure(
                    name,
                    grid(() -> gru.sample(temperature, LONGEST, random)),
                    "Samples at temperature " + temperature);
            run.metric("valid_" + name, valid).notComparable("no published value");
        }
        run.table(t);
        run.corrected("Sampling stops at the end token, after 100 tokens at the latest.");
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
