package org.dmol.layers.activations;

import java.util.Arrays;
import java.util.Map;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;

/** {@code exp(x)} divided by its sum over one or several axes. Shape unchanged. */
public final class Softmax extends Elementwise {
    private int[] axes = {-1};

    /** The axes over which the values sum to 1; default the last. */
    public Softmax axis(int... over) {
        axes = over.clone();
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return axes.length == 1 ? Activations.softmax(c.tf(), x, axes[0]) : over(c.tf(), x, axes);
    }

    /** Softmax over several axes together. */
    public static Operand<TFloat32> over(Ops tf, Operand<TFloat32> x, int... axes) {
        Operand<TFloat32> max = tf.stopGradient(tf.reduceMax(x, tf.constant(axes), ReduceMax.keepDims(true)));
        Operand<TFloat32> e = tf.math.exp(tf.math.sub(x, max));
        return tf.math.div(e, Trace.sumKeep(tf, e, axes));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put(
                "axis",
                axes.length == 1
                        ? (Object) axes[0]
                        : Arrays.stream(axes).boxed().toList());
        return c;
    }

    static Softmax fromConfig(Map<String, Object> c) {
        return new Softmax().axis(c.get("axis") == null ? new int[] {-1} : Config.integers(c, "axis"));
    }
}
