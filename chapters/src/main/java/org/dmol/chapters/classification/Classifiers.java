package org.dmol.chapters.classification;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.classification.Logistic.Trained;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.analysis.Roc;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** Steps 6 to 15, with the book's split: perceptron, logistic regression, thresholds, ROC curve, weighted classes. */
final class Classifiers {
    private static final double[] THRESHOLDS = {0.5, 0.7, 0.9, 0.95, 0.99};

    private final DrugData data;
    private Nd perceptron;
    private Nd firstWeights;
    private Nd secondWeights;
    private Trained normal;
    private Trained weighted;

    Classifiers(DrugData data) {
        this.data = data;
    }

    // ---- perceptron ----

    void perceptron(Run run) {
        int d = data.features();
        perceptron = data.random.normal(0, 1, d);
        firstWeights = data.random.normal(0, 0.01, d);
        secondWeights = data.random.normal(0, 0.01, d);
        Nd x = data.testX().cast(DType.FLOAT64);
        Nd y = Nd.vector(Arrays.stream(data.testLabels()).asDoubleStream().toArray());
        try (Fn loss = Fn.of((tf, in) -> {
                    var v = Logistic.logit(tf, in.get(0), in.get(2), in.get(3));
                    var hard = Trace.castLike(tf, tf.math.greater(v, Trace.scalar(tf, v, 0)), v);
                    return Trace.mean(tf, tf.math.abs(tf.math.sub(in.get(1), hard)));
                });
                Fn gradient = loss.grad(2, 3)) {
            List<Nd> g = gradient.callAll(x, y, perceptron, Nd.scalar(0.0));
            long nonZero = Arrays.stream(g.get(0).doubles()).filter(v -> v != 0).count();
            run.print(
                    "loss %.4f; %d of %d derivatives by w are zero; by b: %s",
                    loss.call(x, y, perceptron, Nd.scalar(0.0)).item(),
                    g.get(0).size() - nonZero,
                    g.get(0).size(),
                    g.get(1).item());
            double[] nudged = perceptron.doubles().clone();
            nudged[0] += 1e-7;
            double difference =
                    loss.call(x, y, Nd.vector(nudged), Nd.scalar(0.0)).item()
                            - loss.call(x, y, perceptron, Nd.scalar(0.0)).item();
            run.metric("non_zero_derivatives", nonZero + (g.get(1).item() == 0 ? 0 : 1))
                    .exactly(0, 0)
                    .alsoStandIn();
            run.metric("finite_difference", difference).expected(0, 0).alsoStandIn();
        }
        run.say(
                "The step function is flat almost everywhere: its derivative is zero, and gradient descent does not know where to go.");
    }

