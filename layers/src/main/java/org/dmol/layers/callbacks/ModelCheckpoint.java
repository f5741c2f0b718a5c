package org.dmol.layers.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.dmol.layers.Layer;
import org.dmol.layers.export.WeightFile;
import org.dmol.layers.train.Training;

/**
 * Writes a model's weights after epochs, as {@code keras.callbacks.ModelCheckpoint} with {@code save_weights_only}. (To resume an
 * interrupted training use {@code Fit.checkpoint}, which keeps the optimizer's moments, too.)
 */
public final class ModelCheckpoint implements Callback {
    private final Layer model;
    private final String pattern;
    private String key = "val_loss";
    private String mode = "auto";
    private boolean bestOnly;
    private Double initialValue;
    private Monitor monitor;

    /**
     * Writes to a file.
     *
     * @param pattern file name; {@code {epoch}} (counted from 1) and keys of the logs such as {@code {val_loss}} are filled in
     */
    public ModelCheckpoint(Layer model, String pattern) {
        this.model = model;
        this.pattern = pattern;
    }

    /** Writes only epochs that are the best so far by a key of the logs. */
    public ModelCheckpoint bestOnly(String monitored) {
        key = monitored;
        bestOnly = true;
        return this;
    }

    /** With {@link #bestOnly}, what the first epoch must be better than, Keras's {@code initial_value_threshold}; default none. */
    public ModelCheckpoint initialValue(double threshold) {
        initialValue = threshold;
        return this;
    }

    /** {@code min}, {@code max}, or {@code auto}: by the name of the key. */
    public ModelCheckpoint mode(String direction) {
        mode = direction;
        return this;
    }

    @Override
    public void onTrainBegin(Training training) {
        monitor = new Monitor(key, mode, 0);
        if (initialValue != null) {
            monitor.best(initialValue);
        }
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        if (bestOnly) {
            double value = monitor.value(logs);
            if (!monitor.isBetter(value, monitor.best())) {
                return;
            }
            monitor.best(value);
        }
        String name = pattern.replace("{epoch}", String.format(Locale.ROOT, "%02d", epoch + 1));
        for (Map.Entry<String, Double> e : logs.entrySet()) {
            name = name.replace("{" + e.getKey() + "}", String.format(Locale.ROOT, "%.4f", e.getValue()));
        }
        try {
            WeightFile.write(model, Path.of(name));
        } catch (IOException e) {
            throw new UncheckedIOException("The weights cannot be written to " + name + ": " + e.getMessage(), e);
        }
    }
}
