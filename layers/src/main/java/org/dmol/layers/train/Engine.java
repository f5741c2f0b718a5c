package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Backend;
import org.dmol.tf.Tensors;
import org.dmol.tf.Var;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;

/** One run of {@link Trainer#fit}: epochs of bundles of steps, with what happens between them. */
final class Engine implements Training, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** Steps of a bundle after which somebody wants to hear of them, and where nobody does. */
    private static final int MAX_BUNDLE = 512, MAX_UNHEARD = 2048;

    private final Trainer trainer;
    private final List<Dataset> data;
    private final Fit settings;
    private final List<Callback> callbacks;
    private final List<Var> weights;
    private final List<Var> trainable;
    private final StateLayout layout;
    private final List<Stepper> steppers = new ArrayList<>();
    private final History history = new History();
    private final Evaluation validation;
    private final int k;
    private List<Tensor> state = new ArrayList<>();
    private boolean stopped;
    private boolean nanReported;

    Engine(Trainer trainer, List<Dataset> data, Fit settings, List<Callback> callbacks) {
        this.trainer = trainer;
        this.data = data;
        this.settings = settings;
        this.callbacks = callbacks;
        this.weights = trainer.weights();
        this.trainable = trainer.trainable();
        this.layout = StateLayout.of(weights, trainable, trainer.optimizer());
        this.k = bundleSize();
        Compiler compiler = new Compiler();
        for (Dataset d : data) {
            Backend backend = BackendChoice.choose(settings, weights, d, trainer.isKernelBound());
            steppers.add(new Stepper(d, k, backend, compiler));
        }
        this.validation = settings.validation() == null
                ? null
                : new Evaluation(
                        trainer.step(),
                        layout,
                        weights,
                        checked(settings.validation()),
                        settings,
                        trainer.isKernelBound());
    }

    private final class Compiler implements Stepper.Compiler {
        @Override
        public StepProgram compile(StepProgram.Layout rows, int n, int batch, Backend backend) {
            return new StepProgram(
                    trainer.step(), trainer.optimizer(), trainable, layout, rows, n, batch, backend, settings.device());
        }
    }

    private static Dataset checked(Dataset d) {
        DataCheck.require(d);
        return d;
    }

    private int stepsPerEpoch() {
        return data.stream().mapToInt(Dataset::batches).sum();
    }

    /** Whether many epochs may run in one bundle: nobody looks at the weights, or at each epoch, in between. */
    private boolean spansEpochs() {
        return settings.validation() == null
                && data.size() == 1
                && settings.checkpoint() == null
                && callbacks.stream().noneMatch(Callback::needsEveryEpoch);
    }

    private int bundleSize() {
        if (settings.bundle() > 0) {
            return settings.bundle();
        }
        if (data.size() > 1 && data.get(0).isShuffled()) {
            return 1; // many steps in a row from one bucket would pull the weights towards its sizes
        }
        long all = (long) stepsPerEpoch() * Math.max(1, settings.epochs() - settings.initialEpoch());
        int largest = data.stream().mapToInt(Dataset::batches).max().orElse(1);
        if (!spansEpochs()) {
            return Math.min(MAX_BUNDLE, largest);
        }
        return (int) Math.min(callbacks.isEmpty() ? MAX_UNHEARD : MAX_BUNDLE, all);
    }

    History run() {
        int first = settings.initialEpoch();
        if (settings.checkpoint() != null) {
            first = Math.max(first, Checkpoint.load(settings.checkpoint(), trainer, weights, trainable, history));
        }
        upload();
        callbacks.forEach(c -> c.onTrainBegin(this));
        if (spansEpochs() && stepsPerEpoch() < k) {
            runSpanning(first);
        } else {
            runEpochs(first);
        }
        download();
        callbacks.forEach(c -> c.onTrainEnd(this));
        return history;
    }

    private void runEpochs(int first) {
        long lastCheckpoint = System.nanoTime();
        for (int epoch = first; epoch < settings.epochs() && !stopped; epoch++) {
            int e = epoch;
            callbacks.forEach(c -> c.onEpochBegin(this, e));
            double[] sums = null;
            int done = 0;
            for (Bundles.Bundle bundle : Bundles.epoch(data, settings.seed(), epoch, k)) {
                Nd logs = steps(bundle.bucket(), bundle.batches(), epoch, done);
                sums = LogRows.add(sums, logs, 0, bundle.batches().size());
                done += bundle.batches().size();
                Map<String, Double> soFar =
                        Trainer.results(steppers.get(0).program().columns(), sums);
                int d = done;
                callbacks.forEach(c -> c.onSteps(this, e, d, stepsPerEpoch(), soFar));
            }
            endEpoch(epoch, Trainer.results(steppers.get(0).program().columns(), sums));
            if (settings.checkpoint() != null) {
                boolean last = stopped || epoch + 1 == settings.epochs();
                if (last || (System.nanoTime() - lastCheckpoint) / 1e9 >= settings.checkpointSeconds()) {
                    download();
                    Checkpoint.save(settings.checkpoint(), trainer, weights, trainable, history, epoch + 1);
                    lastCheckpoint = System.nanoTime();
                }
            }
        }
    }

    /** Epochs of few steps: their batches run one after another in full bundles; the logs are split afterwards. */
    private void runSpanning(int first) {
        List<int[]> pending = new ArrayList<>();
        int perEpoch = stepsPerEpoch();
        int reported = first;
        for (int epoch = first; epoch < settings.epochs() && !stopped; epoch++) {
            pending.addAll(Bundles.batches(data.get(0), settings.seed(), epoch));
            boolean full = pending.size() + perEpoch > k;
            if (full || epoch + 1 == settings.epochs()) {
                Nd logs = steps(0, pending, reported, 0);
                for (int at = 0; at < pending.size(); at += perEpoch, reported++) {
                    int e = reported;
                    callbacks.forEach(c -> c.onEpochBegin(this, e));
                    endEpoch(
                            reported,
                            Trainer.results(
                                    steppers.get(0).program().columns(), LogRows.add(null, logs, at, at + perEpoch)));
                }
                pending.clear();
            }
        }
    }

    /** Runs steps and takes the new state; gives the logs. */
    private Nd steps(int bucket, List<int[]> batches, int epoch, int done) {
        float[] rates = new float[k];
        for (int i = 0; i < batches.size(); i++) {
            rates[i] = (float) trainer.optimizer().learningRate().at(trainer.steps() + i);
        }
        int seed = Long.hashCode(settings.seed() * 0x9E3779B97F4A7C15L);
        List<Tensor> out = steppers.get(bucket).run(batches, seed, trainer.steps(), rates, state);
        state.forEach(Tensor::close);
        state = new ArrayList<>(out.subList(1, out.size()));
        trainer.setSteps(trainer.steps() + batches.size());
        try (Tensor logs = out.get(0)) {
            Nd rows = Tensors.toNd(logs);
            reportNaN(rows, batches.size(), epoch, done);
            tellBatches(rows, batches.size(), bucket);
            return rows;
        }
    }

    private void tellBatches(Nd rows, int n, int bucket) {
        List<Callback> listeners =
                callbacks.stream().filter(Callback::usesBatches).toList();
        for (int i = 0; i < n && !listeners.isEmpty(); i++) {
            long step = trainer.steps() - n + i;
            Map<String, Double> logs =
                    Trainer.results(steppers.get(bucket).program().columns(), LogRows.add(null, rows, i, i + 1));
            listeners.forEach(c -> c.onBatch(this, step, logs));
        }
    }

    private void reportNaN(Nd rows, int n, int epoch, int done) {
        for (int i = 0; i < n && !nanReported && rows.dim(1) > 0; i++) {
            if (Double.isNaN(rows.get(i, 0)) || Double.isInfinite(rows.get(i, 0))) {
                nanReported = true;
                LOG.warn("The loss is {} at epoch {}, step {}.", rows.get(i, 0), epoch + 1, done + i + 1);
            }
        }
    }

    private void endEpoch(int epoch, Map<String, Double> trained) {
        Map<String, Double> logs = new LinkedHashMap<>(trained);
        if (validation != null) {
            validation.run(state).forEach((key, value) -> logs.put("val_" + key, value));
        }
        if (callbacks.stream().anyMatch(Callback::usesWeights)) {
            download();
        }
        callbacks.forEach(c -> c.onEpochEnd(this, epoch, logs));
        history.add(epoch, logs);
    }

    private void upload() {
        state.forEach(Tensor::close);
        state = layout.upload(trainer::momentsOf);
    }

    private void download() {
        layout.download(state, trainer::keepMoments);
    }

    @Override
    public List<Var> weights() {
        return weights;
    }

    @Override
    public Optimizer optimizer() {
        return trainer.optimizer();
    }

    @Override
    public int epochs() {
        return settings.epochs();
    }

    @Override
    public long steps() {
        return trainer.steps();
    }

    @Override
    public void stop(String reason) {
        LOG.debug("Training ends: {}", reason);
        stopped = true;
    }

    @Override
    public void weightsChanged() {
        upload();
    }

    @Override
    public void close() {
        steppers.forEach(Stepper::close);
        state.forEach(Tensor::close);
        if (validation != null) {
            validation.close();
        }
    }
}
