package org.dmol.layers.callbacks;

import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.train.Training;
import org.dmol.tf.Var;

/** Ends a training when a number has not improved for some epochs, as {@code keras.callbacks.EarlyStopping}. */
public final class EarlyStopping implements Callback {
    private final String key;
    private int patience;
    private double minDelta;
    private String mode = "auto";
    private Double baseline;
    private boolean restoreBest;
    private int startFrom;
    private Monitor monitor;
    private int wait;
    private int stoppedEpoch = -1;
    private int bestEpoch;
    private List<Nd> bestWeights;

    /** Watches a key of the logs, {@code val_loss} in Keras. */
    public EarlyStopping(String monitor) {
        this.key = monitor;
    }

    /** Epochs without improvement that are tolerated; default 0. */
    public EarlyStopping patience(int epochs) {
        patience = epochs;
        return this;
    }

    /** Changes up to this size are no improvement; default 0. */
    public EarlyStopping minDelta(double delta) {
        minDelta = delta;
        return this;
    }

    /** {@code min}, {@code max}, or {@code auto}: by the name of the key. */
    public EarlyStopping mode(String direction) {
        mode = direction;
        return this;
    }

    /** The number must become better than this within the patience. */
    public EarlyStopping baseline(double value) {
        baseline = value;
        return this;
    }

    /** Whether the weights of the best epoch come back at the end; default false. */
    public EarlyStopping restoreBestWeights(boolean on) {
        restoreBest = on;
        return this;
    }

    /** The first epoch that is watched; default 0. */
    public EarlyStopping startFromEpoch(int epoch) {
        startFrom = epoch;
        return this;
    }

    /** The epoch at which training ended early, or -1. */
    public int stoppedEpoch() {
        return stoppedEpoch;
    }

    /** The epoch with the best number. */
    public int bestEpoch() {
        return bestEpoch;
    }

    @Override
    public void onTrainBegin(Training training) {
        monitor = new Monitor(key, mode, minDelta);
        wait = 0;
        stoppedEpoch = -1;
        bestEpoch = 0;
        bestWeights = null;
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        double value = monitor.value(logs);
        if (epoch < startFrom) {
            return;
        }
        if (restoreBest && bestWeights == null) {
            keep(training, epoch);
        }
        wait++;
        if (monitor.isBetter(value, monitor.best())) {
            monitor.best(value);
            bestEpoch = epoch;
            if (restoreBest) {
                keep(training, epoch);
            }
            if (baseline == null || monitor.isBetter(value, baseline)) {
                wait = 0;
            }
            return;
        }
        if (wait >= patience && epoch > 0) {
            stoppedEpoch = epoch;
            training.stop(key + " has not improved for " + wait + " epochs");
        }
    }

    private void keep(Training training, int epoch) {
        bestWeights = training.weights().stream().map(Var::value).toList();
        bestEpoch = epoch;
    }

    @Override
    public void onTrainEnd(Training training) {
        if (restoreBest && bestWeights != null) {
            List<Var> weights = training.weights();
            for (int i = 0; i < weights.size(); i++) {
                weights.get(i).assign(bestWeights.get(i));
            }
            training.weightsChanged();
        }
    }

    @Override
    public boolean usesWeights() {
        return restoreBest;
    }
}
