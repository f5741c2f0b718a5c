package org.dmol.layers.core;

import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** All axes after the batch become one: (batch, a, b, …) to (batch, a*b*…); (batch) to (batch, 1). */
public final class Flatten extends UnaryLayer {
    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        long n = 1;
        for (int i = 1; i < x.shape().numDimensions(); i++) {
            long axis = Trace.dim(x, i);
            if (axis < 0) {
                throw new IllegalArgumentException("only the first axis may be of unknown size.");
            }
            n *= axis;
        }
        return c.tf().reshape(x, c.tf().constant(new int[] {-1, (int) n}));
    }
}
