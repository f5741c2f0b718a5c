package org.dmol.layers.reshaping;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Repeats each step: (batch, steps, features) to (batch, steps * size, features). */
public final class UpSampling1D extends UnaryLayer {
    private final int size;

    /** Each step {@code size} times. */
    public UpSampling1D(int size) {
        if (size <= 0) {
            throw new IllegalArgumentException("UpSampling1D needs a positive size, not " + size + ".");
        }
        this.size = size;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> times = tf.tile(tf.expandDims(x, tf.constant(2)), tf.constant(new int[] {1, 1, size, 1}));
        int steps = (int) Trace.dim(x, 1);
        return tf.reshape(times, Trace.shapeWith(tf, x, 1, steps < 0 ? -1 : steps * size));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("size", size);
        return c;
    }

    static UpSampling1D fromConfig(Map<String, Object> c) {
        return new UpSampling1D(Config.integer(c, "size", 2));
    }
}
