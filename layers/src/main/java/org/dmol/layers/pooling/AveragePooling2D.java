package org.dmol.layers.pooling;

import java.util.Map;
import org.dmol.layers.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Mean (of the values inside the border) of each window: (batch, rows, columns, channels) to (batch, new rows, new columns, channels). */
public final class AveragePooling2D extends Pooling<AveragePooling2D> {
    /** Square windows of {@code poolSize} rows and columns, as far apart. */
    public AveragePooling2D(int poolSize) {
        this(poolSize, poolSize);
    }

    /** Windows of the given rows and columns, as far apart. */
    public AveragePooling2D(int rows, int columns) {
        super(rows, columns);
    }

    @Override
    AveragePooling2D self() {
        return this;
    }

    @Override
    Operand<TFloat32> pool(Ops tf, Operand<TFloat32> x, long[] window, long[] steps, String padding) {
        return average(tf, x, window, steps, padding);
    }

    static AveragePooling2D fromConfig(Map<String, Object> c) {
        int[] size = Config.integers(c, "pool_size");
        return new AveragePooling2D(size[0], size[size.length - 1]).read(c);
    }
}
