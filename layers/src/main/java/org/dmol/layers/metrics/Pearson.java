package org.dmol.layers.metrics;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Pearson's correlation between all targets and all predictions of a data set: the number that one reads off a parity plot. (Keras's
 * {@code PearsonCorrelation} is another one, the mean over rows of the correlation within a row.)
 */
public final class Pearson implements Metric {
    @Override
    public String name() {
        return "pearson";
    }

    /** Sums of w, wt, wp, wtt, wpp, wtp. */
    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight) {
        Operand<TFloat32> t = Rows.flat(tf, Rows.targets(tf, yTrue, yPred));
        Operand<TFloat32> p = Rows.flat(tf, yPred);
        Operand<TFloat32> w = Rows.flatWeights(tf, weight, yPred);
        Operand<TFloat32> wt = tf.math.mul(w, t);
        Operand<TFloat32> wp = tf.math.mul(w, p);
        return tf.stack(java.util.List.of(
                Trace.sum(tf, w),
                Trace.sum(tf, wt),
                Trace.sum(tf, wp),
                Trace.sum(tf, tf.math.mul(wt, t)),
                Trace.sum(tf, tf.math.mul(wp, p)),
                Trace.sum(tf, tf.math.mul(wt, p))));
    }

    @Override
    public double result(double[] s) {
        double n = s[0];
        double covariance = s[5] - s[1] * s[2] / n;
        double variance = (s[3] - s[1] * s[1] / n) * (s[4] - s[2] * s[2] / n);
        return variance <= 0 ? 0 : covariance / Math.sqrt(variance);
    }
}
