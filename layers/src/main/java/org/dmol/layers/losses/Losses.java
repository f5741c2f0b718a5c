package org.dmol.layers.losses;

import static org.dmol.tf.Trace.castLike;
import static org.dmol.tf.Trace.scalar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.dmol.layers.Suggest;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Keras's regression losses, and all losses by name; the others are in {@link Crossentropy} and {@link Hinge}. */
public final class Losses {
    private static final double EPSILON = 1e-7;
    private static final Map<String, Supplier<Loss>> KNOWN = new LinkedHashMap<>();

    static {
        alias(Losses::meanSquaredError, "mean_squared_error", "mse", "MSE");
        alias(Losses::meanAbsoluteError, "mean_absolute_error", "mae", "MAE");
        alias(Losses::meanAbsolutePercentageError, "mean_absolute_percentage_error", "mape", "MAPE");
        alias(Losses::meanSquaredLogarithmicError, "mean_squared_logarithmic_error", "msle", "MSLE");
        alias(() -> huber(1), "huber");
        alias(Losses::logCosh, "log_cosh", "logcosh");
        alias(Losses::cosineSimilarity, "cosine_similarity");
        alias(Losses::poisson, "poisson");
        alias(Losses::klDivergence, "kl_divergence", "kld");
        alias(Hinge::hinge, "hinge");
        alias(Hinge::squaredHinge, "squared_hinge");
        alias(Hinge::categoricalHinge, "categorical_hinge");
        alias(() -> Crossentropy.binary(false), "binary_crossentropy", "bce");
        alias(() -> Crossentropy.categorical(false), "categorical_crossentropy");
        alias(() -> Crossentropy.sparseCategorical(false), "sparse_categorical_crossentropy");
    }

    private Losses() {}

    private static void alias(Supplier<Loss> loss, String... names) {
        for (String name : names) {
            KNOWN.put(name, loss);
        }
    }

    /**
     * The loss of Keras's name.
     *
     * @throws IllegalArgumentException if there is none of that name; the message has the nearest ones
     */
    public static Loss get(String name) {
        Supplier<Loss> found = KNOWN.get(name);
        if (found == null) {
            throw Suggest.unknown("loss", name, KNOWN.keySet());
        }
        return found.get();
    }

    /** Mean of (t-p)^2 over the last axis. */
    public static Loss meanSquaredError() {
        return pointwise("mean_squared_error", (tf, t, p) -> tf.math.squaredDifference(p, t));
    }

    /** Mean of |t-p| over the last axis. */
    public static Loss meanAbsoluteError() {
        return pointwise("mean_absolute_error", (tf, t, p) -> tf.math.abs(tf.math.sub(t, p)));
    }

    /** Mean of 100 |t-p| / max(|t|, 1e-7) over the last axis. */
    public static Loss meanAbsolutePercentageError() {
        return pointwise(
                "mean_absolute_percentage_error",
                (tf, t, p) -> tf.math.mul(
                        scalar(tf, p, 100),
                        tf.math.abs(tf.math.div(
                                tf.math.sub(t, p), tf.math.maximum(tf.math.abs(t), scalar(tf, p, EPSILON))))));
    }

    /** Mean of (log(1+t) - log(1+p))^2 over the last axis, both at least 1e-7. */
    public static Loss meanSquaredLogarithmicError() {
        return pointwise(
                "mean_squared_logarithmic_error", (tf, t, p) -> tf.math.squaredDifference(log1(tf, t), log1(tf, p)));
    }

    private static Operand<TFloat32> log1(Ops tf, Operand<TFloat32> x) {
        return tf.math.log(tf.math.add(tf.math.maximum(x, scalar(tf, x, EPSILON)), scalar(tf, x, 1)));
    }

