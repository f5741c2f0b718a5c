package org.dmol.chapters.cli;

import java.util.Map;
import org.dmol.chapters.report.Numbers;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.train.Training;

/** One bar for a whole training, with the logs of the latest epoch; silent when there is no terminal. */
public final class FitBar implements Callback {
    private final String name;
    private Progress bar;
    private int epochs;

    public FitBar(String name) {
        this.name = name;
    }

    @Override
    public void onTrainBegin(Training training) {
        epochs = training.epochs();
        bar = Progress.of(name, epochs);
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        StringBuilder text = new StringBuilder();
        logs.forEach((key, value) -> text.append(' ').append(key).append(' ').append(Numbers.text(value, 4)));
        bar.status(text.toString());
        bar.to(epoch + 1);
    }

    @Override
    public void onTrainEnd(Training training) {
        bar.close();
    }

    @Override
    public boolean usesWeights() {
        return false;
    }

    @Override
    public boolean needsEveryEpoch() {
        return false;
    }
}