    void sigmoid(Run run) throws IOException {
        double[] x =
                IntStream.range(0, 500).mapToDouble(i -> -3 + 6.0 * i / 499).toArray();
        double[] y = Arrays.stream(x).map(Classifiers::sigmoid).toArray();
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().title("Sigmoid").xlabel("x").ylabel("σ(x)");
        ax.plot(x, y);
        ax.axvline(0).color("#999999");
        run.figure("sigmoid", fig);
        run.metric("at_0", sigmoid(0)).expected(0.5, 0).alsoStandIn();
        run.metric("at_3", sigmoid(3)).expected(0.9525741, 1e-7).alsoStandIn();
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    // ---- training ----

    void train(Run run) throws IOException {
        identities(run);
        normal = fit(5, firstWeights, Nd.full(DType.FLOAT32, 1, data.labels.length));
        draw(run, normal);
        double[] test = normal.testLoss();
        run.metric("updates", normal.trainLoss().length).expected(180, 0);
        run.metric("first_train_loss", normal.trainLoss()[0]).published(0.6).band(0.2, 1.2);
        run.metric("last_train_loss", normal.trainLoss()[179]).published(0.04).band(0, 0.35);
        run.metric("first_test_loss", test[0]).published(1.0).band(0.3, 1.5);
        run.metric("largest_test_loss", Arrays.stream(test).max().orElseThrow())
                .published(4.05)
                .band(1, 6);
        run.metric("last_test_loss", test[179]).published(0.50).band(0.25, 0.7);
        run.corrected(
                "“Softmax binary classifier”: this is logistic regression. Cross-entropy is not the Kullback-Leibler divergence; they differ by the entropy of the labels.");
        run.corrected(
                "The spikes come from a rate of 0.2 on descriptors that lie tens of deviations out. Step 04.16 clips the features.");
    }

    private Trained fit(int epochs, Nd w, Nd weights) {
        int batches = data.train / Logistic.BATCH;
        Nd y = labels(data.labels);
        return Logistic.train(data.x, y, weights, batches, epochs, w, 1, data.testX(), labels(data.testLabels()));
    }

    private static Nd labels(int[] y) {
        return Nd.vector(y).cast(DType.FLOAT32);
    }

    /** The gradient equals its formula, and the logits form equals the logarithms. */
    private void identities(Run run) {
        Nd x = data.x.rows(0, 32).cast(DType.FLOAT64);
        Nd y = Nd.vector(Arrays.stream(data.labels, 0, 32).asDoubleStream().toArray());
        try (Fn loss = Fn.of((tf, in) -> Trace.mean(
                        tf,
                        Logistic.crossEntropy(tf, Logistic.logit(tf, in.get(0), in.get(2), in.get(3)), in.get(1))));
                Fn gradient = loss.grad(2)) {
            double[] g = gradient.call(x, y, firstWeights, Nd.scalar(1.0)).doubles();
            double direct = 0;
            double[] formula = new double[g.length];
            for (int i = 0; i < 32; i++) {
                double v = 1;
                for (int j = 0; j < g.length; j++) {
                    v += x.get(i, j) * firstWeights.get(j);
                }
                double p = sigmoid(v);
                direct -= (y.get(i) == 1 ? Math.log(p) : Math.log(1 - p)) / 32;
                for (int j = 0; j < g.length; j++) {
                    formula[j] += x.get(i, j) * (p - y.get(i)) / 32;
                }
            }
            double worst = IntStream.range(0, g.length)
                    .mapToDouble(j -> Math.abs(g[j] - formula[j]))
                    .max()
                    .orElseThrow();
            run.print("largest difference of a derivative from xᵀ(p - y)/B: %.1e", worst);
            run.check("gradient_equals_formula", worst < 1e-6);
            run.check(
                    "logits_form_equals_logarithms",
                    Math.abs(direct
                                    - loss.call(x, y, firstWeights, Nd.scalar(1.0))
                                            .item())
                            < 1e-6);
        }
    }

    private static void draw(Run run, Trained t) throws IOException {
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Step").ylabel("Loss");
        ax.plot(t.trainLoss()).width(1.2).label("Training Loss");
        ax.plot(t.testLoss()).label("Testing Loss");
        ax.legend("upper right");
        run.figure("training", fig, "Loss of each batch and of all test rows, after each update.");
    }

    // ---- evaluation ----

    private double[] p(Trained t) {
        return t.predict(data.testX());
    }

    void accuracy(Run run) {
        int[] y = data.testLabels();
        double[] p = p(normal);
        double soft = 1
                - IntStream.range(0, y.length)
                        .mapToDouble(i -> Math.abs(y[i] - p[i]))
                        .average()
                        .orElseThrow();
        double hard = ConfusionMatrix.atThreshold(y, p, 0.5).accuracy();
        double constant = Arrays.stream(y).average().orElseThrow();
        run.print("accuracy %.4f; of always saying 1: %.4f", hard, constant);
        run.metric("accuracy", hard).published(0.8615).band(0.83, 0.92);
        run.metric("soft_accuracy", soft).published(0.826403927).band(0.79, 0.88);
        run.metric("constant_accuracy", constant).exactly(0.9087837837838, 1e-12);
        run.corrected(
                "The book prints 1 - mean|y - p|, the soft accuracy, because its program computes the hard label and then does not use it. "
                        + "The comparison with the constant classifier, whose soft accuracy is hard, is unfair; the published 0.826 stands beside the accuracy here, the book's own errors (20, 21) imply 0.8615.");
    }

    void errors(Run run) {
        int[] y = data.testLabels();
        double[] p = p(normal);
        double[] one = new double[y.length];
        Arrays.fill(one, 1);
        ConfusionMatrix constant = ConfusionMatrix.atThreshold(y, one, 0.5);
        Table table = Table.of(
                "errors on " + y.length + " test rows",
                "threshold",
                "false positives",
                "false negatives",
                "book, 2023");
        table.row("always 1", constant.falsePositives(), constant.falseNegatives(), "27, 0");
        String[] book = {"20, 21", "18, 26", "8, 79", "6, 119", "0, 219"};
        double[] fp = new double[5];
        double[] fn = new double[5];
        boolean adds = true;
        for (int i = 0; i < 5; i++) {
            ConfusionMatrix m = ConfusionMatrix.atThreshold(y, p, THRESHOLDS[i]);
            fp[i] = m.falsePositives();
            fn[i] = m.falseNegatives();
            adds &= m.counts()[0][0] + m.counts()[0][1]
                            == y.length - Arrays.stream(y).sum()
                    && m.counts()[1][0] + m.counts()[1][1] == Arrays.stream(y).sum();
            table.row(THRESHOLDS[i], m.falsePositives(), m.falseNegatives(), book[i]);
        }
        run.table(table);
        run.metric("constant_false_positives", constant.falsePositives()).exactly(27, 0);
        run.metric("constant_false_negatives", constant.falseNegatives()).exactly(0, 0);
        List<String> names =
                DoubleStream.of(THRESHOLDS).mapToObj(Double::toString).toList();
        String why = "other descriptors, and a chaotic training";
        run.series("false_positives", names, fp, "")
                .each((m, i) -> m.published(new double[] {20, 18, 8, 6, 0}[i]).notComparable(why));
        run.series("false_negatives", names, fn, "")
                .each((m, i) ->
                        m.published(new double[] {21, 26, 79, 119, 219}[i]).notComparable(why));
        run.check(
                "false_positives_fall_and_false_negatives_rise_with_the_threshold",
                IntStream.range(1, 5).allMatch(i -> fp[i] <= fp[i - 1] && fn[i] >= fn[i - 1]));
        run.check("counts_add_up_at_every_threshold", adds);
        run.corrected(
                "The text speaks of 1 false positive and 218 missed drugs at 0.99 where its own program printed 0 and 219.");
    }

    void counts(Run run) {
        int[] y = data.testLabels();
        run.metric("positives", Arrays.stream(y).sum()).exactly(269, 0);
        run.metric(
                        "predicted_above_0.99",
                        Arrays.stream(p(normal)).filter(v -> v > 0.99).count())
                .published(50)
                .notComparable("other descriptors, and a chaotic training");
    }

    void roc(Run run) throws IOException {
        Roc roc = Roc.of(data.testLabels(), p(normal));
        Figure fig = new Figure(5.4, 4.4);
        curve(fig.axes(), roc, "Trained Model", 0);
        naive(fig.axes());
        run.figure("roc", fig, "Every threshold is a point.");
        run.metric("auc", roc.auc()).published(0.73).band(0.66, 0.80);
        double[] a = roc.falsePositiveRate();
        double[] b = roc.truePositiveRate();
        int n = a.length;
        run.check("curve_starts_at_0_0_and_ends_at_1_1", a[0] == 0 && b[0] == 0 && a[n - 1] == 1 && b[n - 1] == 1);
        run.check("curve_never_falls", IntStream.range(1, n).allMatch(i -> a[i] >= a[i - 1] && b[i] >= b[i - 1]));
        run.check(
                "area_equals_the_rank_statistic",
                Math.abs(roc.auc() - mannWhitney(data.testLabels(), p(normal))) < 1e-12);
        run.corrected(
                "Where several thresholds share a false positive rate, the book keeps one of their true positive rates at random; the curve here is the full staircase. "
                        + "“Precise models on the left” is loose: precision also depends on how common the classes are (step 04.17).");
    }

    static double mannWhitney(int[] y, double[] p) {
        double wins = 0;
        long pairs = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                if (y[i] == 1 && y[j] == 0) {
                    pairs++;
                    wins += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    static void curve(Axes ax, Roc roc, String label, int color) {
        ax.plot(roc.falsePositiveRate(), roc.truePositiveRate())
                .marker('o')
                .size(3.5)
                .color(color)
                .label(label);
    }

    static void naive(Axes ax) {
        ax.plot(new double[] {0, 1}, new double[] {0, 1}).dashed().color(3).label("Naive Classifier");
        ax.xlabel("False Positive Rate").ylabel("True Positive Rate").legend("lower right");
    }

    void confusion(Run run) {
        ConfusionMatrix m = new ConfusionMatrix(new int[][] {{121, 8, 1}, {7, 45, 18}, {11, 4, 56}});
        String[] names = {"insoluble", "weakly soluble", "soluble"};
        Table table = Table.of("rows true, columns predicted", "", names[0], names[1], names[2], "recall", "precision");
        for (int c = 0; c < 3; c++) {
            table.row(names[c], m.counts()[c][0], m.counts()[c][1], m.counts()[c][2], m.recall(c), m.precision(c));
        }
        run.table(table);
        run.metric("accuracy", m.accuracy()).expected(222 / 271.0, 1e-12).alsoStandIn();
        run.series(
                        "recall",
                        List.of(names),
                        IntStream.range(0, 3).mapToDouble(m::recall).toArray(),
                        "")
                .each((q, i) ->
                        q.expected(new double[] {0.931, 0.643, 0.789}[i], 1e-3).alsoStandIn());
        run.corrected("The book's table calls a column “water” that means insoluble in water.");
    }

    // ---- weighted classes ----

    void weighted(Run run) throws IOException {
        int n = data.labels.length;
        double sum =
                Arrays.stream(data.labels).mapToDouble(l -> l == 1 ? 1 : 1000).sum();
        double positive = n / sum;
        float[] weights = new float[n];
        for (int i = 0; i < n; i++) {
            weights[i] = (float) (data.labels[i] == 1 ? positive : 1000 * positive);
        }
        weighted = fit(10, secondWeights, Nd.vector(weights));
        draw(run, weighted);
        int[] y = data.testLabels();
        ConfusionMatrix a = ConfusionMatrix.atThreshold(y, p(normal), 0.5);
        ConfusionMatrix b = ConfusionMatrix.atThreshold(y, p(weighted), 0.5);
        run.print("Normal Classifier   (%d, %d)", a.falsePositives(), a.falseNegatives());
        run.print("Weighted Classifier (%d, %d)", b.falsePositives(), b.falseNegatives());
        run.metric("updates", weighted.trainLoss().length).expected(360, 0);
        run.metric("weight_of_a_positive", positive).expected(0.01549526, 1e-6);
        run.metric("weight_of_a_negative", 1000 * positive).expected(15.49526131, 1e-8);
        run.metric("weighted_false_positives", b.falsePositives()).published(6).notComparable("other descriptors");
        run.metric("weighted_false_negatives", b.falseNegatives())
                .published(123)
                .notComparable("other descriptors");
        run.check("weights_lower_false_positives", b.falsePositives() < a.falsePositives() || run.quick());
        run.check(
                "weights_raise_false_negatives_at_least_four_times",
                b.falseNegatives() >= 4 * a.falseNegatives() || run.quick());
        run.corrected(
                "The weights come from all labels, test included, and each batch is divided by its own sum of weights: a batch without negatives makes an ordinary step, "
                        + "one with a negative is dominated by it. Step 04.17 gives class weights to fit, from training labels.");
    }

    void bothRocs(Run run) throws IOException {
        int[] y = data.testLabels();
        Roc a = Roc.of(y, p(normal));
        Roc b = Roc.of(y, p(weighted));
        Figure fig = new Figure(5.4, 4.4);
        curve(fig.axes(), a, "Normal Model", 0);
        curve(fig.axes(), b, "Weighted Model", 1);
        naive(fig.axes());
        run.figure("roc", fig, "Weights mostly move along the curve.");
        run.metric("auc_normal", a.auc()).published(0.73).band(0.66, 0.80);
        run.metric("auc_weighted", b.auc())
                .published(0.70)
                .band(0.58, 0.78)
                .note(
                        "The band is the specification's for another set of descriptors; with the book's unclipped features single negatives steer this training.");
    }
}