    /** Squared below {@code delta}, linear above (Huber 1964). */
    public static Loss huber(double delta) {
        return pointwise("huber_loss", (tf, t, p) -> {
            Operand<TFloat32> e = tf.math.abs(tf.math.sub(p, t));
            Operand<TFloat32> d = scalar(tf, p, delta);
            Operand<TFloat32> half = scalar(tf, p, 0.5);
            return tf.select(
                    tf.math.lessEqual(e, d),
                    tf.math.mul(half, tf.math.square(e)),
                    tf.math.sub(tf.math.mul(d, e), tf.math.mul(half, tf.math.square(d))));
        });
    }

    /** Mean of log(cosh(p-t)) over the last axis. */
    public static Loss logCosh() {
        return pointwise("log_cosh", (tf, t, p) -> {
            Operand<TFloat32> x = tf.math.sub(p, t);
            Operand<TFloat32> soft = tf.math.softplus(tf.math.mul(scalar(tf, x, -2), x));
            return tf.math.sub(tf.math.add(x, soft), scalar(tf, x, Math.log(2)));
        });
    }

    /** Mean of p - t log(p + 1e-7) over the last axis. */
    public static Loss poisson() {
        return pointwise(
                "poisson",
                (tf, t, p) -> tf.math.sub(p, tf.math.mul(t, tf.math.log(tf.math.add(p, scalar(tf, p, EPSILON))))));
    }

    /** Minus the cosine of the angle between targets and predictions, over the last axis. */
    public static Loss cosineSimilarity() {
        return Loss.of(
                "cosine_similarity",
                (tf, yTrue, p) ->
                        tf.math.neg(Trace.sum(tf, tf.math.mul(unit(tf, like(tf, yTrue, p)), unit(tf, p)), -1)));
    }

    private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> square = tf.math.maximum(Trace.sumKeep(tf, tf.math.square(x), -1), scalar(tf, x, 1e-12));
        return tf.math.mul(x, tf.math.rsqrt(square));
    }

    /** Sum of t log(t/p) over the last axis, both clipped to [1e-7, 1]. */
    public static Loss klDivergence() {
        return Loss.of("kl_divergence", (tf, yTrue, p) -> {
            Operand<TFloat32> t = clip(tf, like(tf, yTrue, p));
            return Trace.sum(tf, tf.math.mul(t, tf.math.log(tf.math.div(t, clip(tf, p)))), -1);
        });
    }

    private static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> x) {
        return tf.math.minimum(tf.math.maximum(x, scalar(tf, x, EPSILON)), scalar(tf, x, 1));
    }

    @FunctionalInterface
    interface Pointwise {
        Operand<TFloat32> of(Ops tf, Operand<TFloat32> t, Operand<TFloat32> p);
    }

    /** A loss that is the mean over the last axis of an elementwise function. */
    static Loss pointwise(String name, Pointwise f) {
        return Loss.of(name, (tf, yTrue, p) -> {
            Operand<TFloat32> v = f.of(tf, like(tf, yTrue, p), p);
            return v.shape().numDimensions() == 0 ? v : Trace.mean(tf, v, -1);
        });
    }

    /**
     * The targets in the predictions' type and rank: Keras squeezes or expands a last axis of size 1, which prevents the silent
     * broadcast of (batch) against (batch, 1).
     */
    static Operand<TFloat32> like(Ops tf, Operand<?> yTrue, Operand<TFloat32> p) {
        Operand<TFloat32> t = castLike(tf, yTrue, p);
        int rt = t.shape().numDimensions();
        int rp = p.shape().numDimensions();
        if (rt == rp - 1 && Trace.dim(p, -1) == 1) {
            t = tf.expandDims(t, tf.constant(-1));
        } else if (rt == rp + 1 && Trace.dim(t, -1) == 1) {
            t = tf.squeeze(t, org.tensorflow.op.core.Squeeze.axis(java.util.List.of((long) rt - 1)));
        }
        if (!t.shape().isCompatibleWith(p.shape())) {
            throw new IllegalArgumentException(
                    "Targets of shape " + t.shape() + " do not fit predictions of shape " + p.shape() + ".");
        }
        return t;
    }
}
