package org.dmol.layers.callbacks;

import java.util.Map;
import org.dmol.layers.optimizers.LearningRate;
import org.dmol.layers.train.Training;

/** Sets the learning rate of each epoch, as {@code keras.callbacks.LearningRateScheduler}. */
public final class LearningRateScheduler implements Callback {
    private final Rule rule;

    /** The rate of an epoch. */
    @FunctionalInterface
    public interface Rule {
        /** The rate of {@code epoch}, counted from 0, given the rate of the epoch before. */
        double rate(int epoch, double current);
    }

    /** A rule for all epochs. */
    public LearningRateScheduler(Rule rule) {
        this.rule = rule;
    }

    @Override
    public void onEpochBegin(Training training, int epoch) {
        double current = training.optimizer().learningRate().at(training.steps());
        training.optimizer().learningRate(LearningRate.constant(rule.rate(epoch, current)));
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        logs.put("learning_rate", training.optimizer().learningRate().at(training.steps()));
    }

    @Override
    public boolean usesWeights() {
        return false;
    }
}
