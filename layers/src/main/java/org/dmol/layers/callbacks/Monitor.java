package org.dmol.layers.callbacks;

import java.util.Locale;
import java.util.Map;

/** A number of the logs and the direction in which it improves, shared by the callbacks that watch one. */
final class Monitor {
    private final String key;
    private final boolean maximise;
    private final double minDelta;
    private double best;

    Monitor(String key, String mode, double minDelta) {
        this.key = key;
        this.maximise = switch (mode) {
            case "min" -> false;
            case "max" -> true;
            case "auto" -> isScore(key);
            default -> throw org.dmol.layers.Suggest.unknown("mode", mode, java.util.List.of("auto", "min", "max"));
        };
        this.minDelta = Math.abs(minDelta);
        reset();
    }

    private static boolean isScore(String key) {
        String k = key.toLowerCase(Locale.ROOT);
        for (String score : new String[] {
            "accuracy", "acc", "auc", "precision", "recall", "f1", "fbeta", "r2", "pearson", "positives_rate"
        }) {
            if (k.endsWith(score)
                    || k.endsWith(score + "_score")
                    || k.endsWith(score + "_pr")
                    || k.contains("accuracy")) {
                return true;
            }
        }
        return false;
    }

    void reset() {
        best = maximise ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    double best() {
        return best;
    }

    void best(double value) {
        best = value;
    }

    /** The number in the logs; an absent one is an error that lists those present. */
    double value(Map<String, Double> logs) {
        Double v = logs.get(key);
        if (v == null) {
            throw new IllegalArgumentException(
                    "The logs have no '" + key + "' to watch; they have " + String.join(", ", logs.keySet()) + ".");
        }
        return v;
    }

    boolean isBetter(double value, double reference) {
        return maximise ? value - minDelta > reference : value + minDelta < reference;
    }

    String key() {
        return key;
    }
}
