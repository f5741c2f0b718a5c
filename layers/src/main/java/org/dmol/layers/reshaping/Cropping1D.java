package org.dmol.layers.reshaping;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;

/** Cuts steps off both ends: (batch, steps, features) to (batch, steps - before - after, features). */
public final class Cropping1D extends UnaryLayer {
    private final int before;
    private final int after;

    /** One number of steps for both ends. */
    public Cropping1D(int cropping) {
        this(cropping, cropping);
    }

    /** Numbers of steps to cut before and after. */
    public Cropping1D(int before, int after) {
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException("A cropping cannot be negative: " + before + ", " + after + ".");
        }
        this.before = before;
        this.after = after;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        long steps = Trace.dim(x, 1);
        if (steps >= 0 && steps <= before + after) {
            throw new IllegalArgumentException("of " + steps + " steps nothing would be left.");
        }
        int rank = x.shape().numDimensions();
        int[] begin = new int[rank];
        int[] end = new int[rank];
        int[] ones = new int[rank];
        java.util.Arrays.fill(ones, 1);
        begin[1] = before;
        end[1] = -after;
        long toTheEnd = (1L << rank) - 1 - (after > 0 ? 2 : 0);
        return tf.stridedSlice(
                x, tf.constant(begin), tf.constant(end), tf.constant(ones), StridedSlice.endMask(toTheEnd));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("cropping", List.of(before, after));
        return c;
    }

    static Cropping1D fromConfig(Map<String, Object> c) {
        int[] ends = Config.integers(c, "cropping");
        return new Cropping1D(ends[0], ends[ends.length - 1]);
    }
}
