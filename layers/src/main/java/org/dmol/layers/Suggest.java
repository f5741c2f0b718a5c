package org.dmol.layers;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Error messages for names that are not known: the nearest known ones. */
public final class Suggest {
    private Suggest() {}

    /** {@code Unknown activation 'rleu'; nearest: relu, elu, selu.} */
    public static IllegalArgumentException unknown(String kind, String name, Collection<String> known) {
        return new IllegalArgumentException(
                "Unknown " + kind + " '" + name + "'; nearest: " + String.join(", ", nearest(name, known, 3)) + ".");
    }

    /** The {@code n} names with the smallest edit distance. */
    public static List<String> nearest(String name, Collection<String> known, int n) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.<String>comparingInt(k -> distance(wanted, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(n)
                .toList();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
