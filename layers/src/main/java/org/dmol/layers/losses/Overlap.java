package org.dmol.layers.losses;

import static org.dmol.tf.Trace.scalar;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Keras's focal and overlap losses, for classes of very different frequency. */
public final class Overlap {
    private static final double EPSILON = 1e-7;

    private Overlap() {}

    /** Binary focal cross-entropy (Lin et al. 2017): easy examples count less; {@code alpha} NaN for no class balancing. */
    public static Loss binaryFocal(boolean fromLogits, double gamma, double alpha) {
        return Losses.pointwise("binary_focal_crossentropy", (tf, t, x) -> {
            Operand<TFloat32> one = scalar(tf, x, 1);
            Operand<TFloat32> p = fromLogits ? tf.math.sigmoid(x) : x;
            Operand<TFloat32> q = clip(tf, p);
            Operand<TFloat32> entropy = tf.math.neg(tf.math.add(
                    tf.math.mul(t, tf.math.log(q)),
                    tf.math.mul(tf.math.sub(one, t), tf.math.log(tf.math.sub(one, q)))));
            Operand<TFloat32> right = mix(tf, t, p, tf.math.sub(one, p));
            Operand<TFloat32> v = tf.math.mul(tf.math.pow(tf.math.sub(one, right), scalar(tf, x, gamma)), entropy);
            return Double.isNaN(alpha) ? v : tf.math.mul(mix(tf, t, scalar(tf, x, alpha), scalar(tf, x, 1 - alpha)), v);
        });
    }

    /** Categorical focal cross-entropy: {@code -alpha (1-p)^gamma t log p}, summed over the classes. */
    public static Loss categoricalFocal(boolean fromLogits, double alpha, double gamma) {
        return Loss.of("categorical_focal_crossentropy", (tf, yTrue, x) -> {
            Operand<TFloat32> t = Losses.like(tf, yTrue, x);
            Operand<TFloat32> raw = fromLogits ? tf.nn.softmax(x) : tf.math.div(x, Trace.sumKeep(tf, x, -1));
            Operand<TFloat32> p = clip(tf, raw);
            Operand<TFloat32> focus = tf.math.mul(
                    scalar(tf, x, alpha), tf.math.pow(tf.math.sub(scalar(tf, x, 1), p), scalar(tf, x, gamma)));
            return tf.math.neg(Trace.sum(tf, tf.math.mul(focus, tf.math.mul(t, tf.math.log(p))), -1));
        });
    }

    /** One minus the Dice coefficient of the whole batch (Sudre et al. 2017). */
    public static Loss dice() {
        return Loss.of("dice", (tf, yTrue, p) -> {
            Operand<TFloat32> t = Losses.like(tf, yTrue, p);
            Operand<TFloat32> eps = scalar(tf, p, EPSILON);
            Operand<TFloat32> both = tf.math.mul(scalar(tf, p, 2), Trace.sum(tf, tf.math.mul(t, p)));
            Operand<TFloat32> all = tf.math.add(Trace.sum(tf, t), Trace.sum(tf, p));
            return tf.math.sub(scalar(tf, p, 1), tf.math.div(both, tf.math.add(all, eps)));
        });
    }

    /** One minus the Tversky index of the whole batch (Salehi et al. 2017). As Keras computes it, missed positives weigh alpha, invented ones beta. */
    public static Loss tversky(double alpha, double beta) {
        return Loss.of("tversky", (tf, yTrue, p) -> {
            Operand<TFloat32> t = Losses.like(tf, yTrue, p);
            Operand<TFloat32> one = scalar(tf, p, 1);
            Operand<TFloat32> hits = Trace.sum(tf, tf.math.mul(t, p));
            Operand<TFloat32> missed = Trace.sum(tf, tf.math.mul(t, tf.math.sub(one, p)));
            Operand<TFloat32> invented = Trace.sum(tf, tf.math.mul(tf.math.sub(one, t), p));
            Operand<TFloat32> all = tf.math.add(
                    hits,
                    tf.math.add(tf.math.mul(scalar(tf, p, alpha), missed), tf.math.mul(scalar(tf, p, beta), invented)));
            return tf.math.sub(one, tf.math.div(hits, tf.math.add(all, scalar(tf, p, EPSILON))));
        });
    }

    private static Operand<TFloat32> mix(Ops tf, Operand<TFloat32> t, Operand<TFloat32> yes, Operand<TFloat32> no) {
        return tf.math.add(tf.math.mul(t, yes), tf.math.mul(tf.math.sub(scalar(tf, t, 1), t), no));
    }

    private static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> p) {
        return tf.math.minimum(tf.math.maximum(p, scalar(tf, p, EPSILON)), scalar(tf, p, 1 - EPSILON));
    }
}
