package org.dmol.layers.losses;

import static org.dmol.tf.Trace.scalar;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;

/** Keras's margin losses. Targets are -1 or 1; 0 and 1 are converted. */
public final class Hinge {
    private Hinge() {}

    /** Mean of max(1 - t p, 0) over the last axis. */
    public static Loss hinge() {
        return Losses.pointwise("hinge", (tf, t, p) -> margin(tf, t, p));
    }

    /** Mean of max(1 - t p, 0)^2 over the last axis. */
    public static Loss squaredHinge() {
        return Losses.pointwise("squared_hinge", (tf, t, p) -> tf.math.square(margin(tf, t, p)));
    }

    private static Operand<TFloat32> margin(Ops tf, Operand<TFloat32> t, Operand<TFloat32> p) {
        Operand<TFloat32> zero = scalar(tf, p, 0);
        Operand<TFloat32> one = scalar(tf, p, 1);
        var binary = tf.all(
                tf.math.logicalOr(tf.math.equal(t, zero), tf.math.equal(t, one)),
                tf.range(tf.constant(0), tf.rank(t), tf.constant(1)));
        Operand<TFloat32> signed = tf.select(binary, tf.math.sub(tf.math.mul(scalar(tf, p, 2), t), one), t);
        return tf.math.maximum(tf.math.sub(one, tf.math.mul(signed, p)), zero);
    }

    /** max(0, 1 + best wrong - right) for one-hot targets. */
    public static Loss categoricalHinge() {
        return Loss.of("categorical_hinge", (tf, yTrue, p) -> {
            Operand<TFloat32> t = Losses.like(tf, yTrue, p);
            Operand<TFloat32> one = scalar(tf, p, 1);
            Operand<TFloat32> right = Trace.sum(tf, tf.math.mul(t, p), -1);
            Operand<TFloat32> wrong = tf.reduceMax(
                    tf.math.mul(tf.math.sub(one, t), p), tf.constant(new int[] {-1}), ReduceMax.keepDims(false));
            return tf.math.maximum(tf.math.add(tf.math.sub(wrong, right), one), scalar(tf, p, 0));
        });
    }
}
