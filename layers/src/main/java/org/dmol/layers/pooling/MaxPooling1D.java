package org.dmol.layers.pooling;

import java.util.Map;
import org.dmol.layers.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Largest value of each window: (batch, steps, channels) to (batch, new steps, channels). */
public final class MaxPooling1D extends Pooling<MaxPooling1D> {
    /** Windows of {@code poolSize} steps, as far apart. */
    public MaxPooling1D(int poolSize) {
        super(poolSize);
    }

    @Override
    MaxPooling1D self() {
        return this;
    }

    @Override
    Operand<TFloat32> pool(Ops tf, Operand<TFloat32> x, long[] window, long[] steps, String padding) {
        return max(tf, x, window, steps, padding);
    }

    static MaxPooling1D fromConfig(Map<String, Object> c) {
        return new MaxPooling1D(Config.integers(c, "pool_size")[0]).read(c);
    }
}
