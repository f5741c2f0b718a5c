package org.dmol.layers.normalization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Zhang and Sennrich 2019: divides by the root mean square over the given axes. Shape unchanged.
 *
 * <p>Weight: {@code scale}, ones, with the sizes of the normalised axes.
 */
public final class RMSNormalization extends UnaryLayer {
    private Axes axes = new Axes(-1);
    private double epsilon = 1e-6;
    private Var scale;

    /** The axes to take the mean over; default the last. */
    public RMSNormalization axis(int... over) {
        axes = new Axes(over.clone());
        return this;
    }

    /** What is added to the mean square; default 1e-6. */
    public RMSNormalization epsilon(double value) {
        epsilon = value;
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        scale = weights.add("scale", axes.sizes(input.shape()), Initializers.ones());
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> square =
                Trace.meanKeep(tf, tf.math.square(x), axes.of(x.shape().numDimensions()));
        Operand<TFloat32> y = tf.math.mul(x, tf.math.rsqrt(tf.math.add(square, Trace.scalar(tf, x, epsilon))));
        return tf.math.mul(y, tf.reshape(c.read(scale), tf.constant(axes.broadcast(x.shape()))));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("axis", axes.config());
        c.put("epsilon", epsilon);
        return c;
    }

    static RMSNormalization fromConfig(Map<String, Object> c) {
        RMSNormalization layer = new RMSNormalization().epsilon(Config.number(c, "epsilon", 1e-6));
        layer.axes = Axes.from(c);
        return layer;
    }
}
