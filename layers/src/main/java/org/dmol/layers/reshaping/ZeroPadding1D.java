package org.dmol.layers.reshaping;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adds steps of zeros at both ends: (batch, steps, features) to (batch, before + steps + after, features). */
public final class ZeroPadding1D extends UnaryLayer {
    private final int before;
    private final int after;

    /** One number of steps for both ends. */
    public ZeroPadding1D(int padding) {
        this(padding, padding);
    }

    /** Numbers of steps before the first and after the last. */
    public ZeroPadding1D(int before, int after) {
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException("A padding cannot be negative: " + before + ", " + after + ".");
        }
        this.before = before;
        this.after = after;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int[][] paddings = new int[x.shape().numDimensions()][2];
        paddings[1] = new int[] {before, after};
        return tf.pad(x, tf.constant(paddings), Trace.scalar(tf, x, 0));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("padding", List.of(before, after));
        c.put("data_format", "channels_last");
        return c;
    }

    static ZeroPadding1D fromConfig(Map<String, Object> c) {
        int[] ends = Config.integers(c, "padding");
        return new ZeroPadding1D(ends[0], ends[ends.length - 1]);
    }
}
