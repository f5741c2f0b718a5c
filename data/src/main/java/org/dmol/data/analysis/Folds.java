package org.dmol.data.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.NumpyRandom;

/** Ways to split n rows for cross-validation. In all but {@link #truncated} each row is in exactly one test set. */
public final class Folds {
    private Folds() {}

    /** {@code k} runs of consecutive rows; the first n mod k are one row longer (scikit-learn's {@code KFold(k)}). */
    public static List<Fold> contiguous(int n, int k) {
        return kFold(IntStream.range(0, n).toArray(), k);
    }

    /** The same after shuffling with NumPy's generator ({@code KFold(k, shuffle=True, random_state=seed)}). */
    public static List<Fold> shuffled(int n, int k, long seed) {
        return kFold(new NumpyRandom(seed).permutation(n), k);
    }

    private static List<Fold> kFold(int[] order, int k) {
        int n = order.length;
        requireFolds(n, k);
        int[] fold = new int[n];
        int at = 0;
        for (int f = 0; f < k; f++) {
            for (int i = n / k + (f < n % k ? 1 : 0); i > 0; i--) {
                fold[order[at++]] = f;
            }
        }
        return of(fold, k);
    }

    /** {@code k} consecutive test sets of floor(n / k) rows; the rows left at the end are never tested, only trained on. */
    public static List<Fold> truncated(int n, int k) {
        requireFolds(n, k);
        int size = n / k;
        int[] fold = new int[n];
        Arrays.setAll(fold, i -> i / size);
        return of(fold, k);
    }

    /** Each row alone. */
    public static List<Fold> leaveOneOut(int n) {
        return contiguous(n, n);
    }

    /** Each distinct value of {@code groups} is one test set, in order of first appearance. */
    public static List<Fold> leaveOneGroupOut(List<?> groups) {
        Map<Object, Integer> names = new LinkedHashMap<>();
        int[] fold = new int[groups.size()];
        for (int i = 0; i < fold.length; i++) {
            Integer next = names.size();
            Integer known = names.putIfAbsent(groups.get(i), next);
            fold[i] = known == null ? next : known;
        }
        if (names.size() < 2) {
            throw new IllegalArgumentException(
                    "There are " + names.size() + " groups; leaving one out needs at least 2.");
        }
        return of(fold, names.size());
    }

    /**
     * {@code k} shuffled folds with the proportions of the classes {@code labels}. Every class is dealt out in turn, from where the
     * one before it ended, so that the sizes of the folds differ by at most one.
     */
    public static List<Fold> stratified(int[] labels, int k, long seed) {
        requireFolds(labels.length, k);
        int[] order = new NumpyRandom(seed).permutation(labels.length);
        int[] fold = new int[labels.length];
        int next = 0;
        for (int label : Arrays.stream(labels).distinct().sorted().toArray()) {
            for (int row : order) {
                if (labels[row] == label) {
                    fold[row] = next;
                    next = (next + 1) % k;
                }
            }
        }
        return of(fold, k);
    }

    /** The rows of {@code n} that are not in {@code left}, ascending. */
    static int[] others(int n, int[] left) {
        boolean[] gone = new boolean[n];
        for (int i : left) {
            gone[i] = true;
        }
        int[] out = new int[n];
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (!gone[i]) {
                out[kept++] = i;
            }
        }
        return Arrays.copyOf(out, kept);
    }

    private static void requireFolds(int n, int k) {
        if (k < 2 || k > n) {
            throw new IllegalArgumentException(
                    "The number of folds is " + k + " for " + n + " rows; it must be from 2 to the number of rows.");
        }
    }

    /** Rows whose number is k or more are in no test set. */
    private static List<Fold> of(int[] foldOfRow, int k) {
        int n = foldOfRow.length;
        int[] size = new int[k];
        for (int f : foldOfRow) {
            if (f < k) {
                size[f]++;
            }
        }
        int[][] test = new int[k][];
        Arrays.setAll(test, f -> new int[size[f]]);
        int[] filled = new int[k];
        for (int i = 0; i < n; i++) {
            int f = foldOfRow[i];
            if (f < k) {
                test[f][filled[f]++] = i;
            }
        }
        return Arrays.stream(test).map(t -> new Fold(others(n, t), t)).toList();
    }
}
