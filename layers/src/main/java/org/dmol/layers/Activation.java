package org.dmol.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An elementwise function (softmax: of the last axis), applied by many layers to their output. See {@link Activations}. */
@FunctionalInterface
public interface Activation {
    /** The function's value, same shape as {@code x}. */
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);
}
