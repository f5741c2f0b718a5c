package org.dmol.layers.metrics;

import static org.dmol.tf.Trace.scalar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.dmol.layers.Suggest;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.losses.Losses;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Keras's metrics by name. */
public final class Metrics {
    private static final Map<String, Supplier<Metric>> KNOWN = new LinkedHashMap<>();

    static {
        loss("mse", "mse", "mean_squared_error");
        loss("mae", "mae", "mean_absolute_error");
        loss("mape", "mape", "mean_absolute_percentage_error");
        loss("msle", "msle", "mean_squared_logarithmic_error");
        for (String name : new String[] {
            "binary_crossentropy",
            "categorical_crossentropy",
            "sparse_categorical_crossentropy",
            "kl_divergence",
            "poisson",
            "hinge",
            "squared_hinge",
            "categorical_hinge",
            "log_cosh"
        }) {
            loss(name, name);
        }
        KNOWN.put("rmse", Metrics::rootMeanSquaredError);
        KNOWN.put("root_mean_squared_error", Metrics::rootMeanSquaredError);
        KNOWN.put("binary_accuracy", () -> binaryAccuracy(0.5));
        KNOWN.put("categorical_accuracy", Metrics::categoricalAccuracy);
        KNOWN.put("sparse_categorical_accuracy", Metrics::sparseCategoricalAccuracy);
        KNOWN.put("top_k_categorical_accuracy", () -> topKCategoricalAccuracy(5));
        KNOWN.put("sparse_top_k_categorical_accuracy", () -> sparseTopKCategoricalAccuracy(5));
        KNOWN.put("cosine_similarity", Metrics::cosineSimilarity);
        KNOWN.put("auc", Auc::roc);
        KNOWN.put("auc_pr", Auc::pr);
        KNOWN.put("precision", () -> Confusion.precision(0.5));
        KNOWN.put("recall", () -> Confusion.recall(0.5));
        KNOWN.put("f1_score", () -> Confusion.fBeta(1, "macro", 0.5));
        for (String count : new String[] {"true_positives", "true_negatives", "false_positives", "false_negatives"}) {
            KNOWN.put(count, () -> Confusion.count(count, 0.5));
        }
        KNOWN.put("r2_score", R2Score::new);
        KNOWN.put("pearson", Pearson::new);
        KNOWN.put("pearson_correlation", Metrics::pearsonCorrelation);
    }

    private Metrics() {}

    private static void loss(String key, String... names) {
        for (String name : names) {
            KNOWN.put(name, () -> MeanMetric.of(name, Losses.get(key)::values));
        }
    }

    /**
     * The metric of Keras's name. {@code accuracy} is resolved by the model, which knows its outputs.
     *
     * @throws IllegalArgumentException if there is none of that name; the message has the nearest ones
     */
    public static Metric get(String name) {
        Supplier<Metric> found = KNOWN.get(name);
        if (found == null) {
            throw Suggest.unknown("metric", name, KNOWN.keySet());
        }
        return found.get();
    }

