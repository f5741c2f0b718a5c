package org.dmol.layers.pooling;

import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Mean over the picture: (batch, rows, columns, channels) to (batch, channels), or to (batch, 1, 1, channels) with {@code keepdims}. */
public final class GlobalAveragePooling2D extends GlobalPooling<GlobalAveragePooling2D> {
    /** Pools over all of axes 1 and 2. */
    public GlobalAveragePooling2D() {
        super(2);
    }

    @Override
    GlobalAveragePooling2D self() {
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return mean(c, x);
    }
}
