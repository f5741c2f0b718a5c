package org.dmol.layers.attention;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.core.Dropout;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What {@link Attention} and {@link AdditiveAttention} share: all but the score of a query and a key. */
abstract class ScoredAttention<L extends ScoredAttention<L>> extends Layer {
    /** What Keras lowers a masked score by. */
    private static final double FAR = 1e9;

    private double dropout;
    private Integer seed;
    private boolean causal;
    private boolean returnScores;

    abstract L self();

    /** Scores (batch, queries, keys). */
    abstract Operand<TFloat32> scores(Ctx c, Operand<TFloat32> query, Operand<TFloat32> key);

    /** Share of the attention that is dropped in training; default 0. */
    public final L dropout(double rate) {
        dropout = rate;
        return self();
    }

    /** Makes the dropped values a function of this number, the run's seed and the step. */
    public final L seed(int value) {
        seed = value;
        return self();
    }

    /** Whether a step sees nothing of later ones, Keras's {@code use_causal_mask} of the call; default false. */
    public final L causal(boolean on) {
        causal = on;
        return self();
    }

    /** Whether the attention is a second output, Keras's {@code return_attention_scores} of the call; default false. */
    public final L returnScores(boolean on) {
        returnScores = on;
        return self();
    }

    /** {@code query + key} for each pair: (batch, queries, keys, features). */
    static Operand<TFloat32> pairs(Ops tf, Operand<TFloat32> query, Operand<TFloat32> key) {
        return tf.math.add(tf.expandDims(query, tf.constant(-2)), tf.expandDims(key, tf.constant(-3)));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        AttentionInputs in = AttentionInputs.of(inputs);
        Operand<TFloat32> s = scores(c, in.query(), in.key());
        Operand<TBool> allowed = in.valueMask(c) == null ? null : tf.expandDims(in.valueMask(c), tf.constant(-2));
        if (causal) {
            var steps = Masks.steps(tf, in.query(), in.key());
            allowed = Masks.and(tf, allowed, Masks.causal(tf, steps.get(0), steps.get(1)));
        }
        allowed = Masks.and(tf, in.mask(), allowed);
        if (allowed != null) {
            s = tf.select(allowed, s, tf.math.sub(s, Trace.scalar(tf, s, FAR)));
        }
        Operand<TFloat32> weights = Activations.softmax(tf, s, -1);
        if (c.training() && dropout > 0) {
            weights = Dropout.drop(c, weights, tf.shape(weights), dropout, seed == null ? 0 : seed);
        }
        Operand<TFloat32> y = Einsum.einsum(tf, "...ij,...jk->...ik", weights, in.value());
        if (in.queryMask(c) != null) {
            y = tf.select(tf.expandDims(in.queryMask(c), tf.constant(-1)), y, Trace.scalar(tf, y, 0));
        }
        return returnScores ? List.of(y, weights) : List.of(y);
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Operand<TBool> mask = c.mask(inputs.get(0));
        if (mask != null) {
            c.mask(outputs.get(0), mask);
        }
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("dropout", dropout);
        c.put("seed", seed);
        return c;
    }

    final L read(Map<String, Object> c) {
        dropout(Config.number(c, "dropout", 0));
        return c.get("seed") == null ? self() : seed(Config.integer(c, "seed", 0));
    }
}
