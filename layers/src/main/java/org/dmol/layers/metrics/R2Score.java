package org.dmol.layers.metrics;

import org.dmol.layers.Suggest;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Coefficient of determination of each column, averaged, as {@code keras.metrics.R2Score}. */
public final class R2Score implements Metric {
    private final String aggregation;

    /** The plain mean over the columns. */
    public R2Score() {
        this("uniform_average");
    }

    /** The mean over the columns: {@code uniform_average} or {@code variance_weighted_average}. */
    public R2Score(String aggregation) {
        if (!aggregation.equals("uniform_average") && !aggregation.equals("variance_weighted_average")) {
            throw Suggest.unknown(
                    "aggregation", aggregation, java.util.List.of("uniform_average", "variance_weighted_average"));
        }
        this.aggregation = aggregation;
    }

    @Override
    public String name() {
        return "r2_score";
    }

    /** For each column: weights, sum of targets, sum of their squares, sum of squared residuals. */
    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight) {
        Operand<TFloat32> p = Rows.matrix(tf, yPred);
        Operand<TFloat32> t = Rows.matrix(tf, Rows.targets(tf, yTrue, yPred));
        Operand<TFloat32> w = Rows.matrix(tf, tf.reshape(Rows.flatWeights(tf, weight, yPred), tf.shape(yPred)));
        Operand<TFloat32> wt = tf.math.mul(w, t);
        return Rows.flat(
                tf,
                tf.stack(java.util.List.of(
                        Trace.sum(tf, w, 0),
                        Trace.sum(tf, wt, 0),
                        Trace.sum(tf, tf.math.mul(wt, t), 0),
                        Trace.sum(tf, tf.math.mul(w, tf.math.squaredDifference(t, p)), 0))));
    }

    @Override
    public double result(double[] s) {
        int columns = s.length / 4;
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < columns; c++) {
            double mean = s[columns + c] / s[c];
            double total = s[2 * columns + c] - s[columns + c] * mean;
            double r2 = total == 0 ? 0 : 1 - s[3 * columns + c] / total;
            double weight = aggregation.equals("uniform_average") ? 1 : total;
            sum += weight * r2;
            weights += weight;
        }
        return weights == 0 ? 0 : sum / weights;
    }
}
