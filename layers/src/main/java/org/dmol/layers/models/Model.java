package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.layers.Suggest;
import org.dmol.layers.Sym;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Batch;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.layers.train.TrainStep;
import org.dmol.layers.train.Trainer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;

/**
 * A layer that can be trained and asked for predictions, as {@code keras.Model}. Make one with {@link Sequential}, with
 * {@link #of(List, List)} from symbols, or by extending this class.
 */
public abstract class Model extends Layer implements AutoCloseable {
    private Supervision supervision;
    private Optimizer optimizer;
    private Trainer trainer;
    private final Predictor predictor = new Predictor(this);

    /** A functional model: everything between the inputs and the outputs. */
    public static Functional of(List<Sym> inputs, List<Sym> outputs) {
        return new Functional(inputs, outputs);
    }

    /** A functional model of one input and one output. */
    public static Functional of(Sym input, Sym output) {
        return new Functional(List.of(input), List.of(output));
    }

    /** Sets what {@link #fit} minimises: one loss, for the only output, and what it reports. */
    public Model compile(Optimizer chosen, Loss loss, Metric... metrics) {
        return compile(chosen, Supervision.of(List.of(loss)).metrics(0, metrics));
    }

    /** Sets what {@link #fit} minimises by Keras's names. */
    public Model compile(String chosen, String loss, String... metrics) {
        return compile(
                Optimizer.get(chosen), Supervision.of(List.of(Loss.get(loss))).metricNames(0, metrics));
    }

    /** Sets what {@link #fit} minimises for any number of outputs. */
    public Model compile(Optimizer chosen, Supervision outputs) {
        this.optimizer = chosen;
        this.supervision = outputs;
        this.trainer = null;
        return this;
    }

    /** Sets the optimizer of a model that overrides {@link #trainStep}. */
    public Model compile(Optimizer chosen) {
        return compile(chosen, (Supervision) null);
    }

    /**
     * The loss of a batch; by default the losses that the model was compiled with, plus those that layers add and the penalties of
     * weights. A subclass overrides it as Keras's {@code train_step}.
     */
    protected TrainStep.Result trainStep(Ctx c, Batch batch) {
        if (supervision == null) {
            throw new IllegalStateException("Model '" + name() + "' has no loss yet; call compile first.");
        }
        return supervision.step(this, c, batch);
    }

    /** Trains on the data, in batches as the data set says. */
    public History fit(Dataset data, Fit settings) {
        return fit(List.of(data), settings);
    }

    /** Trains on several data sets at once, such as buckets of sequences of similar length. */
    public History fit(List<Dataset> buckets, Fit settings) {
        buckets.forEach(this::prepare);
        if (settings.validation() != null) {
            prepare(settings.validation());
        }
        return trainer().fit(buckets.stream().map(d -> weighted(d, settings)).toList(), settings);
    }

    /** Trains on arrays, in shuffled batches of 32: Keras's defaults. */
    public History fit(Nd inputs, Nd targets, Fit settings) {
        return fit(Dataset.of(inputs, targets).batch(32).shuffle(), settings);
    }

    private static Dataset weighted(Dataset d, Fit settings) {
        return settings.classWeights() == null ? d : ClassWeights.apply(d, settings.classWeights());
    }

    /** The trainer behind {@link #fit}, which keeps the optimizer's moments. */
    public Trainer trainer() {
        if (optimizer == null) {
            throw new IllegalStateException("Model '" + name() + "' has no optimizer yet; call compile first.");
        }
        if (trainer == null) {
            trainer = new Trainer(this::trainStep, this::variables, this::trainableWeights, optimizer);
        }
        return trainer.kernelBound(isKernelBound());
    }

    /** The numbers of the logs over the data: the loss and the metrics. */
    public Map<String, Double> evaluate(Dataset data) {
        prepare(data);
        return trainer().evaluate(data);
    }

    /** Builds the model for the data and rejects targets that the losses have no meaning for. */
    private void prepare(Dataset data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("The data set is empty; at least one example is needed.");
        }
        List<Spec> in = new ArrayList<>();
        data.inputs().forEach(a -> in.add(rowSpec(a, data.isPrepared())));
        data.shared().forEach(a -> in.add(Spec.like(a)));
        requireInputs(in);
        requireValues(data.inputs());
        if (supervision != null) {
            ensureBuilt(in);
            supervision.check(this, data, outputSpecs(in));
        }
    }

    /** Rejects inputs of the wrong number or shape; functional models know theirs. */
    protected void requireInputs(List<Spec> given) {}

    private void requireValues(List<Nd> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            requireValues(i, arrays.get(i));
        }
    }

    /** Type and shape of batches of rows of an array, or of a row itself. */
    static Spec rowSpec(Nd a, boolean prepared) {
        long[] axes = Arrays.stream(a.shape()).asLongStream().toArray();
        if (prepared) {
            return Spec.of(a.dtype(), Arrays.copyOfRange(axes, 1, axes.length));
        }
        axes[0] = -1;
        return Spec.of(a.dtype(), axes);
    }

    /** Predictions of the only output for rows of the only input, in batches. */
    public Nd predict(Nd input) {
        return predict(List.of(input)).get(0);
    }

    /** Predictions of all outputs for rows of all inputs, in batches of 256. */
    public List<Nd> predict(List<Nd> inputs) {
        return predict(inputs, 256);
    }

    /** Predictions of all outputs for rows of all inputs, in batches of the given size. */
    public List<Nd> predict(List<Nd> inputs, int batchSize) {
        List<Nd> in = Predictor.toFloatX(inputs);
        requireInputs(in.stream().map(a -> rowSpec(a, false)).toList());
        requireValues(in);
        return predictor.predict(in, batchSize);
    }

    /** The model applied to arrays as they are, batch axis (if the model has one) included. */
    public List<Nd> call(List<Nd> inputs) {
        List<Nd> in = Predictor.toFloatX(inputs);
        requireInputs(in.stream().map(Spec::like).toList());
        requireValues(in);
        return predictor.call(in);
    }

    /** The model applied to one array as it is. */
    public Nd call(Nd input) {
        return call(List.of(input)).get(0);
    }

    /** The table of layers that {@code keras.Model.summary(line_length=80)} prints. */
    public String summary() {
        return Summary.of(this, trainer);
    }

    /** All layers of the model in the order in which they come, as {@code keras.Model.layers}. */
    public List<Layer> layers() {
        return innerLayers();
    }

    /** The layer of the given name. */
    public Layer layer(String layerName) {
        List<String> names = new ArrayList<>();
        for (Layer l : layers()) {
            if (l.name().equals(layerName)) {
                return l;
            }
            names.add(l.name());
        }
        throw Suggest.unknown("layer", layerName, names);
    }

    /** Frees the compiled programs; weights stay. */
    @Override
    public void close() {
        predictor.close();
    }
}
