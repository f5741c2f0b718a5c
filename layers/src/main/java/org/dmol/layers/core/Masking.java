package org.dmol.layers.core;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Any;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Marks the time steps whose features all equal {@code maskValue} as padding, and sets them to zero: (batch, …, features) to the
 * same shape with a mask (batch, …).
 */
public final class Masking extends Layer {
    private final double maskValue;

    /** Steps of zeros are padding. */
    public Masking() {
        this(0);
    }

    /** Steps of this value are padding. */
    public Masking(double maskValue) {
        this.maskValue = maskValue;
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        Operand<TFloat32> x = Trace.floats(inputs.get(0));
        Operand<TBool> used = tf.any(differs(tf, x), tf.constant(-1), Any.keepDims(true));
        return List.of(tf.math.mul(x, Trace.castLike(tf, used, x)));
    }

    private Operand<TBool> differs(Ops tf, Operand<TFloat32> x) {
        return tf.math.notEqual(x, Trace.scalar(tf, x, maskValue));
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Ops tf = c.tf();
        c.mask(outputs.get(0), tf.any(differs(tf, Trace.floats(inputs.get(0))), tf.constant(-1)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("mask_value", maskValue);
        return c;
    }

    static Masking fromConfig(Map<String, Object> c) {
        return new Masking(Config.number(c, "mask_value", 0));
    }
}
