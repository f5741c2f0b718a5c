package org.dmol.layers.pooling;

import java.util.Map;
import org.dmol.layers.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Largest value of each window: (batch, rows, columns, channels) to (batch, new rows, new columns, channels). */
public final class MaxPooling2D extends Pooling<MaxPooling2D> {
    /** Square windows of {@code poolSize} rows and columns, as far apart. */
    public MaxPooling2D(int poolSize) {
        this(poolSize, poolSize);
    }

    /** Windows of the given rows and columns, as far apart. */
    public MaxPooling2D(int rows, int columns) {
        super(rows, columns);
    }

    @Override
    MaxPooling2D self() {
        return this;
    }

    @Override
    Operand<TFloat32> pool(Ops tf, Operand<TFloat32> x, long[] window, long[] steps, String padding) {
        return max(tf, x, window, steps, padding);
    }

    static MaxPooling2D fromConfig(Map<String, Object> c) {
        int[] size = Config.integers(c, "pool_size");
        return new MaxPooling2D(size[0], size[size.length - 1]).read(c);
    }
}
