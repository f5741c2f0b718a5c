package org.dmol.chapters.attention;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.tf.Fn;

/** Chapter 12, Attention Layers: attention is a weighted mean whose weights come from the data. */
public final class AttentionLayers extends Chapter {
    private final Sentence sentence = new Sentence();
    private final ExampleArrays fixed = ExampleArrays.fixed();

    public AttentionLayers() {
        super("12", "attention", "Attention Layers");
        about(
                        "Scores from a query and keys, a softmax, a weighted mean of values: built up to self-attention with two heads.")
                .takes(5, 4);
        steps(
                Step.of("12.1", "Worked example", "the sentiment around the word Book", sentence::workedExample)
                        .alone(),
                Step.of("12.2", "Variants", "scaled, hard, soft; every word as the query", sentence::variants)
                        .alone(),
                Step.of("12.3", "Tensor-dot", "weights of eleven keys", this::tensorDot)
                        .alone(),
                Step.of("12.4", "Attention layer", "the weighted mean of the values", this::attentionLayer)
                        .alone(),
                Step.of("12.5", "Self-attention", "every element is a query", this::selfAttention)
                        .alone(),
                Step.of("12.6", "Trainable self-attention", "queries, keys and values are projections", this::trainable)
                        .alone(),
                Step.of("12.7", "Two heads", "two attentions, mixed by a vector", this::twoHeads)
                        .alone(),
                Step.of("12.8", "Attention on a graph", "each node attends to its neighbours", GraphSteps::show)
                        .alone(),
                Step.of("12.9", "Defects", "the original's formulas beside the right ones", Defects::show)
                        .alone(),
                Step.of(
                                "12.10",
                                "Symmetries and masks",
                                "order of keys and of the sequence; convex hull; masks",
                                Properties::show)
                        .alone(),
                Step.of(
                                "12.11",
                                "Why divide by the root of d",
                                "spread of scores and entropy of weights",
                                Scaling::show)
                        .alone());
    }

    // ---- one query ----

    private void tensorDot(Run run) {
        try (Formulas.Weights w = new Formulas.Weights()) {
            NumpyRandom r = new NumpyRandom(run.seed());
            double[] own = w.of(r.randn(4), r.randn(11, 4), Math.sqrt(4));
            run.print("random query and keys: %s", Nd.vector(own));
            run.metric("sum_of_weights", Arrays.stream(own).sum())
                    .expected(1, 1e-12)
                    .alsoStandIn();
            double[] b = w.of(fixed.x().row(0), fixed.x(), Math.sqrt(4));
            run.corrected(
                    "The original sets no seed, so that its arrays cannot be had again. Here random arrays follow from the run's seed; what is compared are sines and cosines.");
            double[] expected = {
                0.200142, 0.029275, 0.073243, 0.150993, 0.023440, 0.129826, 0.089231, 0.026302, 0.188966, 0.048681,
                0.039902
            };
            run.series("weight", b).each((m, i) -> m.near(expected[i], 5e-7).alsoStandIn());
        }
    }

    private void attentionLayer(Run run) {
        try (Fn f = Fn.of((tf, in) -> Formulas.attention(tf, in.get(0), in.get(1), in.get(2)))) {
            Nd y = f.call(fixed.x().rows(0, 1), fixed.x(), fixed.values());
            run.print("query (1, 4), keys (11, 4), values (11, 2) -> %s", y);
            run.metric("output_0", y.get(0, 0)).near(0.02804193, 5e-9).alsoStandIn();
            run.metric("output_1", y.get(0, 1)).near(0.43093812, 5e-9).alsoStandIn();
        }
    }

    // ---- a sequence attends to itself ----

    private void selfAttention(Run run) {
        try (Fn f = Fn.multi((tf, in) -> {
            var scores = Formulas.scores(tf, in.get(0), in.get(0));
            var weights = Formulas.softmax(tf, scores);
            return List.of(Formulas.attention(tf, in.get(0), in.get(0), in.get(0)), scores, weights);
        })) {
            List<Nd> out = f.callAll(fixed.x());
            run.print(
                    "x %s, scores %s, weights %s, output %s",
                    fixed.x().describe(),
                    out.get(1).describe(),
                    out.get(2).describe(),
                    out.get(0).describe());
            rows(run, out.get(0), new double[] {0.44207978, 0.38467665, -0.02639642, -0.41320075}, new double[] {
                -0.07717579, -0.33991123, -0.29013385, 0.02639125
            });
            run.print(
                    "random input, first rows:\n%s",
                    f.call(ExampleArrays.random(run.seed()).x()).rows(0, 3));
        }
    }

