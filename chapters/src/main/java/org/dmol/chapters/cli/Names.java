package org.dmol.chapters.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggestions for a mistyped name. */
public final class Names {
    private Names() {}

    /** The end of a sentence about an unknown name: the nearest known ones, or all if there are few. */
    public static String suggest(String asked, Collection<String> known) {
        String wanted = asked.toLowerCase(Locale.ROOT);
        List<String> near = known.stream()
                .filter(k ->
                        distance(wanted, k) <= Math.max(2, k.length() / 3) || k.contains(wanted) || wanted.contains(k))
                .sorted(Comparator.comparingInt(k -> distance(wanted, k)))
                .limit(3)
                .toList();
        return near.isEmpty()
                ? "; there are " + String.join(", ", known) + "."
                : "; did you mean " + String.join(" or ", near) + "?";
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
