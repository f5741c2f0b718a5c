package org.dmol.layers;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Keras's automatic names: {@code dense}, {@code dense_1}, … counted for each kind of layer until {@link #reset}. */
public final class Names {
    private static final Map<String, Integer> COUNTS = new HashMap<>();

    private Names() {}

    /** The next free name for a class, such as {@code max_pooling1d_2} for {@code MaxPooling1D}. */
    public static synchronized String next(String className) {
        String base = snakeCase(className);
        int n = COUNTS.merge(base, 1, Integer::sum) - 1;
        return n == 0 ? base : base + "_" + n;
    }

    /** Starts all counts anew, as {@code keras.backend.clear_session}. */
    public static synchronized void reset() {
        COUNTS.clear();
    }

    /** {@code MaxPooling1D} becomes {@code max_pooling1d}, {@code LSTM} becomes {@code lstm}: Keras's rule. */
    public static String snakeCase(String name) {
        return name.replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
