package org.dmol.layers.losses;

import static org.dmol.tf.Trace.scalar;

import org.dmol.array.Nd;
import org.dmol.layers.Activations;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Keras's cross-entropies, from probabilities or from logits. */
public final class Crossentropy {
    private static final double EPSILON = 1e-7;

    private Crossentropy() {}

    /** Binary cross-entropy, mean over the last axis. Targets between 0 and 1. */
    public static Loss binary(boolean fromLogits) {
        return binary(fromLogits, 0);
    }

    /** Binary cross-entropy with targets moved towards 1/2 by {@code labelSmoothing}. */
    public static Loss binary(boolean fromLogits, double labelSmoothing) {
        return Losses.pointwise("binary_crossentropy", (tf, t, p) -> {
                    Operand<TFloat32> target = labelSmoothing == 0
                            ? t
                            : tf.math.add(
                                    tf.math.mul(t, scalar(tf, p, 1 - labelSmoothing)),
                                    scalar(tf, p, labelSmoothing / 2));
                    return fromLogits ? fromLogits(tf, target, p) : fromProbabilities(tf, target, p);
                })
                .checking((t, p) -> requireRange(t, 0, 1, "binary cross-entropy"));
    }

    private static Operand<TFloat32> fromLogits(Ops tf, Operand<TFloat32> t, Operand<TFloat32> x) {
        // max(x,0) - x t + log(1 + exp(-|x|)), written so that every piece has a second derivative
        return tf.math.sub(tf.math.softplus(x), tf.math.mul(x, t));
    }

    private static Operand<TFloat32> fromProbabilities(Ops tf, Operand<TFloat32> t, Operand<TFloat32> p) {
        Operand<TFloat32> q = clip(tf, p);
        Operand<TFloat32> one = scalar(tf, p, 1);
        Operand<TFloat32> yes = tf.math.mul(t, tf.math.log(q));
        Operand<TFloat32> no = tf.math.mul(tf.math.sub(one, t), tf.math.log(tf.math.sub(one, q)));
        return tf.math.neg(tf.math.add(yes, no));
    }

    /** Cross-entropy against one-hot (or soft) targets, over the last axis. */
    public static Loss categorical(boolean fromLogits) {
        return categorical(fromLogits, 0);
    }

    /** Cross-entropy with targets moved towards uniform by {@code labelSmoothing}. */
    public static Loss categorical(boolean fromLogits, double labelSmoothing) {
        return Loss.of("categorical_crossentropy", (tf, yTrue, p) -> {
            Operand<TFloat32> t = Losses.like(tf, yTrue, p);
            if (labelSmoothing != 0) {
                double classes = Trace.dim(p, -1);
                t = tf.math.add(
                        tf.math.mul(t, scalar(tf, p, 1 - labelSmoothing)), scalar(tf, p, labelSmoothing / classes));
            }
            return tf.math.neg(Trace.sum(tf, tf.math.mul(t, logProbabilities(tf, p, fromLogits)), -1));
        });
    }

    /** Cross-entropy against class numbers: targets (batch, …) of integers, predictions (batch, …, classes). */
    public static Loss sparseCategorical(boolean fromLogits) {
        return Loss.of("sparse_categorical_crossentropy", (tf, yTrue, p) -> {
                    Operand<TInt32> labels = labels(tf, yTrue, p);
                    Operand<TFloat32> oneHot = Trace.castLike(
                            tf,
                            tf.oneHot(labels, tf.constant((int) Trace.dim(p, -1)), tf.constant(1f), tf.constant(0f)),
                            p);
                    return tf.math.neg(Trace.sum(tf, tf.math.mul(oneHot, sparseLog(tf, p, fromLogits)), -1));
                })
                .checking((t, p) -> requireClasses(t, p));
    }

    private static Operand<TInt32> labels(Ops tf, Operand<?> yTrue, Operand<TFloat32> p) {
        Operand<TInt32> labels = tf.dtypes.cast(Trace.floats(yTrue), org.tensorflow.types.TInt32.class);
        if (labels.shape().numDimensions() == p.shape().numDimensions()) {
            labels = tf.squeeze(
                    labels,
                    org.tensorflow.op.core.Squeeze.axis(
                            java.util.List.of((long) labels.shape().numDimensions() - 1)));
        }
        return labels;
    }

    /** Keras normalises probabilities before the categorical loss, ... */
    private static Operand<TFloat32> logProbabilities(Ops tf, Operand<TFloat32> p, boolean fromLogits) {
        if (fromLogits) {
            return logSoftmax(tf, p);
        }
        return tf.math.log(clip(tf, tf.math.div(p, Trace.sumKeep(tf, p, -1))));
    }

    /** ... but takes the logarithms as logits in the sparse one, which normalises as well. */
    private static Operand<TFloat32> sparseLog(Ops tf, Operand<TFloat32> p, boolean fromLogits) {
        return logSoftmax(tf, fromLogits ? p : tf.math.log(clip(tf, p)));
    }

    private static Operand<TFloat32> logSoftmax(Ops tf, Operand<TFloat32> x) {
        return Activations.get("log_softmax").apply(tf, x);
    }

    private static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> p) {
        return tf.math.minimum(tf.math.maximum(p, scalar(tf, p, EPSILON)), scalar(tf, p, 1 - EPSILON));
    }

    private static void requireRange(Nd targets, double low, double high, String what) {
        for (int i = 0; i < targets.size(); i++) {
            double t = targets.getFlat(i);
            if (!(t >= low && t <= high)) {
                throw new IllegalArgumentException("Target " + i + " is " + t + "; " + what + " needs targets between "
                        + low + " and " + high + ".");
            }
        }
    }

    private static void requireClasses(Nd targets, Spec prediction) {
        long classes = prediction.shape().get(prediction.shape().numDimensions() - 1);
        for (int i = 0; i < targets.size(); i++) {
            double t = targets.getFlat(i);
            if (t != Math.rint(t) || t < 0 || (classes > 0 && t >= classes)) {
                throw new IllegalArgumentException("Target " + i + " is " + t + "; the model has " + classes
                        + " classes, so targets must be integers from 0 to " + (classes - 1) + ".");
            }
        }
    }
}
