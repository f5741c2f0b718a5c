package org.dmol.layers.normalization;

import java.util.Map;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Scales each row (or step) to Euclidean length 1 over the given axes. Shape unchanged, no weights. */
public final class UnitNormalization extends UnaryLayer {
    /** The square of the smallest length that is divided by. */
    private static final double SMALLEST = 1e-24;

    private Axes axes = new Axes(-1);

    /** The axes to take the length over; default the last. */
    public UnitNormalization axis(int... over) {
        axes = new Axes(over.clone());
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> square =
                Trace.sumKeep(tf, tf.math.square(x), axes.of(x.shape().numDimensions()));
        return tf.math.mul(x, tf.math.rsqrt(tf.math.maximum(square, Trace.scalar(tf, x, SMALLEST))));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("axis", axes.config());
        return c;
    }

    static UnitNormalization fromConfig(Map<String, Object> c) {
        UnitNormalization layer = new UnitNormalization();
        layer.axes = Axes.from(c);
        return layer;
    }
}
