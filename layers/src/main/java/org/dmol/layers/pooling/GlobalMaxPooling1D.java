package org.dmol.layers.pooling;

import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Largest value over the steps: (batch, steps, channels) to (batch, channels), or to (batch, 1, channels) with {@code keepdims}. */
public final class GlobalMaxPooling1D extends GlobalPooling<GlobalMaxPooling1D> {
    /** Pools over all of axes 1. */
    public GlobalMaxPooling1D() {
        super(1);
    }

    @Override
    GlobalMaxPooling1D self() {
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return max(c, x);
    }
}
