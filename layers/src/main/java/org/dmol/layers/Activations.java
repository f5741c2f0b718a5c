package org.dmol.layers;

import static org.dmol.tf.Trace.scalar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Keras's activations by name, and {@code shifted_softplus} of SchNet (Schütt et al. 2017). */
public final class Activations {
    private static final Map<String, Activation> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("linear", (tf, x) -> x);
        KNOWN.put("relu", (tf, x) -> tf.nn.relu(x));
        KNOWN.put("relu6", (tf, x) -> tf.nn.relu6(x));
        KNOWN.put("leaky_relu", leakyRelu(0.2));
        KNOWN.put("elu", (tf, x) -> tf.nn.elu(x));
        KNOWN.put("selu", (tf, x) -> tf.nn.selu(x));
        KNOWN.put("celu", celu(1));
        KNOWN.put("gelu", (tf, x) -> gelu(tf, x, false));
        KNOWN.put("gelu_tanh", (tf, x) -> gelu(tf, x, true));
        KNOWN.put("tanh", (tf, x) -> tf.math.tanh(x));
        KNOWN.put("sigmoid", (tf, x) -> tf.math.sigmoid(x));
        KNOWN.put("hard_sigmoid", (tf, x) -> hardSigmoid(tf, x));
        KNOWN.put("softmax", Activations::softmax);
        KNOWN.put("log_softmax", (tf, x) -> logSoftmax(tf, x, -1));
        KNOWN.put("log_sigmoid", (tf, x) -> tf.math.neg(tf.math.softplus(tf.math.neg(x))));
        KNOWN.put("softplus", (tf, x) -> tf.math.softplus(x));
        KNOWN.put("shifted_softplus", (tf, x) -> tf.math.sub(tf.math.softplus(x), scalar(tf, x, Math.log(2))));
        KNOWN.put("softsign", (tf, x) -> tf.nn.softsign(x));
        KNOWN.put("silu", (tf, x) -> tf.math.mul(x, tf.math.sigmoid(x)));
        KNOWN.put("swish", KNOWN.get("silu"));
        KNOWN.put("hard_silu", (tf, x) -> tf.math.mul(x, hardSigmoid(tf, x)));
        KNOWN.put("hard_swish", KNOWN.get("hard_silu"));
        KNOWN.put("mish", (tf, x) -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x))));
        KNOWN.put("exponential", (tf, x) -> tf.math.exp(x));
        KNOWN.put("hard_tanh", (tf, x) -> clip(tf, x, -1, 1));
        KNOWN.put("tanh_shrink", (tf, x) -> tf.math.sub(x, tf.math.tanh(x)));
        KNOWN.put("squareplus", squareplus(4));
        KNOWN.put("soft_shrink", softShrink(0.5));
        KNOWN.put("hard_shrink", hardShrink(0.5));
        KNOWN.put("threshold", threshold(0, 0));
        KNOWN.put("sparse_plus", SparseActivations::sparsePlus);
        KNOWN.put("sparse_sigmoid", SparseActivations::sparseSigmoid);
        KNOWN.put("sparsemax", SparseActivations::sparsemax);
        KNOWN.put("glu", Activations::glu);
    }

    private Activations() {}

    /**
     * The activation of Keras's name; null or {@code linear} is the identity.
     *
     * @throws IllegalArgumentException if there is none of that name; the message has the nearest ones
     */
    public static Activation get(String name) {
        Activation found = KNOWN.get(name == null ? "linear" : name);
        if (found == null) {
            throw Suggest.unknown("activation", name, KNOWN.keySet());
        }
        return found;
    }

    /** All names. */
    public static Set<String> names() {
        return Set.copyOf(KNOWN.keySet());
    }

    /** Rectifier with slope, upper limit and threshold, as {@code keras.activations.relu}; no limit: infinity. */
    public static Activation relu(double negativeSlope, double maxValue, double threshold) {
        return (tf, x) -> {
            Operand<TFloat32> low = tf.math.mul(scalar(tf, x, negativeSlope), tf.math.sub(x, scalar(tf, x, threshold)));
            Operand<TFloat32> y = tf.select(tf.math.greater(x, scalar(tf, x, threshold)), x, low);
            return Double.isInfinite(maxValue) ? y : tf.math.minimum(y, scalar(tf, x, maxValue));
        };
    }

    /** Gaussian error linear unit (Hendrycks and Gimpel 2016), exact or by the tanh formula. */
    public static Operand<TFloat32> gelu(Ops tf, Operand<TFloat32> x, boolean approximate) {
        Operand<TFloat32> inner;
        if (approximate) {
            Operand<TFloat32> cube = tf.math.mul(x, tf.math.square(x));
            inner = tf.math.tanh(tf.math.mul(
                    scalar(tf, x, Math.sqrt(2 / Math.PI)), tf.math.add(x, tf.math.mul(scalar(tf, x, 0.044715), cube))));
        } else {
            inner = tf.math.erf(tf.math.mul(x, scalar(tf, x, Math.sqrt(0.5))));
        }
        return tf.math.mul(tf.math.mul(scalar(tf, x, 0.5), x), tf.math.add(scalar(tf, x, 1), inner));
    }

    /** Softmax over the last axis. */
    public static Operand<TFloat32> softmax(Ops tf, Operand<TFloat32> x) {
        if (x.shape().numDimensions() == 2) {
            return tf.nn.softmax(x);
        }
        return softmax(tf, x, -1);
    }

    /** Softmax over one axis. */
    public static Operand<TFloat32> softmax(Ops tf, Operand<TFloat32> x, int axis) {
        Operand<TFloat32> max =
                tf.stopGradient(tf.reduceMax(x, tf.constant(new int[] {axis}), ReduceMax.keepDims(true)));
        Operand<TFloat32> e = tf.math.exp(tf.math.sub(x, max));
        return tf.math.div(e, Trace.sumKeep(tf, e, axis));
    }

    /** Logarithm of the softmax over one axis. */
    public static Operand<TFloat32> logSoftmax(Ops tf, Operand<TFloat32> x, int axis) {
        Operand<TFloat32> max =
                tf.stopGradient(tf.reduceMax(x, tf.constant(new int[] {axis}), ReduceMax.keepDims(true)));
        Operand<TFloat32> shifted = tf.math.sub(x, max);
        return tf.math.sub(shifted, tf.math.log(Trace.sumKeep(tf, tf.math.exp(shifted), axis)));
    }

    /** x, or {@code negativeSlope * x} where x is negative. */
    public static Activation leakyRelu(double negativeSlope) {
        return (tf, x) -> tf.nn.leakyRelu(x, LeakyRelu.alpha((float) negativeSlope));
    }

    /** x, or {@code alpha * (exp(x) - 1)} where x is negative. */
    public static Activation elu(double alpha) {
        return (tf, x) -> {
            Operand<TFloat32> y = tf.nn.elu(x);
            return tf.select(tf.math.greater(x, scalar(tf, x, 0)), y, tf.math.mul(y, scalar(tf, x, alpha)));
        };
    }

    /** x, or {@code alpha * (exp(x / alpha) - 1)} where x is negative (Barron 2017). */
    public static Activation celu(double alpha) {
        return (tf, x) -> {
            Operand<TFloat32> zero = scalar(tf, x, 0);
            Operand<TFloat32> negative = tf.math.mul(tf.math.minimum(x, zero), scalar(tf, x, 1 / alpha));
            return tf.math.add(tf.math.maximum(x, zero), tf.math.mul(tf.math.expm1(negative), scalar(tf, x, alpha)));
        };
    }

    /** {@code (x + sqrt(x^2 + b)) / 2}. */
    public static Activation squareplus(double b) {
        return (tf, x) -> tf.math.mul(
                scalar(tf, x, 0.5), tf.math.add(x, tf.math.sqrt(tf.math.add(tf.math.square(x), scalar(tf, x, b)))));
    }

    /** x moved towards 0 by the threshold, 0 in between. */
    public static Activation softShrink(double threshold) {
        return (tf, x) ->
                shrink(tf, x, tf.math.sub(x, tf.math.mul(tf.math.sign(x), scalar(tf, x, threshold))), threshold);
    }

    /** x where it is farther from 0 than the threshold, 0 elsewhere. */
    public static Activation hardShrink(double threshold) {
        return (tf, x) -> shrink(tf, x, x, threshold);
    }

    private static Operand<TFloat32> shrink(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kept, double threshold) {
        return tf.select(tf.math.greater(tf.math.abs(x), scalar(tf, x, threshold)), kept, tf.zerosLike(x));
    }

    /** x where it is above the threshold, {@code otherwise} elsewhere. */
    public static Activation threshold(double threshold, double otherwise) {
        return (tf, x) -> tf.select(tf.math.greater(x, scalar(tf, x, threshold)), x, scalar(tf, x, otherwise));
    }

    private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
        return clip(tf, tf.math.add(tf.math.mul(x, scalar(tf, x, 1 / 6.0)), scalar(tf, x, 0.5)), 0, 1);
    }

    private static Operand<TFloat32> glu(Ops tf, Operand<TFloat32> x) {
        var halves = tf.split(tf.constant(-1), x, 2L).output();
        return tf.math.mul(halves.get(0), tf.math.sigmoid(halves.get(1)));
    }

    private static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> x, double low, double high) {
        return tf.math.minimum(tf.math.maximum(x, scalar(tf, x, low)), scalar(tf, x, high));
    }
}
