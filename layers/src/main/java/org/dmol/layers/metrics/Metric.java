package org.dmol.layers.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A number that describes predictions, gathered batch by batch: {@link #sums} adds up within a batch in the graph, the sums of all
 * batches are added in double precision in Java, and {@link #result} makes the number of them. Keras's metrics are made by
 * {@link Metrics}.
 */
public interface Metric {
    /** Keras's name, the key of the logs. */
    String name();

    /**
     * The sums of a batch.
     *
     * @param yTrue targets, (batch, …)
     * @param yPred predictions, (batch, …)
     * @param weight weight of each example (or time step), 0 for those that do not count; (batch) or (batch, time), never null
     * @return a vector of fixed length
     */
    Operand<TFloat32> sums(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight);

    /** The number that the sums of all batches amount to. */
    double result(double[] sums);

    /** Mean absolute error. */
    static Metric mae() {
        return Metrics.get("mae");
    }

    /** Mean squared error. */
    static Metric mse() {
        return Metrics.get("mse");
    }

    /** The metric of Keras's name. */
    static Metric get(String name) {
        return Metrics.get(name);
    }
}
