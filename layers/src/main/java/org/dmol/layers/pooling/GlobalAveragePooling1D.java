package org.dmol.layers.pooling;

import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Mean over the steps: (batch, steps, channels) to (batch, channels), or to (batch, 1, channels) with {@code keepdims}. A mask leaves the padded steps out. */
public final class GlobalAveragePooling1D extends GlobalPooling<GlobalAveragePooling1D> {
    /** Pools over all of axes 1. */
    public GlobalAveragePooling1D() {
        super(1);
    }

    @Override
    GlobalAveragePooling1D self() {
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return mean(c, x);
    }
}
