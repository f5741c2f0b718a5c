package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dmol.array.Nd;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.callbacks.ProgressBar;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Var;

/**
 * Minimises a {@link TrainStep} over data: what {@code Model.fit} does, for any set of weights. Keeps the optimizer's moments from
 * one {@link #fit} to the next.
 */
public final class Trainer {
    private final TrainStep step;
    private final Supplier<List<Var>> weights;
    private final Supplier<List<Var>> trainable;
    private final Optimizer optimizer;
    private final Map<Var, List<Nd>> moments = new IdentityHashMap<>();
    private boolean kernelBound;
    private long steps;

    /**
     * A trainer.
     *
     * @param step what is minimised
     * @param weights all weights that the step reads and that training may change
     * @param trainable those of them that the optimizer changes
     */
    public Trainer(TrainStep step, Supplier<List<Var>> weights, Supplier<List<Var>> trainable, Optimizer optimizer) {
        this.step = step;
        this.weights = weights;
        this.trainable = trainable;
        this.optimizer = optimizer;
    }

    /** A trainer of the given weights; those that are not trainable are only read and updated. */
    public static Trainer of(TrainStep step, List<Var> weights, Optimizer optimizer) {
        return new Trainer(
                step,
                () -> weights,
                () -> weights.stream().filter(Var::trainable).toList(),
                optimizer);
    }

    /** Hints that the time of a step goes into few large kernels, for which XLA is no gain. */
    public Trainer kernelBound(boolean on) {
        kernelBound = on;
        return this;
    }

    /** The optimizer. */
    public Optimizer optimizer() {
        return optimizer;
    }

    /** The optimizer's moments of all weights that it changes, as they are now. */
    public List<Nd> moments() {
        return trainable().stream().flatMap(v -> momentsOf(v).stream()).toList();
    }

    /** Steps done so far. */
    public long steps() {
        return steps;
    }

    /**
     * Trains.
     *
     * @throws IllegalArgumentException if the data are empty or hold NaN, or do not fit the model
     */
    public History fit(Dataset data, Fit settings) {
        return fit(List.of(data), settings);
    }

    /** Trains on several data sets at once, such as buckets of graphs of similar size; the order of their batches is mixed. */
    public History fit(List<Dataset> buckets, Fit settings) {
        Fit s = settings;
        List<Dataset> data = buckets;
        if (s.validationSplit() > 0) {
            if (data.size() != 1) {
                throw new IllegalArgumentException(
                        "A validation split needs a single data set; give validation data instead.");
            }
            Dataset all = data.get(0);
            int n = (int) Math.floor(all.size() * (1 - s.validationSplit()));
            s = s.validate(all.skip(n).shuffle(false));
            data = List.of(all.take(n));
        }
        data.forEach(DataCheck::require);
        List<Callback> callbacks = new ArrayList<>(s.callbacks());
        if (!s.quiet()) {
            callbacks.add(0, new ProgressBar());
        }
        try (Engine engine = new Engine(this, data, s, callbacks)) {
            return engine.run();
        }
    }

    /** Evaluates the step over data: each tracked number by its key. */
    public Map<String, Double> evaluate(Dataset data) {
        DataCheck.require(data);
        List<Var> all = weights();
        try (Evaluation e = new Evaluation(step, StateLayout.of(all), all, data, Fit.epochs(0), kernelBound)) {
            return e.run(null);
        }
    }

    TrainStep step() {
        return step;
    }

    List<Var> weights() {
        return List.copyOf(weights.get());
    }

    List<Var> trainable() {
        return List.copyOf(trainable.get());
    }

    boolean isKernelBound() {
        return kernelBound;
    }

    List<Nd> momentsOf(Var variable) {
        List<Nd> kept = moments.get(variable);
        List<Nd> fresh = optimizer.moments(variable.value());
        return kept != null && kept.size() == fresh.size() ? kept : fresh;
    }

    void keepMoments(Var variable, List<Nd> values) {
        moments.put(variable, values);
    }

    void setSteps(long n) {
        steps = n;
    }

    static Map<String, Double> results(List<StepProgram.Column> columns, double[] sums) {
        Map<String, Double> logs = new LinkedHashMap<>();
        for (StepProgram.Column c : columns) {
            logs.put(c.name(), c.result().applyAsDouble(java.util.Arrays.copyOfRange(sums, c.from(), c.to())));
        }
        return logs;
    }
}
