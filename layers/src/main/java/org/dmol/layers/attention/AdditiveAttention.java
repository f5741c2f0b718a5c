package org.dmol.layers.attention;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Bahdanau et al. 2015: means of the values under the softmax of {@code sum(scale * tanh(query + key))}. Shapes and masks as in
 * {@link Attention}; query and key have the same features.
 *
 * <p>Weight: {@code scale} (features), Glorot uniform, unless switched off.
 */
public final class AdditiveAttention extends ScoredAttention<AdditiveAttention> {
    private boolean useScale = true;
    private Var scale;

    /** Whether the features are weighted by learned numbers; default true. */
    public AdditiveAttention useScale(boolean on) {
        useScale = on;
        return this;
    }

    @Override
    AdditiveAttention self() {
        return this;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (useScale) {
            Shape query = inputs.get(0).shape();
            scale = weights.add("scale", Shape.of(query.get(query.numDimensions() - 1)), Initializers.glorotUniform());
        }
    }

    @Override
    Operand<TFloat32> scores(Ctx c, Operand<TFloat32> query, Operand<TFloat32> key) {
        Ops tf = c.tf();
        Operand<TFloat32> t = tf.math.tanh(pairs(tf, query, key));
        return Trace.sum(tf, scale == null ? t : tf.math.mul(t, c.read(scale)), -1);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("use_scale", useScale);
        return c;
    }

    static AdditiveAttention fromConfig(Map<String, Object> c) {
        return new AdditiveAttention()
                .useScale(Config.flag(c, "use_scale", true))
                .read(c);
    }
}
