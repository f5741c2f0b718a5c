package org.dmol.layers.normalization;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Wu and He 2018: the channels (last axis) are divided into groups, each shifted and scaled to mean 0 and variance 1 over all steps
 * of a row. Shape unchanged.
 *
 * <p>Weights: {@code gamma} and {@code beta}, (channels).
 */
public final class GroupNormalization extends AffineNorm<GroupNormalization> {
    private int groups = 32;

    /** Number of groups, which divides the channels; -1: one for each channel; default 32. */
    public GroupNormalization groups(int n) {
        groups = n;
        return this;
    }

    @Override
    GroupNormalization self() {
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        long channels = input.shape().get(input.shape().numDimensions() - 1);
        if (channels < 0 || groupsOf(channels) <= 0 || channels % groupsOf(channels) != 0) {
            throw new IllegalArgumentException(groups + " groups do not divide " + channels + " channels.");
        }
        addAffine(weights, Shape.of(channels));
    }

    private int groupsOf(long channels) {
        return groups == -1 ? (int) channels : groups;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int channels = (int) Trace.dim(x, -1);
        int n = groupsOf(channels);
        // (batch, steps, groups, channels of a group)
        Operand<TInt32> split = tf.concat(
                List.of(
                        tf.reshape(Trace.size(tf, x, 0), tf.constant(new int[] {1})),
                        tf.constant(new int[] {-1, n, channels / n})),
                tf.constant(0));
        Operand<TFloat32> parts = tf.reshape(x, split);
        Operand<TFloat32> mean = Trace.meanKeep(tf, parts, 1, 3);
        Operand<TFloat32> variance = Trace.meanKeep(tf, tf.math.square(tf.math.sub(parts, mean)), 1, 3);
        return tf.reshape(normalize(c, parts, mean, variance, new int[] {1, 1, n, channels / n}), tf.shape(x));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("groups", groups);
        c.put("axis", -1);
        return c;
    }

    static GroupNormalization fromConfig(Map<String, Object> c) {
        if (Config.integer(c, "axis", -1) != -1) {
            throw new IllegalArgumentException("GroupNormalization takes channels on the last axis (-1) only.");
        }
        return new GroupNormalization().groups(Config.integer(c, "groups", 32)).read(c);
    }
}
