package org.dmol.layers.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dmol.layers.callbacks.Callback;
import org.dmol.tf.Backend;
import org.dmol.tf.Device;

/** Settings of a training. Immutable: every method that sets something gives changed settings. */
public final class Fit implements Cloneable {
    private static volatile Device defaultDevice = Device.cpu();

    private int epochs;
    private int initialEpoch;
    private Dataset validation;
    private double validationSplit;
    private long seed;
    private List<Callback> callbacks = List.of();
    private boolean quiet;
    private Backend backend;
    private Device device = defaultDevice;
    private int bundle;
    private Map<Integer, Double> classWeights;
    private Path checkpoint;
    private double checkpointSeconds = 10;

    private Fit(int epochs) {
        this.epochs = epochs;
    }

    private Fit with(Consumer<Fit> change) {
        try {
            Fit copy = (Fit) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Keras's defaults and the given number of epochs. */
    public static Fit epochs(int n) {
        return new Fit(n);
    }

    /** The device of settings made from now on; default the processor. */
    public static void useDevice(Device device) {
        defaultDevice = device.require();
    }

    /** Starts counting at an epoch other than 0. */
    public Fit from(int epoch) {
        return with(f -> f.initialEpoch = epoch);
    }

    /** Evaluates after each epoch. */
    public Fit validate(Dataset data) {
        return with(f -> f.validation = data);
    }

    /** Evaluates after each epoch on the last examples, which are not trained on. */
    public Fit validationSplit(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("The validation split must be between 0 and 1, not " + fraction + ".");
        }
        return with(f -> f.validationSplit = fraction);
    }

    /** Sets what shuffling and dropout derive from; default 0. */
    public Fit seed(long value) {
        return with(f -> f.seed = value);
    }

    /** Adds callbacks. */
    public Fit with(Callback... more) {
        List<Callback> all = new ArrayList<>(callbacks);
        all.addAll(List.of(more));
        return with(f -> f.callbacks = List.copyOf(all));
    }

    /** No progress display. */
    public Fit silent() {
        return with(f -> f.quiet = true);
    }

    /** Runs the steps in the given way instead of the one that the engine would choose. */
    public Fit backend(Backend choice) {
        return with(f -> f.backend = choice);
    }

    /** Runs the steps on a device. */
    public Fit on(Device where) {
        where.require();
        return with(f -> f.device = where);
    }

    /** Puts this many steps in one call of TensorFlow; with several shuffled buckets that many steps of one bucket follow each other. */
    public Fit bundle(int steps) {
        return with(f -> f.bundle = steps);
    }

    /** Weighs the loss of each example by its class number (or the position of the 1 in its one-hot target). */
    public Fit classWeights(Map<Integer, Double> weights) {
        return with(f -> f.classWeights = Map.copyOf(weights));
    }

    /** Writes a checkpoint at the ends of epochs, at most every ten seconds, and resumes from it if it exists. */
    public Fit checkpoint(Path file) {
        return with(f -> f.checkpoint = file);
    }

    /** Sets the least time between two checkpoints. */
    public Fit checkpointEvery(double seconds) {
        return with(f -> f.checkpointSeconds = seconds);
    }

    /** Passes over the data, counted from 0. */
    public int epochs() {
        return epochs;
    }

    /** First epoch. */
    public int initialEpoch() {
        return initialEpoch;
    }

    /** Data evaluated after each epoch, or null. */
    public Dataset validation() {
        return validation;
    }

    /** Fraction of the examples, taken from the end, that is evaluated instead of trained on. */
    public double validationSplit() {
        return validationSplit;
    }

    /** What shuffling, dropout and other randomness of the training derive from. */
    public long seed() {
        return seed;
    }

    /** What acts between epochs. */
    public List<Callback> callbacks() {
        return callbacks;
    }

    /** Whether there is no progress display. */
    public boolean quiet() {
        return quiet;
    }

    /** How steps run; null lets the engine choose. */
    public Backend backend() {
        return backend;
    }

    /** Where steps run. */
    public Device device() {
        return device;
    }

    /** Steps in one call of TensorFlow; 0 lets the engine choose. */
    public int bundle() {
        return bundle;
    }

    /** Weight of each class number in the loss, or null. */
    public Map<Integer, Double> classWeights() {
        return classWeights;
    }

    /** File that an interrupted training resumes from, or null. */
    public Path checkpoint() {
        return checkpoint;
    }

    /** Least time between two checkpoints. */
    public double checkpointSeconds() {
        return checkpointSeconds;
    }
}
