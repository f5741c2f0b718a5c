package org.dmol.layers.callbacks;

import java.util.Map;
import org.dmol.layers.train.Training;

/** Acts during training, as {@code keras.callbacks.Callback}. Override what is needed. */
public interface Callback {
    /** Before the first epoch. */
    default void onTrainBegin(Training training) {}

    /** Before an epoch, counted from 0. */
    default void onEpochBegin(Training training, int epoch) {}

    /** After some steps of an epoch; only the progress display has a use for it, because steps run in bundles. */
    default void onSteps(Training training, int epoch, int done, int total, Map<String, Double> logs) {}

    /**
     * After a step, with the numbers of its batch alone; called only where {@link #usesBatches}, and, because steps run in bundles, some
     * time after the step.
     *
     * @param step number of the step over the life of the optimizer, from 0
     */
    default void onBatch(Training training, long step, Map<String, Double> logs) {}

    /** After an epoch with its logs; a callback may add to them. */
    default void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {}

    /** After the last epoch. */
    default void onTrainEnd(Training training) {}

    /** Whether the callback reads or changes weights at the end of an epoch, which then are brought up to date before. Default true. */
    default boolean usesWeights() {
        return true;
    }

    /** Whether {@link #onBatch} is to be called. Default false. */
    default boolean usesBatches() {
        return false;
    }

    /** Whether every epoch must end before the next begins; false lets very short epochs run in one bundle. Default true. */
    default boolean needsEveryEpoch() {
        return true;
    }
}
