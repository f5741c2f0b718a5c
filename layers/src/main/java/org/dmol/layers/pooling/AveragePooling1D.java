package org.dmol.layers.pooling;

import java.util.Map;
import org.dmol.layers.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Mean (of the values inside the border) of each window: (batch, steps, channels) to (batch, new steps, channels). */
public final class AveragePooling1D extends Pooling<AveragePooling1D> {
    /** Windows of {@code poolSize} steps, as far apart. */
    public AveragePooling1D(int poolSize) {
        super(poolSize);
    }

    @Override
    AveragePooling1D self() {
        return this;
    }

    @Override
    Operand<TFloat32> pool(Ops tf, Operand<TFloat32> x, long[] window, long[] steps, String padding) {
        return average(tf, x, window, steps, padding);
    }

    static AveragePooling1D fromConfig(Map<String, Object> c) {
        return new AveragePooling1D(Config.integers(c, "pool_size")[0]).read(c);
    }
}
