package org.dmol.layers.attention;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.Suggest;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Luong et al. 2015: means of the values under the softmax of query-key products. Inputs (query, value) or (query, value, key) of
 * shapes (batch, queries, d), (batch, keys, n), (batch, keys, d); output (batch, queries, n), and with {@link #returnScores} the
 * attention (batch, queries, keys). Masked keys are not attended to; masked queries give zeros.
 *
 * <p>Weights: {@code scale} (a number) with {@link #useScale}, {@code concat_score_weight} (a number) in the mode {@code concat}.
 */
public final class Attention extends ScoredAttention<Attention> {
    private boolean useScale;
    private String scoreMode = "dot";
    private Var scale;
    private Var concatWeight;

    /** Whether scores are multiplied by a learned number; default false. */
    public Attention useScale(boolean on) {
        useScale = on;
        return this;
    }

    /** {@code dot} (default) for products, {@code concat} for the sum of the hyperbolic tangent of query + key. */
    public Attention scoreMode(String mode) {
        if (!mode.equals("dot") && !mode.equals("concat")) {
            throw Suggest.unknown("score mode", mode, List.of("dot", "concat"));
        }
        scoreMode = mode;
        return this;
    }

    @Override
    Attention self() {
        return this;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (useScale) {
            scale = weights.add("scale", Shape.scalar(), Initializers.ones());
        }
        if (scoreMode.equals("concat")) {
            concatWeight = weights.add("concat_score_weight", Shape.scalar(), Initializers.ones());
        }
    }

    @Override
    Operand<TFloat32> scores(Ctx c, Operand<TFloat32> query, Operand<TFloat32> key) {
        Ops tf = c.tf();
        if (concatWeight == null) {
            Operand<TFloat32> s = Einsum.einsum(tf, "...id,...jd->...ij", query, key);
            return scale == null ? s : tf.math.mul(s, c.read(scale));
        }
        Operand<TFloat32> sum = pairs(tf, query, key);
        Operand<TFloat32> scaled = scale == null ? sum : tf.math.mul(sum, c.read(scale));
        return tf.math.mul(Trace.sum(tf, tf.math.tanh(scaled), -1), c.read(concatWeight));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("use_scale", useScale);
        c.put("score_mode", scoreMode);
        return c;
    }

    static Attention fromConfig(Map<String, Object> c) {
        return new Attention()
                .useScale(Config.flag(c, "use_scale", false))
                .scoreMode(Config.text(c, "score_mode", "dot"))
                .read(c);
    }
}
