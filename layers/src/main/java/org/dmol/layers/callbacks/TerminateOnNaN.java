package org.dmol.layers.callbacks;

import java.util.Map;
import org.dmol.layers.train.Training;

/** Ends a training whose loss is no longer a finite number, as {@code keras.callbacks.TerminateOnNaN}. */
public final class TerminateOnNaN implements Callback {
    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        Double loss = logs.get("loss");
        if (loss != null && (loss.isNaN() || loss.isInfinite())) {
            training.stop("the loss is " + loss);
        }
    }

    @Override
    public boolean usesWeights() {
        return false;
    }
}
