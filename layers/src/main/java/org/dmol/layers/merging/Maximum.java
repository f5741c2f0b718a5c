package org.dmol.layers.merging;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The largest of its inputs, element by element. Inputs have one shape or shapes that broadcast; one of fewer axes gets axes of size 1 after the batch. */
public final class Maximum extends Extremum {
    @Override
    Operand<TFloat32> merge(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.maximum(a, b);
    }
}
