package org.dmol.chapters.attention;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.tf.Fn;

/** Chapter 12, Attention Layers: attention is a weighted mean whose weights come from the data. */
public final class AttentionLayers extends Chapter {
    private static final String[] WORDS = {"The", "Sleepy", "Child", "Reads", "A", "Book"};
    private static final Nd KEYS =
            Nd.matrix(new double[][] {{0, 0, 0}, {2, 0, 1}, {1, -1, -2}, {2, 3, 1}, {-2, 0, 0}, {0, 2, 1}});
    private static final double[] SENTIMENT = {0, -0.2, 0.3, 0.4, 0, 0.1};

    private final Arrays11 fixed = Arrays11.fixed();
    private Arrays11 random;

    public AttentionLayers() {
        super("12", "attention", "Attention Layers");
        about(
                        "Scores from a query and keys, a softmax, a weighted mean of values: built up to self-attention with two heads.")
                .takes(4, 4);
        steps(
                Step.of("12.1", "Worked example", "the sentiment around the word Book", this::workedExample)
                        .alone(),
                Step.of("12.2", "Variants", "scaled, hard, soft; every word as the query", this::variants)
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
                Step.of("12.8", "Defects", "the original's formulas beside the right ones", this::defects)
                        .alone(),
                Step.of("12.9", "Symmetries", "order of keys and of the sequence; convex hull", this::symmetries)
                        .alone(),
                Step.of(
                                "12.10",
                                "Why divide by the root of d",
                                "spread of scores and entropy of weights",
                                this::scaling)
                        .alone());
    }

    private Arrays11 random(Run run) {
        if (random == null) {
            random = Arrays11.random(run.seed());
        }
        return random;
    }

    // ---- the sentence ----

