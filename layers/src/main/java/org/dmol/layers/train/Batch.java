package org.dmol.layers.train;

import java.util.List;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What one step gets.
 *
 * @param inputs (batch, …) each; without the batch axis if the data set is prepared
 * @param targets (batch, …) each
 * @param sampleWeight weights of the examples, or null
 * @param real 1 for rows that count and 0 for rows that only fill the batch, (batch); null if all count
 */
public record Batch(
        List<Operand<?>> inputs, List<Operand<?>> targets, Operand<TFloat32> sampleWeight, Operand<TFloat32> real) {
    /** An input as floats. */
    public Operand<TFloat32> input(int i) {
        return Trace.floats(inputs.get(i));
    }

    /** A target as floats. */
    public Operand<TFloat32> target(int i) {
        return Trace.floats(targets.get(i));
    }
}
