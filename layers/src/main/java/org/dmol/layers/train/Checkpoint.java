package org.dmol.layers.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.tf.Var;

/**
 * The state of a training between two epochs as an NPZ file: weights, the optimizer's moments, steps, history. Random numbers need
 * no place in it, because they are functions of seed, epoch and step.
 */
final class Checkpoint {
    private static final String HISTORY = "history/";

    private Checkpoint() {}

    static void save(
            Path file, Trainer trainer, List<Var> weights, List<Var> trainable, History history, int nextEpoch) {
        Map<String, Nd> all = new LinkedHashMap<>();
        all.put("next_epoch", Nd.scalar(nextEpoch));
        all.put("steps", Nd.scalar(trainer.steps()));
        for (int i = 0; i < weights.size(); i++) {
            all.put("weight/" + i, weights.get(i).value());
        }
        for (int i = 0; i < trainable.size(); i++) {
            List<Nd> moments = trainer.momentsOf(trainable.get(i));
            for (int j = 0; j < moments.size(); j++) {
                all.put("moment/" + i + "/" + j, moments.get(j));
            }
        }
        all.put(
                "epochs",
                Nd.of(
                        history.epochs().stream().mapToInt(Integer::intValue).toArray(),
                        history.epochs().size()));
        for (String key : history.keys()) {
            double[] values = history.get(key);
            all.put(HISTORY + key, Nd.of(values, values.length));
        }
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Npz.writer().putAll(all).compressed(false).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Takes the state of the file, if it exists; gives the epoch to go on with. */
    static int load(Path file, Trainer trainer, List<Var> weights, List<Var> trainable, History history) {
        if (!Files.exists(file)) {
            return 0;
        }
        Map<String, Nd> all;
        try {
            all = Npz.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint " + file + " cannot be read: " + e.getMessage(), e);
        }
        for (int i = 0; i < weights.size(); i++) {
            Nd value = all.get("weight/" + i);
            if (value == null
                    || !Arrays.equals(value.shape(), weights.get(i).shape())
                    || all.containsKey("weight/" + weights.size())) {
                throw new IllegalArgumentException(
                        "The checkpoint " + file + " is of another model; delete it to start anew.");
            }
        }
        for (int i = 0; i < weights.size(); i++) {
            weights.get(i).assign(all.get("weight/" + i));
        }
        for (int i = 0; i < trainable.size(); i++) {
            List<Nd> moments = new ArrayList<>();
            for (int j = 0; all.containsKey("moment/" + i + "/" + j); j++) {
                moments.add(all.get("moment/" + i + "/" + j));
            }
            trainer.keepMoments(trainable.get(i), moments);
        }
        trainer.setSteps(all.get("steps").longs()[0]);
        int[] epochs = all.get("epochs").ints();
        for (int e = 0; e < epochs.length; e++) {
            Map<String, Double> logs = new LinkedHashMap<>();
            for (Map.Entry<String, Nd> entry : all.entrySet()) {
                if (entry.getKey().startsWith(HISTORY)) {
                    logs.put(
                            entry.getKey().substring(HISTORY.length()),
                            entry.getValue().getFlat(e));
                }
            }
            history.add(epochs[e], logs);
        }
        return all.get("next_epoch").ints()[0];
    }
}
