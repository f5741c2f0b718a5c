package org.dmol.layers.metrics;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.dmol.layers.losses.Loss;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The weighted mean of a value of each example, such as an error or a hit.
 *
 * @param name key of the logs
 * @param values one value for each example
 * @param finish applied to the mean, such as a root
 */
public record MeanMetric(String name, Loss.Values values, DoubleUnaryOperator finish) implements Metric {
    /** A plain mean. */
    public static MeanMetric of(String name, Loss.Values values) {
        return new MeanMetric(name, values, x -> x);
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight) {
        Operand<TFloat32> v = values.of(tf, yTrue, yPred);
        Operand<TFloat32> w = Loss.expand(tf, Trace.castLike(tf, weight, v), v);
        Operand<TFloat32> sum = Trace.sum(tf, tf.math.mul(v, w));
        Operand<TFloat32> count = Trace.sum(tf, tf.math.mul(tf.onesLike(v), w));
        return tf.stack(List.of(sum, count));
    }

    @Override
    public double result(double[] sums) {
        return finish.applyAsDouble(sums[1] == 0 ? 0 : sums[0] / sums[1]);
    }
}
