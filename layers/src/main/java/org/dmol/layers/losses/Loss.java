package org.dmol.layers.losses;

import static org.dmol.tf.Trace.scalar;

import org.dmol.array.Nd;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * What training minimises, as {@code keras.losses.Loss}: a value for each example (and time step), weighted, masked and averaged.
 * Keras's losses are made by {@link Losses}, a custom one from a lambda by {@link #of}.
 */
public final class Loss {
    /** How values become one number. */
    public enum Reduction {
        /** Sum divided by the number of values: Keras's default. */
        SUM_OVER_BATCH_SIZE,
        /** Plain sum. */
        SUM,
        /** Sum of the weighted values divided by the sum of the weights. */
        MEAN_WITH_SAMPLE_WEIGHT
    }

    /** The values of a loss before weighting. */
    @FunctionalInterface
    public interface Values {
        /**
         * One value for each example.
         *
         * @param yTrue targets, (batch, …)
         * @param yPred predictions, (batch, …)
         * @return (batch, …), usually without the last axis
         */
        Operand<TFloat32> of(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred);
    }

    /** Rejects targets that the loss has no meaning for. */
    @FunctionalInterface
    public interface TargetCheck {
        /** Throws {@link IllegalArgumentException} with one sentence. */
        void check(Nd targets, Spec prediction);
    }

    private final String name;
    private final Values values;
    private final Reduction reduction;
    private final TargetCheck check;

    private Loss(String name, Values values, Reduction reduction, TargetCheck check) {
        this.name = name;
        this.values = values;
        this.reduction = reduction;
        this.check = check;
    }

    /** A loss from its values. */
    public static Loss of(String name, Values values) {
        return new Loss(name, values, Reduction.SUM_OVER_BATCH_SIZE, (t, p) -> {});
    }

    /** The same loss with another reduction. */
    public Loss reduction(Reduction other) {
        return new Loss(name, values, other, check);
    }

    /** The same loss with a check of the targets. */
    public Loss checking(TargetCheck targets) {
        return new Loss(name, values, reduction, targets);
    }

    /** Mean squared error. */
    public static Loss mse() {
        return Losses.meanSquaredError();
    }

    /** Mean absolute error. */
    public static Loss mae() {
        return Losses.meanAbsoluteError();
    }

    /** The loss of Keras's name, such as {@code mse} or {@code binary_crossentropy}. */
    public static Loss get(String name) {
        return Losses.get(name);
    }

    /** Keras's name. */
    public String name() {
        return name;
    }

    /** One value for each example. */
    public Operand<TFloat32> values(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred) {
        return values.of(tf, yTrue, yPred);
    }

    /** Rejects targets that the loss has no meaning for. */
    public void checkTargets(Nd targets, Spec prediction) {
        check.check(targets, prediction);
    }

    /** The mean loss of a batch without weights or masks. */
    public Operand<TFloat32> call(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred) {
        return call(tf, yTrue, yPred, null, null, null);
    }

    /**
     * The loss of a batch.
     *
     * @param sampleWeight weights, (batch) or the values' shape; null for none
     * @param mask where values count, the values' shape; null for everywhere
     * @param real 1 for each row that counts and 0 for rows that only fill the batch, (batch); null if all count
     * @return a scalar
     */
    public Operand<TFloat32> call(
            Ops tf,
            Operand<?> yTrue,
            Operand<TFloat32> yPred,
            Operand<TFloat32> sampleWeight,
            Operand<TBool> mask,
            Operand<TFloat32> real) {
        Operand<TFloat32> v = values.of(tf, yTrue, yPred);
        Operand<TFloat32> weight = sampleWeight == null ? null : expand(tf, Trace.castLike(tf, sampleWeight, v), v);
        Operand<TFloat32> present = real == null ? null : expand(tf, Trace.castLike(tf, real, v), v);
        if (mask != null) {
            weight = masked(tf, v, Trace.castLike(tf, mask, v), weight, present);
        }
        if (weight != null) {
            v = tf.math.mul(v, weight);
        }
        // The number of values after weighting: a loss of the whole batch has one value, but as many weighted ones as
        // weights.
        Operand<TFloat32> count = present == null ? count(tf, v) : Trace.sum(tf, tf.math.mul(tf.onesLike(v), present));
        if (present != null) {
            v = tf.math.mul(v, present);
        }
        Operand<TFloat32> sum = Trace.sum(tf, v);
        return switch (reduction) {
            case SUM -> sum;
            case SUM_OVER_BATCH_SIZE -> tf.math.div(sum, count);
            case MEAN_WITH_SAMPLE_WEIGHT ->
                tf.math.divNoNan(sum, weight == null ? count : weightSum(tf, weight, present));
        };
    }

    /** As in Keras the sum of the weights as they were given, also where one weight counts for several values. */
    private static Operand<TFloat32> weightSum(Ops tf, Operand<TFloat32> weight, Operand<TFloat32> present) {
        return Trace.sum(tf, present == null ? weight : tf.math.mul(weight, present));
    }

    /** Keras's rule: the mask is scaled so that a mean over all values becomes a mean over the values that count. */
    private Operand<TFloat32> masked(
            Ops tf, Operand<TFloat32> v, Operand<TFloat32> mask, Operand<TFloat32> weight, Operand<TFloat32> present) {
        Operand<TFloat32> m = expand(tf, mask, v);
        if (reduction == Reduction.SUM_OVER_BATCH_SIZE) {
            Operand<TFloat32> ones = tf.onesLike(mask);
            Operand<TFloat32> real = present == null ? ones : tf.math.mul(ones, rowsOf(tf, present, mask));
            Operand<TFloat32> valid = tf.math.add(Trace.sum(tf, tf.math.mul(mask, real)), scalar(tf, v, 1e-7));
            m = tf.math.mul(m, tf.math.div(Trace.sum(tf, real), valid));
        }
        return weight == null ? m : tf.math.mul(m, weight);
    }

    private static Operand<TFloat32> rowsOf(Ops tf, Operand<TFloat32> present, Operand<TFloat32> mask) {
        return expand(tf, tf.reshape(present, tf.constant(new int[] {-1})), mask);
    }

    private static Operand<TFloat32> count(Ops tf, Operand<TFloat32> v) {
        return Trace.castLike(tf, tf.size(v), v);
    }

    /** {@code w} with axes of size 1 appended until it broadcasts against {@code v} from the left. */
    public static Operand<TFloat32> expand(Ops tf, Operand<TFloat32> w, Operand<TFloat32> v) {
        Operand<TFloat32> out = w;
        int rank = v.shape().numDimensions();
        while (out.shape().numDimensions() > rank && Trace.dim(out, -1) == 1) {
            out = tf.squeeze(
                    out,
                    org.tensorflow.op.core.Squeeze.axis(
                            java.util.List.of((long) out.shape().numDimensions() - 1)));
        }
        for (int i = out.shape().numDimensions(); i < rank; i++) {
            out = tf.expandDims(out, tf.constant(-1));
        }
        return out;
    }
}