    private static double mean(double[] weights, double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    private static double[] weights(Nd query, double divisor) {
        try (Formulas.Weights w = new Formulas.Weights(divisor)) {
            return w.of(query, KEYS);
        }
    }

    private void workedExample(Run run) {
        Nd book = KEYS.row(5);
        double[] scores;
        try (Fn f = Fn.of((tf, in) -> org.dmol.tf.Einsum.einsum(tf, "j,ij->i", in.get(0), in.get(1)))) {
            scores = f.call(book, KEYS).doubles();
        }
        run.print("scores %s", Arrays.toString(scores));
        run.check("scores", Arrays.equals(scores, new double[] {0, 1, -4, 7, 0, 5}));
        double[] b = weights(book, 1);
        run.table(words(b));
        double[] expected = {0.000800, 0.002175, 0.000015, 0.877459, 0.000800, 0.118751};
        for (int i = 0; i < 6; i++) {
            run.metric("weight_" + WORDS[i], b[i]).near(expected[i], 5e-7).alsoStandIn();
        }
        run.metric("output", mean(b, SENTIMENT))
                .exactly(0.36242807624570705, 1e-12)
                .alsoStandIn();
    }

    private static Table words(double[] b) {
        Table t = Table.of("attention of Book", "word", "weight", "sentiment");
        for (int i = 0; i < 6; i++) {
            t.row(WORDS[i], b[i], SENTIMENT[i]);
        }
        return t;
    }

    private void variants(Run run) throws IOException {
        Nd book = KEYS.row(5);
        double[] expected = {0.4, 0.3945999049082684, 0.36242807624570705, 0.17085310484921812, 0.1};
        double[] temperatures = {0.01, 0.5, 1, 5, 1e6};
        Table t = Table.of("temperature", "T", "largest weight", "output");
        for (int i = 0; i < temperatures.length; i++) {
            double[] b = weights(book, temperatures[i]);
            double y = mean(b, SENTIMENT);
            t.row(temperatures[i], Arrays.stream(b).max().orElseThrow(), y);
            run.metric("output_T_" + temperatures[i], y)
                    .near(expected[i], i == 4 ? 1e-6 : 1e-12)
                    .alsoStandIn();
        }
        run.table(t);
        double root = Math.sqrt(3);
        run.metric("scaled_output", mean(weights(book, root), SENTIMENT))
                .exactly(0.3077897566746108, 1e-12)
                .alsoStandIn();
        double[] all = {0.1, 0.102266, 0.274038, 0.391465, 0.017041, 0.307790};
        double[][] map = new double[6][];
        for (int i = 0; i < 6; i++) {
            map[i] = weights(KEYS.row(i), root);
            run.metric("output_" + WORDS[i], mean(map[i], SENTIMENT))
                    .near(all[i], 5e-7)
                    .alsoStandIn();
        }
        Figure fig = new Figure(5.4, 4.6);
        double[] at = {0, 1, 2, 3, 4, 5};
        Axes ax = fig.axes().xlabel("key").ylabel("query").xticks(at, WORDS).yticks(at, WORDS);
        var image = ax.imshow(map);
        ax.colorbar(image, "weight");
        run.figure("words", fig, "Scaled weights with every word as the query; rows sum to 1.");
    }

    // ---- the arrays ----

    private static Nd v1(Arrays11 a) {
        try (Fn f = Fn.of((tf, in) -> org.dmol.tf.Einsum.einsum(tf, "ij,jk->ik", in.get(0), in.get(1)))) {
            return f.call(a.x(), a.v()[0]);
        }
    }

    private void tensorDot(Run run) {
        try (Formulas.Weights w = new Formulas.Weights(2)) {
            NumpyRandom r = new NumpyRandom(run.seed());
            double[] own = w.of(r.randn(4), r.randn(11, 4));
            run.print("random query and keys: %s", Nd.vector(own));
            run.metric("sum_of_weights", Arrays.stream(own).sum())
                    .exactly(1, 1e-12)
                    .alsoStandIn();
            double[] b = w.of(fixed.x().row(0), fixed.x());
            double[] expected = {
                0.200142, 0.029275, 0.073243, 0.150993, 0.023440, 0.129826, 0.089231, 0.026302, 0.188966, 0.048681,
                0.039902
            };
            run.check("weights_of_fixed_arrays", close(b, expected, 5e-7)).alsoStandIn();
        }
    }

    private void attentionLayer(Run run) {
        try (Fn f = Fn.of((tf, in) -> Formulas.attention(tf, in.get(0), in.get(1), in.get(2)))) {
            Nd y = f.call(fixed.x().rows(0, 1), fixed.x(), v1(fixed));
            run.print("query (1, 4), keys (11, 4), values (11, 2) -> %s", y);
            run.metric("output_0", y.get(0, 0)).near(0.02804193, 5e-9).alsoStandIn();
            run.metric("output_1", y.get(0, 1)).near(0.43093812, 5e-9).alsoStandIn();
        }
    }

    private void selfAttention(Run run) {
        try (Fn f = Fn.of((tf, in) -> Formulas.attention(tf, in.get(0), in.get(0), in.get(0)))) {
            Nd y = f.call(fixed.x());
            rows(run, y, new double[] {0.44207978, 0.38467665, -0.02639642, -0.41320075}, new double[] {
                -0.07717579, -0.33991123, -0.29013385, 0.02639125
            });
            run.print("random input, first rows:\n%s", f.call(random(run).x()).rows(0, 3));
        }
    }

    private void trainable(Run run) {
        try (Fn f = Fn.of((tf, in) -> Formulas.projected(tf, in.get(0), in.get(1), in.get(2), in.get(3)))) {
            Nd y = f.call(fixed.x(), fixed.q()[0], fixed.k()[0], fixed.v()[0]);
            rows(run, y, new double[] {0.08034271, 0.03479666}, new double[] {-0.08429428, 0.01919118});
        }
    }

    private Nd[] heads(Arrays11 a) {
        return new Nd[] {a.x(), a.q()[0], a.k()[0], a.v()[0], a.q()[1], a.k()[1], a.v()[1], a.mix()};
    }

    private void twoHeads(Run run) {
        try (Fn f = Fn.of(Formulas::twoHeads)) {
            Nd y = f.call(heads(fixed));
            run.print("two heads (11, 2) each, stacked (11, 2, 2), mixed (11, 2)");
            rows(run, y, new double[] {0.08149606, 0.03719911}, new double[] {-0.08881352, 0.01415707});
            Nd g = f.grad(1).call(heads(fixed));
            double worst = 0;
            for (int i = 0; i < 16; i++) {
                worst = Math.max(worst, Math.abs(g.getFlat(i) - difference(f, i)));
            }
            run.print("gradient by the first query projection against central differences: %.1e", worst);
            run.check("gradient_is_right", worst < 1e-8).alsoStandIn();
        }
    }

    private double difference(Fn f, int i) {
        double h = 1e-5;
        double[] sums = new double[2];
        for (int s = 0; s < 2; s++) {
            Nd[] in = heads(fixed);
            double[] w = in[1].doubles().clone();
            w[i] += s == 0 ? h : -h;
            in[1] = Nd.of(w, 4, 4);
            sums[s] = Arrays.stream(f.call(in).doubles()).sum();
        }
        return (sums[0] - sums[1]) / (2 * h);
    }

    private static void rows(Run run, Nd y, double[] first, double[] last) {
        run.print("row 0 %s, row 10 %s", y.row(0), y.row(10));
        run.check("row_0", close(y.row(0).doubles(), first, 5e-9)).alsoStandIn();
        run.check("row_10", close(y.row(10).doubles(), last, 5e-9)).alsoStandIn();
    }

    private static boolean close(double[] a, double[] b, double tolerance) {
        boolean all = a.length == b.length;
        for (int i = 0; all && i < a.length; i++) {
            all = Math.abs(a[i] - b[i]) <= tolerance;
        }
        return all;
    }

    // ---- what is wrong in the original ----

    private void defects(Run run) {
        run.corrected(
                "The original divides entry (i, j) by the sum of row j and takes the root of the sequence's length, 11, for that of the "
                        + "query's, 4. Its softmax does not subtract the maximum. No seed is set.");
        try (Fn right = Fn.of((tf, in) -> Formulas.attentionWeights(tf, in.get(0), in.get(0)));
                Fn wrong = Fn.of((tf, in) -> Formulas.defectiveWeights(tf, in.get(0), in.get(0)));
                Fn output = Fn.of((tf, in) -> Formulas.defective(tf, in.get(0), in.get(0), in.get(0)))) {
            double[] sums = rowSums(wrong.call(fixed.x()));
            double[] rightSums = rowSums(right.call(fixed.x()));
            run.table(Table.of("sums of the rows of the weights", "formula", "smallest", "largest")
                    .row("original", min(sums), max(sums))
                    .row("here", min(rightSums), max(rightSums)));
            run.metric("smallest_row_sum_of_the_original", min(sums))
                    .near(0.96338, 5e-6)
                    .alsoStandIn();
            run.metric("largest_row_sum_of_the_original", max(sums))
                    .near(1.03685, 5e-6)
                    .alsoStandIn();
            run.metric("row_sum_here", max(rightSums)).exactly(1, 1e-12).alsoStandIn();
            double[] row = output.call(fixed.x()).row(0).doubles();
            run.check(
                            "row_0_of_the_original",
                            close(row, new double[] {0.28696753, 0.2541851, -0.01229394, -0.26746998}, 5e-9))
                    .alsoStandIn();
        }
        try (Fn wrong = Fn.of((tf, in) -> Formulas.defectiveWeights(
                tf,
                org.dmol.tf.Einsum.einsum(tf, "ij,jk->ik", in.get(0), in.get(1)),
                org.dmol.tf.Einsum.einsum(tf, "ij,jk->ik", in.get(0), in.get(2))))) {
            double[] largest = new double[200];
            for (int s = 0; s < largest.length; s++) {
                Arrays11 a = Arrays11.random(s);
                largest[s] = max(rowSums(wrong.call(a.x(), a.q()[0], a.k()[0])));
            }
            Arrays.sort(largest);
            run.print(
                    "with random projections the original's largest row sum has median %.1f and maximum %.0f over 200 draws",
                    largest[100], largest[199]);
        }
    }

    private static double[] rowSums(Nd m) {
        double[] out = new double[m.dim(0)];
        Arrays.setAll(out, i -> Arrays.stream(m.row(i).doubles()).sum());
        return out;
    }

    private static double min(double[] a) {
        return DoubleStream.of(a).min().orElseThrow();
    }

    private static double max(double[] a) {
        return DoubleStream.of(a).max().orElseThrow();
    }

    // ---- properties ----

    private void symmetries(Run run) {
        Arrays11 a = random(run);
        int[] p = new NumpyRandom(run.seed() + 1).permutation(11);
        try (Fn f = Fn.of((tf, in) -> Formulas.attention(tf, in.get(0), in.get(1), in.get(2)))) {
            Nd v = v1(a);
            Nd y = f.call(a.x(), a.x(), v);
            Nd keysMoved = f.call(a.x(), a.x().take(p), v.take(p));
            run.metric("change_when_keys_and_values_move", distance(y, keysMoved))
                    .band(0, 1e-13)
                    .alsoQuick()
                    .alsoStandIn();
            Nd allMoved = f.call(a.x().take(p), a.x().take(p), v.take(p));
            run.metric("change_against_moved_rows", distance(y.take(p), allMoved))
                    .band(0, 1e-13)
                    .alsoQuick()
                    .alsoStandIn();
            boolean inside = true;
            for (int j = 0; j < 2; j++) {
                for (int i = 0; i < 11; i++) {
                    inside &= y.get(i, j) <= max(v.transpose().row(j).doubles())
                            && y.get(i, j) >= min(v.transpose().row(j).doubles());
                }
            }
            run.check("outputs_lie_between_the_values", inside).alsoStandIn();
        }
    }

    private static double distance(Nd a, Nd b) {
        double worst = 0;
        for (int i = 0; i < a.size(); i++) {
            worst = Math.max(worst, Math.abs(a.getFlat(i) - b.getFlat(i)));
        }
        return worst;
    }

    private void scaling(Run run) throws IOException {
        run.beyond(
                "Products of random vectors spread as the root of their length; without the division the softmax becomes hard.");
        NumpyRandom r = new NumpyRandom(run.seed());
        int[] sizes = {4, 16, 64, 256, 1024};
        double[] d = Arrays.stream(sizes).asDoubleStream().toArray();
        double[][] entropy = new double[2][sizes.length];
        Table t = Table.of(
                "1,000 random queries, 16 keys", "d", "deviation of q.k", "entropy of the weights", "entropy, scaled");
        for (int k = 0; k < sizes.length; k++) {
            double square = 0;
            int draws = run.shorten(1000, 100);
            for (int n = 0; n < draws; n++) {
                double[] q = r.randn(sizes[k]).doubles();
                double[] scores = new double[16];
                for (int i = 0; i < 16; i++) {
                    scores[i] = mean(q, r.randn(sizes[k]).doubles());
                    square += scores[i] * scores[i] / (16.0 * draws);
                }
                entropy[0][k] += entropy(scores, 1) / draws;
                entropy[1][k] += entropy(scores, Math.sqrt(sizes[k])) / draws;
            }
            t.row(sizes[k], Math.sqrt(square), entropy[0][k], entropy[1][k]);
            run.metric("deviation_over_root_d_" + sizes[k], Math.sqrt(square / sizes[k]))
                    .band(0.9, 1.1)
                    .alsoQuick()
                    .alsoStandIn();
        }
        run.table(t);
        Figure fig = new Figure(5.4, 3.8);
        Axes ax = fig.axes().xlabel("d").ylabel("entropy of the weights").logx();
        ax.plot(d, entropy[0]).label("q.k");
        ax.plot(d, entropy[1]).label("q.k / √d");
        ax.axhline(Math.log(16)).dashed().label("uniform");
        ax.legend();
        run.figure("entropy", fig, "Entropy of a softmax over 16 random keys.");
    }

    private static double entropy(double[] scores, double divisor) {
        double top = max(scores);
        double sum = 0;
        double weighted = 0;
        for (double s : scores) {
            double e = Math.exp((s - top) / divisor);
            sum += e;
            weighted += e * (s - top) / divisor;
        }
        return Math.log(sum) - weighted / sum;
    }

    public static void main(String[] args) {
        new AttentionLayers().launch(args);
    }
}
