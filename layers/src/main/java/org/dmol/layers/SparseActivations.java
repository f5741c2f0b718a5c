package org.dmol.layers;

import static org.dmol.tf.Trace.scalar;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Activations that are exactly zero on part of their domain (Martins and Astudillo 2016, and their smooth and plain kin). */
final class SparseActivations {
    private SparseActivations() {}

    /** 0 up to -1, {@code (x + 1)^2 / 4} up to 1, then x. */
    static Operand<TFloat32> sparsePlus(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> one = scalar(tf, x, 1);
        Operand<TFloat32> middle = tf.math.mul(tf.math.square(tf.math.add(x, one)), scalar(tf, x, 0.25));
        Operand<TFloat32> upper = tf.select(tf.math.less(x, one), middle, x);
        return tf.select(tf.math.lessEqual(x, scalar(tf, x, -1)), tf.zerosLike(x), upper);
    }

    /** {@code (x + 1) / 2}, cut off at 0 and 1. */
    static Operand<TFloat32> sparseSigmoid(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> y = tf.math.mul(tf.math.add(x, scalar(tf, x, 1)), scalar(tf, x, 0.5));
        return tf.math.minimum(tf.math.maximum(y, scalar(tf, x, 0)), scalar(tf, x, 1));
    }

    /** The point of the probability simplex of the last axis that is nearest to x. */
    static Operand<TFloat32> sparsemax(Ops tf, Operand<TFloat32> x) {
        int n = (int) Trace.dim(x, -1);
        if (n < 0) {
            throw new IllegalArgumentException("sparsemax needs a last axis of known size.");
        }
        Operand<TFloat32> one = scalar(tf, x, 1);
        // Which values stay above zero is found on the sorted values; the rest is linear in those that do.
        Operand<TFloat32> sorted =
                tf.stopGradient(tf.nn.topK(x, tf.constant(n), TInt32.class).values());
        Operand<TFloat32> sums = tf.math.cumsum(sorted, tf.constant(-1));
        double[] ranks =
                java.util.stream.IntStream.rangeClosed(1, n).asDoubleStream().toArray();
        Operand<TFloat32> rank = Trace.castLike(tf, tf.constant(ranks), x);
        var inside = tf.math.greater(tf.math.add(one, tf.math.mul(rank, sorted)), sums);
        Operand<TFloat32> kept = Trace.castLike(tf, inside, x);
        Operand<TFloat32> smallest = tf.math.sub(Trace.sumKeep(tf, tf.math.mul(sorted, kept), -1), one);
        Operand<TFloat32> limit = tf.math.div(smallest, Trace.sumKeep(tf, kept, -1));
        Operand<TFloat32> used = Trace.castLike(tf, tf.math.greater(x, limit), x);
        Operand<TFloat32> total = tf.math.sub(Trace.sumKeep(tf, tf.math.mul(x, used), -1), one);
        Operand<TFloat32> tau = tf.math.div(total, Trace.sumKeep(tf, used, -1));
        return tf.math.mul(tf.math.sub(x, tau), used);
    }
}
