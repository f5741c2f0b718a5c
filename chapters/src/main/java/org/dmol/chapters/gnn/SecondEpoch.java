package org.dmol.chapters.gnn;

import java.util.Map;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.train.Training;

/** Takes the time and the loss of the second epoch, when everything is compiled. */
final class SecondEpoch implements Callback {
    private long start;
    private double seconds;
    private double loss;

    @Override
    public void onEpochBegin(Training training, int epoch) {
        start = System.nanoTime();
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        if (epoch == 1) {
            seconds = (System.nanoTime() - start) / 1e9;
            loss = logs.get("loss");
        }
    }

    @Override
    public boolean usesWeights() {
        return false;
    }

    double seconds() {
        return seconds;
    }

    double loss() {
        return loss;
    }
}
