package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code fit} recorded: for each key of the logs, such as {@code loss} and {@code val_loss}, a number for each epoch. */
public final class History {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final List<Integer> epochs = new ArrayList<>();

    /** Adds the logs of an epoch. */
    public void add(int epoch, Map<String, Double> logs) {
        epochs.add(epoch);
        logs.forEach((key, value) ->
                values.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
    }

    /** The epochs, counted from 0. */
    public List<Integer> epochs() {
        return List.copyOf(epochs);
    }

    /** The keys in the order of their first appearance. */
    public Set<String> keys() {
        return values.keySet();
    }

    /**
     * The numbers under a key.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    public double[] get(String key) {
        List<Double> found = values.get(key);
        if (found == null) {
            throw new IllegalArgumentException(
                    "The history has no '" + key + "'; it has " + String.join(", ", keys()) + ".");
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The number of the last epoch under a key. */
    public double last(String key) {
        double[] all = get(key);
        return all[all.length - 1];
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