    /** The same metric under another name. */
    public static Metric named(String name, Metric metric) {
        return new Metric() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Operand<TFloat32> sums(Ops tf, Operand<?> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> weight) {
                return metric.sums(tf, yTrue, yPred, weight);
            }

            @Override
            public double result(double[] sums) {
                return metric.result(sums);
            }
        };
    }

    /** Root of the mean squared error. */
    public static Metric rootMeanSquaredError() {
        return new MeanMetric("root_mean_squared_error", Loss.mse()::values, Math::sqrt);
    }

    /** Fraction of elements on the right side of {@code threshold}. */
    public static Metric binaryAccuracy(double threshold) {
        return MeanMetric.of("binary_accuracy", (tf, t, p) -> {
            Operand<TBool> positive = tf.math.greater(p, scalar(tf, p, threshold));
            Operand<TBool> truth = tf.math.greater(reshapeLike(tf, t, p), scalar(tf, p, threshold));
            return Trace.mean(tf, Trace.castLike(tf, tf.math.equal(positive, truth), p), -1);
        });
    }

    /** Fraction of rows whose largest prediction is at the largest target. */
    public static Metric categoricalAccuracy() {
        return MeanMetric.of("categorical_accuracy", (tf, t, p) -> {
            Operand<TInt64> a = tf.math.argMax(Trace.castLike(tf, t, p), tf.constant(-1));
            return Trace.castLike(tf, tf.math.equal(a, tf.math.argMax(p, tf.constant(-1))), p);
        });
    }

    /** Fraction of rows whose largest prediction is at the target's class number. */
    public static Metric sparseCategoricalAccuracy() {
        return MeanMetric.of("sparse_categorical_accuracy", (tf, t, p) -> {
            Operand<TInt64> best = tf.math.argMax(p, tf.constant(-1));
            Operand<TFloat32> label = Trace.castLike(tf, t, p);
            if (label.shape().numDimensions() == p.shape().numDimensions()) {
                label = tf.squeeze(
                        label,
                        org.tensorflow.op.core.Squeeze.axis(
                                java.util.List.of((long) label.shape().numDimensions() - 1)));
            }
            return Trace.castLike(tf, tf.math.equal(label, Trace.castLike(tf, best, p)), p);
        });
    }

    /** Fraction of rows whose target is among the {@code k} largest predictions; one-hot targets. */
    public static Metric topKCategoricalAccuracy(int k) {
        return MeanMetric.of(
                "top_k_categorical_accuracy",
                (tf, t, p) -> inTop(tf, tf.math.argMax(Trace.castLike(tf, t, p), tf.constant(-1)), p, k));
    }

    /** Fraction of rows whose target is among the {@code k} largest predictions; targets are class numbers. */
    public static Metric sparseTopKCategoricalAccuracy(int k) {
        return MeanMetric.of(
                "sparse_top_k_categorical_accuracy",
                (tf, t, p) -> inTop(tf, tf.dtypes.cast(Rows.flat(tf, Trace.castLike(tf, t, p)), TInt64.class), p, k));
    }

    private static Operand<TFloat32> inTop(Ops tf, Operand<TInt64> label, Operand<TFloat32> p, int k) {
        return Trace.castLike(tf, tf.nn.inTopK(p, label, tf.constant((long) k)), p);
    }

    /** Mean cosine of the angle between targets and predictions. */
    public static Metric cosineSimilarity() {
        return MeanMetric.of(
                "cosine_similarity",
                (tf, t, p) -> tf.math.neg(Losses.cosineSimilarity().values(tf, t, p)));
    }

    /** Keras's {@code PearsonCorrelation}: the mean over rows of the correlation within a row. See {@link Pearson} for the usual one. */
    public static Metric pearsonCorrelation() {
        return MeanMetric.of("pearson_correlation", (tf, t, p) -> {
            Operand<TFloat32> a = centred(tf, Rows.targets(tf, t, p));
            Operand<TFloat32> b = centred(tf, p);
            Operand<TFloat32> norm = tf.math.sqrt(
                    tf.math.mul(Trace.mean(tf, tf.math.square(a), -1), Trace.mean(tf, tf.math.square(b), -1)));
            return tf.math.divNoNan(Trace.mean(tf, tf.math.mul(a, b), -1), norm);
        });
    }

    private static Operand<TFloat32> centred(Ops tf, Operand<TFloat32> x) {
        return tf.math.sub(x, Trace.meanKeep(tf, x, -1));
    }

    private static Operand<TFloat32> reshapeLike(Ops tf, Operand<?> t, Operand<TFloat32> p) {
        Operand<TFloat32> x = Trace.castLike(tf, t, p);
        return x.shape().numDimensions() == p.shape().numDimensions() - 1 ? tf.expandDims(x, tf.constant(-1)) : x;
    }
}
