package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.metrics.Metrics;
import org.dmol.layers.train.Batch;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Tracked;
import org.dmol.layers.train.TrainStep;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What a model is compiled with: a loss, a weight of that loss, and metrics for each output. */
public final class Supervision {
    private final List<Loss> losses;
    private final List<Double> weights = new ArrayList<>();
    private final List<List<MetricChoice>> metrics = new ArrayList<>();

    /** A metric, once the loss and the prediction that it belongs to are known. */
    @FunctionalInterface
    private interface MetricChoice {
        Metric of(Loss loss, Operand<TFloat32> prediction);
    }

    private Supervision(List<Loss> losses) {
        this.losses = List.copyOf(losses);
        losses.forEach(l -> {
            weights.add(1.0);
            metrics.add(new ArrayList<>());
        });
    }

    /** One loss for each output. */
    public static Supervision of(List<Loss> losses) {
        return new Supervision(losses);
    }

    /** Factors of the losses in the sum; default 1. */
    public Supervision lossWeights(double... factors) {
        for (int i = 0; i < factors.length; i++) {
            weights.set(i, factors[i]);
        }
        return this;
    }

    /** Adds metrics of an output. */
    public Supervision metrics(int output, Metric... more) {
        for (Metric m : more) {
            metrics.get(output).add((loss, p) -> m);
        }
        return this;
    }

    /** Adds metrics of an output by Keras's names; {@code accuracy} becomes the kind that fits the loss. */
    public Supervision metricNames(int output, String... names) {
        for (String name : names) {
            if (name.equals("accuracy") || name.equals("acc")) {
                metrics.get(output).add((loss, p) -> accuracy(name, loss, p));
            } else {
                metrics(output, Metric.get(name));
            }
        }
        return this;
    }

    private static Metric accuracy(String key, Loss loss, Operand<TFloat32> p) {
        if (loss.name().equals("sparse_categorical_crossentropy")) {
            return Metrics.named(key, Metrics.sparseCategoricalAccuracy());
        }
        boolean binary = Trace.dim(p, -1) == 1 || loss.name().equals("binary_crossentropy");
        return Metrics.named(key, binary ? Metrics.binaryAccuracy(0.5) : Metrics.categoricalAccuracy());
    }

    /** Rejects targets of the wrong number or range. */
    void check(Model model, Dataset data, List<Spec> outputs) {
        requireCount(model, outputs.size(), data.targets().size());
        for (int i = 0; i < losses.size(); i++) {
            Nd targets = data.targets().get(i);
            losses.get(i).checkTargets(targets, outputs.get(i));
        }
    }

    private void requireCount(Model model, int outputs, int targets) {
        if (targets != losses.size() || outputs != losses.size()) {
            throw new IllegalArgumentException("Model '" + model.name() + "' has " + outputs + " outputs and "
                    + losses.size() + " losses; the data set has " + targets + " targets.");
        }
    }

    TrainStep.Result step(Model model, Ctx c, Batch batch) {
        Ops tf = c.tf();
        List<? extends Operand<?>> predictions = model.apply(c, batch.inputs());
        requireCount(model, predictions.size(), batch.targets().size());
        List<Tracked> tracked = new ArrayList<>();
        Operand<TFloat32> rows = rows(tf, batch, Trace.floats(predictions.get(0)));
        Operand<TFloat32> total = null;
        for (int i = 0; i < losses.size(); i++) {
            Operand<TFloat32> p = Trace.floats(predictions.get(i));
            Operand<?> target = batch.targets().get(i);
            Operand<TFloat32> loss = losses.get(i).call(tf, target, p, batch.sampleWeight(), c.mask(p), batch.real());
            String prefix = losses.size() == 1 ? "" : outputName(model, i) + "_";
            if (losses.size() > 1) {
                tracked.add(Tracked.mean(tf, prefix + "loss", loss, rows));
            }
            for (MetricChoice choice : metrics.get(i)) {
                Metric metric = choice.of(losses.get(i), p);
                tracked.add(Tracked.metric(
                        tf, Metrics.named(prefix + metric.name(), metric), target, p, countedRows(tf, c, batch, p)));
            }
            Operand<TFloat32> part =
                    weights.get(i) == 1 ? loss : tf.math.mul(loss, Trace.scalar(tf, loss, weights.get(i)));
            total = total == null ? part : tf.math.add(total, part);
        }
        total = tf.math.add(total, extraLosses(model, c, total));
        tracked.add(0, Tracked.mean(tf, "loss", total, rows));
        return new TrainStep.Result(total, tracked);
    }

    /** Penalties of the model's weights and losses that its layers added, in the type of {@code like}. */
    public static Operand<TFloat32> extraLosses(Model model, Ctx c, Operand<TFloat32> like) {
        Ops tf = c.tf();
        Operand<TFloat32> sum = Trace.scalar(tf, like, 0);
        for (Var v : model.trainableWeights()) {
            if (v.regularizer() != null) {
                sum = tf.math.add(sum, v.regularizer().of(tf, c.read(v)));
            }
        }
        for (Operand<TFloat32> extra : c.losses()) {
            sum = tf.math.add(sum, extra);
        }
        return sum;
    }

    /** Number of examples of the batch. */
    private static Operand<TFloat32> rows(Ops tf, Batch batch, Operand<TFloat32> prediction) {
        if (batch.real() != null) {
            return Trace.castLike(tf, Trace.sum(tf, batch.real()), prediction);
        }
        if (prediction.shape().numDimensions() == 0) {
            return Trace.scalar(tf, prediction, 1);
        }
        return Trace.castLike(tf, tf.gather(tf.shape(prediction), tf.constant(0), tf.constant(0)), prediction);
    }

    /** 1 for what a metric counts: not filling, not masked. Sample weights do not apply to plain metrics, as in Keras. */
    private static Operand<TFloat32> countedRows(Ops tf, Ctx c, Batch batch, Operand<TFloat32> p) {
        Operand<TBool> mask = c.mask(p);
        Operand<TFloat32> steps = mask == null ? null : Trace.castLike(tf, mask, p);
        Operand<TFloat32> real = batch.real() == null ? null : Trace.castLike(tf, batch.real(), p);
        if (steps == null && real == null) {
            if (p.shape().numDimensions() == 0) {
                return Trace.scalar(tf, p, 1);
            }
            return tf.fill(
                    tf.slice(tf.shape(p), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
                    Trace.scalar(tf, p, 1));
        }
        return steps == null ? real : real == null ? steps : tf.math.mul(steps, Loss.expand(tf, real, steps));
    }

    private static String outputName(Model model, int i) {
        return model instanceof Functional f ? f.outputs().get(i).node().layer().name() : "output_" + i;
    }
}
