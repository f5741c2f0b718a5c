package org.dmol.chapters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.train.Training;

/** Takes the seconds of each epoch. What is compiled for a training is compiled in the first. */
public final class EpochClock implements Callback {
    private final List<Double> seconds = new ArrayList<>();
    private long last;

    @Override
    public void onTrainBegin(Training training) {
        last = System.nanoTime();
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        long now = System.nanoTime();
        seconds.add((now - last) / 1e9);
        last = now;
    }

    @Override
    public boolean usesWeights() {
        return false;
    }

    /** Seconds of an epoch, counted from 0. */
    public double seconds(int epoch) {
        return seconds.get(epoch);
    }

    /** Seconds of the fastest epoch after the first. */
    public double fastest() {
        return seconds.stream().skip(1).mapToDouble(s -> s).min().orElseThrow();
    }
}
