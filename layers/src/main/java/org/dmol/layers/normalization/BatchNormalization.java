package org.dmol.layers.normalization;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.layers.Config;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Ioffe and Szegedy 2015: in training, each feature is shifted and scaled to mean 0 and variance 1 over the batch; elsewhere (and
 * when the layer is frozen) by moving averages of the batches' means and variances. Shape unchanged.
 *
 * <p>Masked steps, and rows that only fill up a short batch, are normalised but not counted. Weights: {@code gamma}, {@code beta},
 * then {@code moving_mean}, {@code moving_variance}, which are not trained; all (features).
 */
public final class BatchNormalization extends AffineNorm<BatchNormalization> {
    /** Keras's guard against a mask without any true value. */
    private static final double NO_STEPS = 1e-7;

    private int axis = -1;
    private double momentum = 0.99;
    private Initializer meanInitializer = Initializers.zeros();
    private Initializer varianceInitializer = Initializers.ones();
    private Var movingMean;
    private Var movingVariance;

    /** The axis of the features; default the last. */
    public BatchNormalization axis(int features) {
        axis = features;
        return this;
    }

    /** How much of the moving averages a step keeps; default 0.99. */
    public BatchNormalization momentum(double kept) {
        momentum = kept;
        return this;
    }

    @Override
    BatchNormalization self() {
        return this;
    }

    private int axisOf(int rank) {
        int at = axis < 0 ? axis + rank : axis;
        if (at < 0 || at >= rank) {
            throw new IllegalArgumentException("axis " + axis + " is not one of an input of " + rank + " axes.");
        }
        return at;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        Shape features = Shape.of(input.shape().get(axisOf(input.shape().numDimensions())));
        addAffine(weights, features);
        movingMean = weights.addState("moving_mean", features, meanInitializer);
        movingVariance = weights.addState("moving_variance", features, varianceInitializer);
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int rank = x.shape().numDimensions();
        int at = axisOf(rank);
        int[] broadcast = new int[rank];
        Arrays.fill(broadcast, 1);
        broadcast[at] = -1;
        if (!c.training() || !trainable()) {
            Operand<TFloat32> mean = tf.reshape(c.read(movingMean), tf.constant(broadcast));
            Operand<TFloat32> variance = tf.reshape(c.read(movingVariance), tf.constant(broadcast));
            return normalize(c, x, mean, variance, broadcast);
        }
        int[] others = IntStream.range(0, rank).filter(i -> i != at).toArray();
        Operand<TFloat32> counted = counted(c, x);
        Operand<TFloat32> mean = mean(tf, x, counted, others);
        Operand<TFloat32> variance = mean(tf, tf.math.square(tf.math.sub(x, mean)), counted, others);
        follow(c, movingMean, mean);
        follow(c, movingVariance, variance);
        return normalize(c, x, mean, variance, broadcast);
    }

    /** 1 for each value that counts, 0 for others, in the shape of {@code x}; null if all count. */
    private static Operand<TFloat32> counted(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TBool> mask = c.mask(x);
        Operand<TFloat32> rows = c.exampleWeights();
        if (mask == null && rows == null) {
            return null;
        }
        Operand<TFloat32> weight = tf.onesLike(x);
        if (mask != null) {
            weight = tf.math.mul(weight, tf.expandDims(Trace.castLike(tf, mask, x), tf.constant(-1)));
        }
        if (rows != null) {
            int[] column = new int[x.shape().numDimensions()];
            Arrays.fill(column, 1);
            column[0] = -1;
            weight = tf.math.mul(weight, tf.reshape(Trace.castLike(tf, rows, x), tf.constant(column)));
        }
        return weight;
    }

    private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x, Operand<TFloat32> counted, int[] axes) {
        if (counted == null) {
            return Trace.meanKeep(tf, x, axes);
        }
        Operand<TFloat32> n = tf.math.add(Trace.sumKeep(tf, counted, axes), Trace.scalar(tf, x, NO_STEPS));
        return tf.math.div(Trace.sumKeep(tf, tf.math.mul(x, counted), axes), n);
    }

    private void follow(Ctx c, Var average, Operand<TFloat32> value) {
        Ops tf = c.tf();
        Operand<TFloat32> old = c.read(average);
        Operand<TFloat32> flat = tf.stopGradient(tf.reshape(value, tf.constant(average.shape())));
        c.update(
                average,
                tf.math.add(
                        tf.math.mul(old, Trace.scalar(tf, old, momentum)),
                        tf.math.mul(flat, Trace.scalar(tf, old, 1 - momentum))));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("axis", axis);
        c.put("momentum", momentum);
        c.put("moving_mean_initializer", Config.object(meanInitializer));
        c.put("moving_variance_initializer", Config.object(varianceInitializer));
        return c;
    }

    static BatchNormalization fromConfig(Map<String, Object> c) {
        int[] axis = c.get("axis") == null ? new int[] {-1} : Config.integers(c, "axis");
        BatchNormalization layer = new BatchNormalization().axis(axis[0]).momentum(Config.number(c, "momentum", 0.99));
        layer.meanInitializer = Config.initializer(c, "moving_mean_initializer", Initializers.zeros());
        layer.varianceInitializer = Config.initializer(c, "moving_variance_initializer", Initializers.ones());
        return layer.read(c);
    }
}
