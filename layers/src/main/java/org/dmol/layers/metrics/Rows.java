package org.dmol.layers.metrics;

import static org.dmol.tf.Trace.castLike;

import java.util.List;
import org.dmol.layers.losses.Loss;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** Targets, predictions and weights brought to one shape. */
final class Rows {
    private Rows() {}

    /** Targets in the predictions' type and rank. */
    static Operand<TFloat32> targets(Ops tf, Operand<?> yTrue, Operand<TFloat32> p) {
        Operand<TFloat32> t = castLike(tf, yTrue, p);
        int rt = t.shape().numDimensions();
        int rp = p.shape().numDimensions();
        if (rt == rp - 1) {
            return tf.expandDims(t, tf.constant(-1));
        }
        return rt == rp + 1 ? tf.squeeze(t, Squeeze.axis(List.of((long) rt - 1))) : t;
    }

    /** All elements in one axis. */
    static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> x) {
        return tf.reshape(x, tf.constant(new int[] {-1}));
    }

    /** The weight of each element of {@code like}, in one axis. */
    static Operand<TFloat32> flatWeights(Ops tf, Operand<TFloat32> weight, Operand<TFloat32> like) {
        Operand<TFloat32> w = Loss.expand(tf, castLike(tf, weight, like), like);
        return flat(tf, tf.math.mul(tf.onesLike(like), w));
    }

    /** (rows, columns): the last axis stays. */
    static Operand<TFloat32> matrix(Ops tf, Operand<TFloat32> x) {
        if (x.shape().numDimensions() == 1) {
            return tf.expandDims(x, tf.constant(-1));
        }
        return x.shape().numDimensions() == 2 ? x : tf.reshape(x, tf.constant(new int[] {-1, (int) Trace.dim(x, -1)}));
    }
}
