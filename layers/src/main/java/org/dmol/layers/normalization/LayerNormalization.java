package org.dmol.layers.normalization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Ba et al. 2016: each row (or step) is shifted and scaled to mean 0 and variance 1 over its features. Shape unchanged.
 *
 * <p>Weights: {@code gamma} and {@code beta}, with the sizes of the normalised axes.
 */
public final class LayerNormalization extends AffineNorm<LayerNormalization> {
    private Axes axes = new Axes(-1);

    /** The axes to take mean and variance over; default the last. */
    public LayerNormalization axis(int... over) {
        axes = new Axes(over.clone());
        return this;
    }

    @Override
    LayerNormalization self() {
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        addAffine(weights, axes.sizes(input.shape()));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int[] over = axes.of(x.shape().numDimensions());
        Operand<TFloat32> mean = Trace.meanKeep(tf, x, over);
        Operand<TFloat32> variance = Trace.meanKeep(tf, tf.math.square(tf.math.sub(x, mean)), over);
        return normalize(c, x, mean, variance, axes.broadcast(x.shape()));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("axis", axes.config());
        c.put("rms_scaling", false);
        return c;
    }

    static LayerNormalization fromConfig(Map<String, Object> c) {
        if (Config.flag(c, "rms_scaling", false)) {
            throw new IllegalArgumentException("LayerNormalization has no rms_scaling; use RMSNormalization.");
        }
        LayerNormalization layer = new LayerNormalization();
        layer.axes = Axes.from(c);
        return layer.read(c);
    }
}
