package org.dmol.layers.metrics;

import static org.dmol.tf.Trace.scalar;

import org.dmol.layers.Suggest;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Area under the ROC or the precision-recall curve from counts at equally spaced thresholds, as {@code keras.metrics.AUC}. Predictions
 * between 0 and 1, unless {@code fromLogits}. With targets of one class only the area is not defined and comes out 0.
 */
public final class Auc implements Metric {
    private static final double EPSILON = 1e-7;

    private final String name;
    private final String curve;
    private final String summation;
    private final double[] thresholds;
    private final boolean fromLogits;

    /**
     * An area.
     *
     * @param curve {@code ROC} or {@code PR}
     * @param summation {@code interpolation}, {@code minoring} or {@code majoring}
     * @param numThresholds number of thresholds, 200 in Keras
     */
    public Auc(String name, String curve, String summation, int numThresholds, boolean fromLogits) {
        if (!curve.equals("ROC") && !curve.equals("PR")) {
            throw Suggest.unknown("curve", curve, java.util.List.of("ROC", "PR"));
        }
        if (numThresholds < 2) {
            throw new IllegalArgumentException("AUC needs at least 2 thresholds, not " + numThresholds + ".");
        }
        this.name = name;
        this.curve = curve;
        this.summation = summation;
        this.fromLogits = fromLogits;
        this.thresholds = new double[numThresholds];
        for (int i = 0; i < numThresholds; i++) {
            thresholds[i] = i == 0 ? -EPSILON : i == numThresholds - 1 ? 1 + EPSILON : i / (numThresholds - 1.0);
        }
    }

    /** Area under the ROC curve with Keras's defaults. */
    public static Auc roc() {
        return new Auc("auc", "ROC", "interpolation", 200, false);
    }

    /** Area under the precision-recall curve with Keras's defaults. */
    public static Auc pr() {
        return new Auc("auc_pr", "PR", "interpolation", 200, false);
    }

    @Override
    public String name() {
        return name;
    }

    /** True positives, then false positives at each threshold, then all positives and all negatives. */
    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight) {
        Operand<TFloat32> t = Rows.flat(
                tf, Trace.castLike(tf, tf.math.greater(Rows.targets(tf, yTrue, yPred), scalar(tf, yPred, 0.5)), yPred));
        Operand<TFloat32> p = Rows.flat(tf, fromLogits ? tf.math.sigmoid(yPred) : yPred);
        Operand<TFloat32> w = Rows.flatWeights(tf, weight, yPred);
        Operand<TFloat32> limits = tf.expandDims(Trace.castLike(tf, tf.constant(floats()), yPred), tf.constant(-1));
        Operand<TFloat32> above = Trace.castLike(tf, tf.math.greater(tf.expandDims(p, tf.constant(0)), limits), p);
        Operand<TFloat32> positive = tf.math.mul(w, t);
        Operand<TFloat32> negative = tf.math.sub(w, positive);
        Operand<TFloat32> counts =
                tf.linalg.matMul(tf.stack(java.util.List.of(positive, negative)), above, MatMul.transposeB(true));
        Operand<TFloat32> totals = tf.stack(java.util.List.of(Trace.sum(tf, positive), Trace.sum(tf, negative)));
        return tf.concat(java.util.List.of(Rows.flat(tf, counts), totals), tf.constant(0));
    }

    private float[] floats() {
        float[] f = new float[thresholds.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) thresholds[i];
        }
        return f;
    }

    @Override
    public double result(double[] s) {
        int n = thresholds.length;
        double positives = s[2 * n];
        double negatives = s[2 * n + 1];
        if (curve.equals("PR") && summation.equals("interpolation")) {
            return interpolatedPr(s, positives);
        }
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double tp = s[i];
            double fp = s[n + i];
            double recall = ratio(tp, positives);
            x[i] = curve.equals("ROC") ? ratio(fp, negatives) : recall;
            y[i] = curve.equals("ROC") ? recall : ratio(tp, tp + fp);
        }
        double area = 0;
        for (int i = 0; i + 1 < n; i++) {
            double height = switch (summation) {
                case "interpolation" -> (y[i] + y[i + 1]) / 2;
                case "minoring" -> Math.min(y[i], y[i + 1]);
                case "majoring" -> Math.max(y[i], y[i + 1]);
                default ->
                    throw Suggest.unknown(
                            "summation method", summation, java.util.List.of("interpolation", "minoring", "majoring"));
            };
            area += (x[i] - x[i + 1]) * height;
        }
        return area;
    }

    /** Davis and Goadrich 2006: between two points true positives, not the precision, are linear. */
    private double interpolatedPr(double[] s, double positives) {
        int n = thresholds.length;
        double area = 0;
        for (int i = 0; i + 1 < n; i++) {
            double dtp = s[i] - s[i + 1];
            double p = s[i] + s[n + i];
            double pNext = s[i + 1] + s[n + i + 1];
            double slope = ratio(dtp, Math.max(p - pNext, 0));
            double intercept = s[i + 1] - slope * pNext;
            double logRatio = p > 0 && pNext > 0 ? Math.log(p / pNext) : 0;
            area += ratio(slope * (dtp + intercept * logRatio), positives);
        }
        return area;
    }

    private static double ratio(double a, double b) {
        return b == 0 ? 0 : a / b;
    }
}
