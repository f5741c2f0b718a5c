package org.dmol.layers.callbacks;

import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.train.Training;
import org.dmol.tf.Var;

/**
 * Remembers the weights of the best epoch and leaves the training alone: what Keras's {@code ModelCheckpoint} with {@code save_best_only}
 * does with a file. After the training, {@link #restore} gives them to the model.
 */
public final class BestWeights implements Callback {
    private final String key;
    private String mode = "auto";
    private Monitor monitor;
    private int epoch = -1;
    private List<Var> vars = List.of();
    private List<Nd> values = List.of();

    /** Watches a key of the logs, such as {@code val_loss}. */
    public BestWeights(String monitor) {
        this.key = monitor;
    }

    /** {@code min}, {@code max}, or {@code auto}: by the name of the key. */
    public BestWeights mode(String direction) {
        mode = direction;
        return this;
    }

    /** The best epoch, counted from 0; -1 before the first one ended. */
    public int epoch() {
        return epoch;
    }

    /** Gives the model the weights of the best epoch. */
    public void restore() {
        if (epoch < 0) {
            throw new IllegalStateException("No epoch has ended yet, so there are no best weights to restore.");
        }
        for (int i = 0; i < vars.size(); i++) {
            vars.get(i).assign(values.get(i));
        }
    }

    @Override
    public void onTrainBegin(Training training) {
        monitor = new Monitor(key, mode, 0);
        epoch = -1;
    }

    @Override
    public void onEpochEnd(Training training, int number, Map<String, Double> logs) {
        double value = monitor.value(logs);
        if (epoch < 0 || monitor.isBetter(value, monitor.best())) {
            monitor.best(value);
            epoch = number;
            vars = training.weights();
            values = vars.stream().map(Var::value).toList();
        }
    }
}
