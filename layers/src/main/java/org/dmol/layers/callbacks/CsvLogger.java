package org.dmol.layers.callbacks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.train.Training;

/** Writes the logs of each epoch as a line of a CSV file, as {@code keras.callbacks.CSVLogger}. */
public final class CsvLogger implements Callback {
    private final Path file;
    private final boolean append;
    private List<String> keys;

    /** Overwrites the file. */
    public CsvLogger(Path file) {
        this(file, false);
    }

    /** Overwrites the file or appends to it. */
    public CsvLogger(Path file, boolean append) {
        this.file = file;
        this.append = append;
    }

    @Override
    public void onTrainBegin(Training training) {
        keys = null;
        try {
            if (!append) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
        boolean header = keys == null && !(append && Files.exists(file));
        if (keys == null) {
            keys = new ArrayList<>(logs.keySet());
        }
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            if (header) {
                out.write("epoch," + String.join(",", keys) + "\n");
            }
            StringBuilder line = new StringBuilder(Integer.toString(epoch));
            keys.forEach(k ->
                    line.append(',').append(logs.containsKey(k) ? logs.get(k).toString() : "NA"));
            out.write(line.append('\n').toString());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException("The log " + file + " cannot be written: " + e.getMessage(), e);
    }

    @Override
    public boolean usesWeights() {
        return false;
    }
}
