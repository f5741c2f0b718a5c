package org.dmol.layers.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.dmol.layers.export.EventFile;
import org.dmol.layers.train.Training;

/** Writes the logs of each epoch for TensorBoard: {@code train} and {@code validation} runs below a directory, as Keras. */
public final class TensorBoard implements Callback {
    private final Path directory;
    private EventFile train;
    private EventFile validation;

    /** The directory that {@code tensorboard --logdir} is given. */
    public TensorBoard(Path directory) {
        this.directory = directory;
    }

    @Override
    public void onTrainBegin(Training training) {
        train = null;
        validation = null;
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        try {
            for (Map.Entry<String, Double> e : logs.entrySet()) {
                if (e.getKey().startsWith("val_")) {
                    validation = validation == null ? EventFile.create(directory.resolve("validation")) : validation;
                    validation.scalar("epoch_" + e.getKey().substring(4), epoch, e.getValue());
                } else {
                    train = train == null ? EventFile.create(directory.resolve("train")) : train;
                    train.scalar("epoch_" + e.getKey(), epoch, e.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "TensorBoard's files in " + directory + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void onTrainEnd(Training training) {
        try {
            if (train != null) {
                train.close();
            }
            if (validation != null) {
                validation.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean usesWeights() {
        return false;
    }
}
