package org.dmol.layers.callbacks;

import java.util.Map;
import org.dmol.layers.optimizers.LearningRate;
import org.dmol.layers.train.Training;

/** Lowers the learning rate when a number has stopped improving, as {@code keras.callbacks.ReduceLROnPlateau}. */
public final class ReduceLROnPlateau implements Callback {
    private final String key;
    private double factor = 0.1;
    private int patience = 10;
    private String mode = "auto";
    private double minDelta = 1e-4;
    private int cooldown;
    private double minRate;
    private Monitor monitor;
    private int wait;
    private int cooling;

    /** Watches a key of the logs, {@code val_loss} in Keras. */
    public ReduceLROnPlateau(String monitor) {
        this.key = monitor;
    }

    /** What the rate is multiplied by, below 1; default 0.1. */
    public ReduceLROnPlateau factor(double value) {
        if (!(value < 1)) {
            throw new IllegalArgumentException("The factor must be below 1, not " + value + ".");
        }
        factor = value;
        return this;
    }

    /** Epochs without improvement that are tolerated; default 10. */
    public ReduceLROnPlateau patience(int epochs) {
        patience = epochs;
        return this;
    }

    /** {@code min}, {@code max}, or {@code auto}: by the name of the key. */
    public ReduceLROnPlateau mode(String direction) {
        mode = direction;
        return this;
    }

    /** Changes up to this size are no improvement; default 1e-4. */
    public ReduceLROnPlateau minDelta(double delta) {
        minDelta = delta;
        return this;
    }

    /** Epochs after a reduction in which nothing is counted; default 0. */
    public ReduceLROnPlateau cooldown(int epochs) {
        cooldown = epochs;
        return this;
    }

    /** Lower bound of the rate; default 0. */
    public ReduceLROnPlateau minRate(double rate) {
        minRate = rate;
        return this;
    }

    @Override
    public void onTrainBegin(Training training) {
        monitor = new Monitor(key, mode, minDelta);
        wait = 0;
        cooling = 0;
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        double rate = training.optimizer().learningRate().at(training.steps());
        logs.put("learning_rate", rate);
        double value = monitor.value(logs);
        if (cooling > 0) {
            cooling--;
            wait = 0;
        }
        if (monitor.isBetter(value, monitor.best())) {
            monitor.best(value);
            wait = 0;
        } else if (cooling <= 0) {
            wait++;
            if (wait >= patience && rate > minRate) {
                training.optimizer().learningRate(LearningRate.constant(Math.max(rate * factor, minRate)));
                cooling = cooldown;
                wait = 0;
            }
        }
    }

    @Override
    public boolean usesWeights() {
        return false;
    }
}