    private void trainable(Run run) {
        try (Fn f = Fn.multi((tf, in) -> {
            var q = Formulas.product(tf, in.get(0), in.get(1));
            var k = Formulas.product(tf, in.get(0), in.get(2));
            var v = Formulas.product(tf, in.get(0), in.get(3));
            return List.of(Formulas.attention(tf, q, k, v), q, k, v);
        })) {
            List<Nd> out = f.callAll(fixed.x(), fixed.q()[0], fixed.k()[0], fixed.v()[0]);
            run.print(
                    "queries %s, keys %s, values %s, output %s",
                    out.get(1).describe(),
                    out.get(2).describe(),
                    out.get(3).describe(),
                    out.get(0).describe());
            rows(run, out.get(0), new double[] {0.08034271, 0.03479666}, new double[] {-0.08429428, 0.01919118});
        }
    }

    private void twoHeads(Run run) {
        Nd[] in = fixed.heads();
        try (Fn f = Fn.of(Formulas::twoHeads);
                Fn stacked = Fn.of(Formulas::stackedHeads)) {
            Nd y = f.call(in);
            Nd s = stacked.call(in);
            run.print("two heads stacked %s, mixed %s", s.describe(), y.describe());
            rows(run, y, new double[] {0.08149606, 0.03719911}, new double[] {-0.08881352, 0.01415707});
            run.print("other ways to join the heads, row 0: side by side %s", side(s));
            double[] mean = new double[2];
            double[] max = new double[2];
            for (int j = 0; j < 2; j++) {
                mean[j] = (s.get(0, j, 0) + s.get(0, j, 1)) / 2;
                max[j] = Math.max(s.get(0, j, 0), s.get(0, j, 1));
            }
            run.print("mean %s, largest %s", Nd.vector(mean), Nd.vector(max));
            gradient(run, f, in);
            double worst = 0;
            double[][] plain = PlainAttention.twoHeads(fixed);
            for (int i = 0; i < 11; i++) {
                for (int j = 0; j < 2; j++) {
                    worst = Math.max(worst, Math.abs(plain[i][j] - y.get(i, j)));
                }
            }
            run.metric("difference_from_loops_in_Java", worst)
                    .band(0, 1e-14)
                    .alsoQuick()
                    .alsoStandIn();
        }
    }

    private static Nd side(Nd stacked) {
        return Nd.vector(stacked.get(0, 0, 0), stacked.get(0, 1, 0), stacked.get(0, 0, 1), stacked.get(0, 1, 1));
    }

    /** Of the sum of the outputs by the first query projection. */
    private static void gradient(Run run, Fn f, Nd[] in) {
        Nd g;
        try (Fn gradient = f.grad(1)) {
            g = gradient.call(in);
        }
        double worst = 0;
        for (int i = 0; i < 16; i++) {
            double h = 1e-5;
            worst = Math.max(worst, Math.abs(g.getFlat(i) - (moved(f, in, i, h) - moved(f, in, i, -h)) / (2 * h)));
        }
        run.metric("gradient_less_central_difference", worst)
                .band(0, 1e-8)
                .alsoQuick()
                .alsoStandIn();
    }

    private static double moved(Fn f, Nd[] in, int i, double by) {
        double[] w = in[1].doubles().clone();
        w[i] += by;
        Nd[] other = in.clone();
        other[1] = Nd.of(w, 4, 4);
        return Arrays.stream(f.call(other).doubles()).sum();
    }

    private static void rows(Run run, Nd y, double[] first, double[] last) {
        run.series("row_0", y.row(0).doubles())
                .each((m, i) -> m.near(first[i], 5e-9).alsoStandIn());
        run.series("row_10", y.row(10).doubles())
                .each((m, i) -> m.near(last[i], 5e-9).alsoStandIn());
    }

    // ---- for other programs ----

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new AttentionCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new AttentionBench());
    }

    @Override
    protected void close() {
        sentence.close();
    }

    public static void main(String[] args) {
        new AttentionLayers().launch(args);
    }
}
