package org.dmol.layers.convolution;

import java.util.List;
import org.dmol.layers.Suggest;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What a convolution or pooling does at the borders, by Keras's names. */
public enum Padding {
    /** No values beyond the border: the output is shorter than the input. */
    VALID,
    /** As many zeros on both sides (one more at the end if odd) that the output has ceil(n / stride) steps. */
    SAME,
    /** Zeros before the first step only: a step sees nothing of later ones. */
    CAUSAL;

    /** By the name {@code valid}, {@code same} or {@code causal}. */
    public static Padding of(String name) {
        for (Padding p : values()) {
            if (p.text().equals(name)) {
                return p;
            }
        }
        throw Suggest.unknown("padding", name, List.of("valid", "same", "causal"));
    }

    /** Keras's name. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The name in TensorFlow's ops, for which causal inputs have been padded already. */
    public String op() {
        return this == SAME ? "SAME" : "VALID";
    }

    /**
     * The input with the zeros of this padding along one axis, for a window that covers {@code span} steps.
     *
     * @param axis counted from the start
     */
    Operand<TFloat32> pad(Ops tf, Operand<TFloat32> x, int axis, int span, int stride) {
        if (this == VALID || span == 1 && stride == 1) {
            return x;
        }
        if (this == CAUSAL) {
            return pad(tf, x, axis, tf.constant(span - 1), tf.constant(0));
        }
        long n = Trace.dim(x, axis);
        if (n >= 0 || stride == 1) {
            int total = stride == 1 ? span - 1 : (int) Math.max(((n + stride - 1) / stride - 1) * stride + span - n, 0);
            return total == 0 ? x : pad(tf, x, axis, tf.constant(total / 2), tf.constant(total - total / 2));
        }
        Operand<TInt32> size = Trace.size(tf, x, axis);
        Operand<TInt32> s = tf.constant(stride);
        Operand<TInt32> steps = tf.math.div(tf.math.add(size, tf.constant(stride - 1)), s);
        Operand<TInt32> covered = tf.math.add(tf.math.mul(tf.math.sub(steps, tf.constant(1)), s), tf.constant(span));
        Operand<TInt32> total = tf.math.maximum(tf.math.sub(covered, size), tf.constant(0));
        Operand<TInt32> before = tf.math.div(total, tf.constant(2));
        return pad(tf, x, axis, before, tf.math.sub(total, before));
    }

    private static Operand<TFloat32> pad(
            Ops tf, Operand<TFloat32> x, int axis, Operand<TInt32> before, Operand<TInt32> after) {
        int rank = x.shape().numDimensions();
        Operand<TInt32> zero = tf.constant(0);
        List<Operand<TInt32>> rows = new java.util.ArrayList<>();
        for (int i = 0; i < rank; i++) {
            rows.add(tf.stack(i == axis ? List.of(before, after) : List.of(zero, zero)));
        }
        return tf.pad(x, tf.stack(rows), Trace.scalar(tf, x, 0));
    }
}
