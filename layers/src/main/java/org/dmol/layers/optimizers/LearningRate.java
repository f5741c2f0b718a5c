package org.dmol.layers.optimizers;

/** The learning rate of each step. Schedules of Keras's names are in {@link Schedules}. */
@FunctionalInterface
public interface LearningRate {
    /** The rate of a step, counted from 0 over the whole life of the optimizer. */
    double at(long step);

    /** The same rate for all steps. */
    static LearningRate constant(double rate) {
        return step -> rate;
    }
}
