package org.dmol.chapters.classification;

import java.io.IOException;
import java.util.Arrays;
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

/** Steps 8, 14 and 15: logistic regression with the book's split, with equal weights and with a rare class that counts more. */
final class LogisticSteps {
    private final DrugData data;
    private Trained normal;
    private Trained weighted;

    LogisticSteps(DrugData data) {
        this.data = data;
    }

    /** Probabilities of the test rows by the model with equal weights. */
    double[] predicted() {
        return p(normal);
    }

    private double[] p(Trained t) {
        return t.predict(data.testX());
    }

    void train(Run run) throws IOException {
        identities(run);
        normal = fitNormal();
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

    Trained fitNormal() {
        return fit(5, data.starts.normal(), Nd.full(DType.FLOAT32, 1, data.labels.length));
    }

    Trained fitWeighted() {
        return fit(10, data.starts.weighted(), classWeights());
    }

    /** 1000 for a drug that failed, 1 for one that was approved, scaled to a mean of 1. */
    Nd classWeights() {
        float[] weights = new float[data.labels.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (data.labels[i] == 1 ? positive() : 1000 * positive());
        }
        return Nd.vector(weights);
    }

    private double positive() {
        double sum =
                Arrays.stream(data.labels).mapToDouble(l -> l == 1 ? 1 : 1000).sum();
        return data.labels.length / sum;
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
            double[] g =
                    gradient.call(x, y, data.starts.normal(), Nd.scalar(1.0)).doubles();
            double direct = 0;
            double[] formula = new double[g.length];
            for (int i = 0; i < 32; i++) {
                double v = 1;
                for (int j = 0; j < g.length; j++) {
                    v += x.get(i, j) * data.starts.normal().get(j);
                }
                double p = Perceptron.sigmoid(v);
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
                                    - loss.call(x, y, data.starts.normal(), Nd.scalar(1.0))
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

    void weighted(Run run) throws IOException {
        weighted = fitWeighted();
        draw(run, weighted);
        int[] y = data.testLabels();
        ConfusionMatrix a = ConfusionMatrix.atThreshold(y, p(normal), 0.5);
        ConfusionMatrix b = ConfusionMatrix.atThreshold(y, p(weighted), 0.5);
        run.print("Normal Classifier   (%d, %d)", a.falsePositives(), a.falseNegatives());
        run.print("Weighted Classifier (%d, %d)", b.falsePositives(), b.falseNegatives());
        run.metric("updates", weighted.trainLoss().length).expected(360, 0);
        run.metric("weight_of_a_positive", positive()).expected(0.01549526, 1e-6);
        run.metric("weight_of_a_negative", 1000 * positive()).expected(15.49526131, 1e-8);
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
        Evaluation.curve(fig.axes(), a, "Normal Model", 0);
        Evaluation.curve(fig.axes(), b, "Weighted Model", 1);
        Evaluation.naive(fig.axes());
        run.figure("roc", fig, "Weights mostly move along the curve.");
        run.metric("auc_normal", a.auc()).published(0.73).band(0.66, 0.80);
        run.metric("auc_weighted", b.auc())
                .published(0.70)
                .band(0.58, 0.78)
                .note(
                        "The band is that of other descriptors. NumPy, given these, reaches the same from each of six starts "
                                + "(./dmol crosscheck classification).");
        clipped(run, y);
    }

    /** What moves the ranking of the weighted model: values tens of deviations out, which this training meets with full force. */
    private void clipped(Run run, int[] y) {
        Table table = Table.of("weighted training with clipped features", "clipped at", "AUC of the weighted model");
        table.row("–", Roc.auc(y, p(weighted)));
        Nd all = data.x;
        for (double limit : new double[] {10, 5, 3}) {
            float[] v = all.floats().clone();
            for (int i = 0; i < v.length; i++) {
                v[i] = (float) Math.max(-limit, Math.min(limit, v[i]));
            }
            data.x = Nd.of(v, all.shape());
            table.row("± " + (int) limit, Roc.auc(y, p(fitWeighted())));
        }
        data.x = all;
        run.table(table);
    }
}
