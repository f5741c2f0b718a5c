package org.dmol.layers.metrics;

import static org.dmol.tf.Trace.castLike;
import static org.dmol.tf.Trace.scalar;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dmol.layers.Suggest;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Metrics made of the four counts of a decision: precision, recall, F scores, and the counts themselves. The counts are kept for each
 * column of the predictions.
 */
public final class Confusion implements Metric {
    /** The counts of one column, or of all together. */
    public record Counts(double tp, double fp, double fn, double tn) {
        double precision() {
            return tp + fp == 0 ? 0 : tp / (tp + fp);
        }

        double recall() {
            return tp + fn == 0 ? 0 : tp / (tp + fn);
        }

        double fBeta(double beta) {
            double b = beta * beta;
            double p = precision();
            double r = recall();
            return p + r == 0 ? 0 : (1 + b) * p * r / (b * p + r + 1e-7);
        }
    }

    private final String name;
    private final double threshold;
    private final boolean argMax;
    private final String average;
    private final ToDoubleFunction<Counts> score;

    private Confusion(String name, double threshold, boolean argMax, String average, ToDoubleFunction<Counts> score) {
        this.name = name;
        this.threshold = threshold;
        this.argMax = argMax;
        this.average = average;
        this.score = score;
    }

    /** True positives over all predicted positives, all columns together. */
    public static Confusion precision(double threshold) {
        return new Confusion("precision", threshold, false, "micro", Counts::precision);
    }

    /** True positives over all positives, all columns together. */
    public static Confusion recall(double threshold) {
        return new Confusion("recall", threshold, false, "micro", Counts::recall);
    }

    /** One of {@code true_positives}, {@code true_negatives}, {@code false_positives}, {@code false_negatives}. */
    public static Confusion count(String which, double threshold) {
        ToDoubleFunction<Counts> f = switch (which) {
            case "true_positives" -> Counts::tp;
            case "true_negatives" -> Counts::tn;
            case "false_positives" -> Counts::fp;
            case "false_negatives" -> Counts::fn;
            default ->
                throw Suggest.unknown(
                        "count",
                        which,
                        List.of("true_positives", "true_negatives", "false_positives", "false_negatives"));
        };
        return new Confusion(which, threshold, false, "micro", f);
    }

    /**
     * The F score: harmonic mean of precision and recall, recall {@code beta} times as important.
     *
     * @param average over the columns: {@code micro}, {@code macro} or {@code weighted} (by the positives)
     * @param threshold where a prediction is positive; NaN: only the largest of a row is
     */
    public static Confusion fBeta(double beta, String average, double threshold) {
        if (!List.of("micro", "macro", "weighted").contains(average)) {
            throw Suggest.unknown("average", average, List.of("micro", "macro", "weighted"));
        }
        return new Confusion(
                beta == 1 ? "f1_score" : "fbeta_score",
                threshold,
                Double.isNaN(threshold),
                average,
                c -> c.fBeta(beta));
    }

    @Override
    public String name() {
        return name;
    }

    /** tp, fp, fn, tn of the first column, then of the next ones. */
    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight) {
        Operand<TFloat32> p = Rows.matrix(tf, yPred);
        Operand<TFloat32> t = Rows.matrix(tf, Rows.targets(tf, yTrue, yPred));
        Operand<TFloat32> half = scalar(tf, p, argMax ? 0.5 : threshold);
        Operand<TFloat32> decided = argMax
                ? castLike(
                        tf,
                        tf.oneHot(
                                tf.math.argMax(p, tf.constant(-1)),
                                tf.constant((int) Trace.dim(p, -1)),
                                tf.constant(1f),
                                tf.constant(0f)),
                        p)
                : castLike(tf, tf.math.greater(p, half), p);
        Operand<TFloat32> truth = castLike(tf, tf.math.greater(t, scalar(tf, p, 0.5)), p);
        Operand<TFloat32> w = Rows.matrix(tf, tf.reshape(Rows.flatWeights(tf, weight, yPred), tf.shape(yPred)));
        Operand<TFloat32> one = scalar(tf, p, 1);
        Operand<TFloat32> notDecided = tf.math.sub(one, decided);
        Operand<TFloat32> notTruth = tf.math.sub(one, truth);
        List<Operand<TFloat32>> counts = List.of(
                count(tf, w, decided, truth),
                count(tf, w, decided, notTruth),
                count(tf, w, notDecided, truth),
                count(tf, w, notDecided, notTruth));
        return Rows.flat(tf, tf.linalg.transpose(tf.stack(counts), tf.constant(new int[] {1, 0})));
    }

    private static Operand<TFloat32> count(Ops tf, Operand<TFloat32> w, Operand<TFloat32> a, Operand<TFloat32> b) {
        return Trace.sum(tf, tf.math.mul(w, tf.math.mul(a, b)), 0);
    }

    @Override
    public double result(double[] s) {
        int columns = s.length / 4;
        double[] all = new double[4];
        double macro = 0;
        double weighted = 0;
        double positives = 0;
        for (int c = 0; c < columns; c++) {
            Counts counts = new Counts(s[4 * c], s[4 * c + 1], s[4 * c + 2], s[4 * c + 3]);
            for (int i = 0; i < 4; i++) {
                all[i] += s[4 * c + i];
            }
            double value = score.applyAsDouble(counts);
            macro += value / columns;
            weighted += value * (counts.tp + counts.fn);
            positives += counts.tp + counts.fn;
        }
        return switch (average) {
            case "macro" -> macro;
            case "weighted" -> positives == 0 ? 0 : weighted / positives;
            default -> score.applyAsDouble(new Counts(all[0], all[1], all[2], all[3]));
        };
    }
}
