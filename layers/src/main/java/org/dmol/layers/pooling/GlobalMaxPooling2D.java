package org.dmol.layers.pooling;

import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Largest value over the picture: (batch, rows, columns, channels) to (batch, channels), or to (batch, 1, 1, channels) with {@code keepdims}. */
public final class GlobalMaxPooling2D extends GlobalPooling<GlobalMaxPooling2D> {
    /** Pools over all of axes 1 and 2. */
    public GlobalMaxPooling2D() {
        super(2);
    }

    @Override
    GlobalMaxPooling2D self() {
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return max(c, x);
    }
}
