package org.dmol.layers.reshaping;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Makes a sequence of {@code n} equal steps: (batch, features) to (batch, n, features). */
public final class RepeatVector extends UnaryLayer {
    private final int n;

    /** A sequence of {@code n} steps. */
    public RepeatVector(int n) {
        if (n <= 0) {
            throw new IllegalArgumentException("RepeatVector needs a positive number of steps, not " + n + ".");
        }
        this.n = n;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        if (x.shape().numDimensions() != 2) {
            throw new IllegalArgumentException("an input of two axes (batch, features) is needed.");
        }
        Ops tf = c.tf();
        return tf.tile(tf.expandDims(x, tf.constant(1)), tf.constant(new int[] {1, n, 1}));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("n", n);
        return c;
    }

    static RepeatVector fromConfig(Map<String, Object> c) {
        return new RepeatVector(Config.integer(c, "n", 0));
    }
}
