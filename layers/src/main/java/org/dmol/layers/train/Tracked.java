package org.dmol.layers.train;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dmol.layers.metrics.Metric;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A number that is followed over the steps of an epoch: sums gathered in the graph, a result made of them in Java.
 *
 * @param name key of the logs
 * @param sums vector of fixed length
 * @param result the number that the sums of all steps amount to
 */
public record Tracked(String name, Operand<TFloat32> sums, ToDoubleFunction<double[]> result) {
    /** The mean over the steps of a scalar, weighted by another scalar such as the size of the batch. */
    public static Tracked mean(Ops tf, String name, Operand<TFloat32> value, Operand<TFloat32> weight) {
        return new Tracked(
                name, tf.stack(List.of(tf.math.mul(value, weight), weight)), s -> s[1] == 0 ? 0 : s[0] / s[1]);
    }

    /** The mean over the steps of a scalar. */
    public static Tracked mean(Ops tf, String name, Operand<TFloat32> value) {
        return mean(tf, name, value, Trace.scalar(tf, value, 1));
    }

    /** A metric. */
    public static Tracked metric(
            Ops tf, Metric metric, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight) {
        return new Tracked(metric.name(), metric.sums(tf, yTrue, yPred, weight), metric::result);
    }
}
