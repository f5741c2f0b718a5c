package org.dmol.chapters.attention;

import java.io.IOException;
import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.tf.Einsum;
import org.dmol.tf.Fn;

/** The six words of the worked example: the sentiment of a word as the mean over the words that it attends to. */
final class Sentence {
    private static final String[] WORDS = {"The", "Sleepy", "Child", "Reads", "A", "Book"};
    private static final Nd KEYS =
            Nd.matrix(new double[][] {{0, 0, 0}, {2, 0, 1}, {1, -1, -2}, {2, 3, 1}, {-2, 0, 0}, {0, 2, 1}});
    private static final Nd BOOK = KEYS.row(5);
    private static final double[] SENTIMENT = {0, -0.2, 0.3, 0.4, 0, 0.1};

    private static double output(double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * SENTIMENT[i];
        }
        return sum;
    }

    private final Formulas.Weights formula = new Formulas.Weights();

    private double[] weights(Nd query, double divisor) {
        return formula.of(query, KEYS, divisor);
    }

    void close() {
        formula.close();
    }

    void workedExample(Run run) {
        double[] scores;
        try (Fn f = Fn.of((tf, in) -> Einsum.einsum(tf, "j,ij->i", in.get(0), in.get(1)))) {
            scores = f.call(BOOK, KEYS).doubles();
        }
        run.print("scores %s", Arrays.toString(scores));
        run.check("scores", Arrays.equals(scores, new double[] {0, 1, -4, 7, 0, 5}));
        double[] b = weights(BOOK, 1);
        run.table(words(b));
        double[] expected = {0.000800, 0.002175, 0.000015, 0.877459, 0.000800, 0.118751};
        run.series("weight", Arrays.asList(WORDS), b, "")
                .each((m, i) -> m.near(expected[i], 5e-7).alsoStandIn());
        run.metric("output", output(b)).exactly(0.36242807624570705, 1e-12).alsoStandIn();
        run.corrected(
                "The text calls the embeddings vectors of length 2; they have three numbers. The keys are written as 3 x 6 and called 6 x 3.");
    }

    private static Table words(double[] b) {
        Table t = Table.of("attention of Book", "word", "weight", "sentiment");
        for (int i = 0; i < 6; i++) {
            t.row(WORDS[i], b[i], SENTIMENT[i]);
        }
        return t;
    }

    void variants(Run run) throws IOException {
        double[] expected = {0.4, 0.3945999049082684, 0.36242807624570705, 0.17085310484921812, 0.1};
        double[] temperatures = {0.01, 0.5, 1, 5, 1e6};
        Table t = Table.of("temperature", "T", "largest weight", "output");
        for (int i = 0; i < temperatures.length; i++) {
            double[] b = weights(BOOK, temperatures[i]);
            double y = output(b);
            t.row(temperatures[i], Arrays.stream(b).max().orElseThrow(), y);
            run.metric("output_T_" + temperatures[i], y)
                    .near(expected[i], i == 4 ? 1e-6 : 1e-12)
                    .alsoStandIn();
        }
        run.table(t);
        hardAndSoft(run);
        run.corrected(
                "The text says to divide by the dimension, the formula by its root, which is right; its formula for the hard choice has 1/T outside of the exponent.");
        scaled(run);
    }

    /** Entropy of the weights over the temperature: from one word to all of them alike. */
    private void hardAndSoft(Run run) throws IOException {
        int n = 41;
        double[] t = new double[n];
        double[] entropy = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = Math.pow(10, -2 + 4.0 * i / (n - 1));
            entropy[i] = Arrays.stream(weights(BOOK, t[i]))
                    .map(b -> b == 0 ? 0 : -b * Math.log(b))
                    .sum();
        }
        Figure fig = new Figure(5.4, 3.8);
        Axes ax = fig.axes()
                .xlabel("temperature T")
                .ylabel("entropy of the weights")
                .logx();
        ax.plot(t, entropy);
        ax.axhline(Math.log(6)).dashed().label("uniform");
        ax.legend("lower right");
        run.figure("temperature", fig, "Hard attention to the left, the plain mean to the right.");
    }

    private void scaled(Run run) throws IOException {
        double root = Math.sqrt(3);
        double[] b = {0.012703, 0.022627, 0.001262, 0.722887, 0.012703, 0.227819};
        run.series("scaled_weight", Arrays.asList(WORDS), weights(BOOK, root), "")
                .each((m, i) -> m.near(b[i], 5e-7).alsoStandIn());
        run.metric("scaled_output", output(weights(BOOK, root)))
                .exactly(0.3077897566746108, 1e-12)
                .alsoStandIn();
        double[] all = {0.1, 0.102266, 0.274038, 0.391465, 0.017041, 0.307790};
        double[][] map = new double[6][];
        for (int i = 0; i < 6; i++) {
            map[i] = weights(KEYS.row(i), root);
            run.metric("output_" + WORDS[i], output(map[i])).near(all[i], 5e-7).alsoStandIn();
        }
        Figure fig = new Figure(5.4, 4.6);
        double[] at = {0, 1, 2, 3, 4, 5};
        Axes ax = fig.axes().xlabel("key").ylabel("query").xticks(at, WORDS).yticks(at, WORDS);
        var image = ax.imshow(map);
        ax.colorbar(image, "weight");
        run.figure("words", fig, "Scaled weights with every word as the query; rows sum to 1.");
    }
}
