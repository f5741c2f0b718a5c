package org.dmol.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dmol.array.NumpyRandom;

/**
 * Ways to divide rows into training, validation and test parts. The sizes of the held-out parts are fractions of all rows, rounded down;
 * training gets the rest. The same arguments give the same split.
 */
public final class Splits {
    private Splits() {}

    /** In file order: test first, then validation, then training, as the book's chapters 6, 8 and 13 divide. */
    public static Split testFirst(int n, int test, int validation) {
        require(n, test, validation);
        return of(IntStream.range(0, n).toArray(), test, validation);
    }

    /** In file order: training first, then validation, then test, as the book's chapter 4 divides. */
    public static Split trainFirst(int n, int test, int validation) {
        require(n, test, validation);
        int[] rows = IntStream.range(0, n).toArray();
        int train = n - test - validation;
        return new Split(
                Arrays.copyOf(rows, train),
                Arrays.copyOfRange(rows, train, train + validation),
                Arrays.copyOfRange(rows, train + validation, n));
    }

    /** In the order of NumPy's permutation of the seed, test first. */
    public static Split random(int n, double test, double validation, long seed) {
        return shuffled(n, part(n, test), part(n, validation), seed);
    }

    /** As {@link #random}, with the numbers of held-out rows. */
    public static Split shuffled(int n, int test, int validation, long seed) {
        require(n, test, validation);
        return of(new NumpyRandom(seed).permutation(n), test, validation);
    }

    /** Random, with the same share of every class in all parts (as nearly as whole rows allow). */
    public static Split stratified(int[] classes, double test, double validation, long seed) {
        require(classes.length, part(classes.length, test), part(classes.length, validation));
        NumpyRandom random = new NumpyRandom(seed);
        Map<Integer, List<Integer>> byClass = new TreeMap<>();
        for (int i : random.permutation(classes.length)) {
            byClass.computeIfAbsent(classes[i], c -> new ArrayList<>()).add(i);
        }
        // Rows at evenly spread ranks of the class-sorted order: every class gives its share, and the totals are exact.
        List<Integer> sorted = new ArrayList<>();
        byClass.values().forEach(sorted::addAll);
        int n = classes.length;
        int[] share = new int[n];
        spread(share, part(n, test), 1);
        spread(share, part(n, validation), 2);
        List<List<Integer>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int rank = 0; rank < n; rank++) {
            parts.get(share[rank]).add(sorted.get(rank));
        }
        return new Split(
                shuffled(parts.get(0), random), shuffled(parts.get(2), random), shuffled(parts.get(1), random));
    }

    /** Marks {@code count} of the unmarked positions, evenly spread. */
    private static void spread(int[] share, int count, int mark) {
        int free = (int) Arrays.stream(share).filter(s -> s == 0).count();
        int seen = 0;
        for (int i = 0; i < share.length; i++) {
            if (share[i] == 0) {
                if ((long) (seen + 1) * count / free > (long) seen * count / free) {
                    share[i] = mark;
                }
                seen++;
            }
        }
    }

    /** Random, but rows of one group (a trajectory, a sequence, a source) stay together; parts are filled group by group up to their size. */
    public static Split grouped(String[] groups, double test, double validation, long seed) {
        List<List<Integer>> byGroup = new ArrayList<>(gather(groups).values());
        new NumpyRandom(seed).shuffle(byGroup);
        return fill(byGroup, groups.length, test, validation);
    }

    /**
     * By scaffold, the rarest first: test is filled from the scaffolds with the fewest rows until it has its share, then validation, and
     * training gets the frequent ones, so that a model is judged on chemistry that it has not seen. Among equally frequent scaffolds the
     * one that comes first in the rows goes first.
     *
     * @param scaffolds a key a row; rows with equal keys stay together
     */
    public static Split scaffold(String[] scaffolds, double test, double validation) {
        List<List<Integer>> byScaffold = new ArrayList<>(gather(scaffolds).values());
        byScaffold.sort(Comparator.comparingInt(List::size));
        return fill(byScaffold, scaffolds.length, test, validation);
    }

    private static Map<String, List<Integer>> gather(String[] keys) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            rows.computeIfAbsent(keys[i], k -> new ArrayList<>()).add(i);
        }
        return rows;
    }

    /** Whole groups to test until it has at least its share, then to validation, the rest to training. */
    private static Split fill(List<List<Integer>> groups, int n, double test, double validation) {
        require(n, part(n, test), part(n, validation));
        List<Integer> inTest = new ArrayList<>();
        List<Integer> inValidation = new ArrayList<>();
        List<Integer> inTrain = new ArrayList<>();
        for (List<Integer> group : groups) {
            if (inTest.size() < test * n) {
                inTest.addAll(group);
            } else if (inValidation.size() < validation * n) {
                inValidation.addAll(group);
            } else {
                inTrain.addAll(group);
            }
        }
        return new Split(sorted(inTrain), sorted(inValidation), sorted(inTest));
    }

    /**
     * k folds in file order: each row is in exactly one test part. The first {@code n % k} folds have one row more.
     *
     * @return k splits without validation rows
     */
    public static List<Split> kFold(int n, int k) {
        return folds(IntStream.range(0, n).toArray(), k);
    }

    /** k folds of rows in random order. */
    public static List<Split> kFold(int n, int k, long seed) {
        return folds(new NumpyRandom(seed).permutation(n), k);
    }

    private static List<Split> folds(int[] rows, int k) {
        int n = rows.length;
        if (k < 2 || k > n) {
            throw new IllegalArgumentException(
                    "The number of folds must be 2 to " + n + " (the number of rows), not " + k + ".");
        }
        List<Split> folds = new ArrayList<>();
        int from = 0;
        for (int f = 0; f < k; f++) {
            int to = from + n / k + (f < n % k ? 1 : 0);
            int[] train = new int[n - (to - from)];
            System.arraycopy(rows, 0, train, 0, from);
            System.arraycopy(rows, to, train, from, n - to);
            folds.add(new Split(train, new int[0], Arrays.copyOfRange(rows, from, to)));
            from = to;
        }
        return folds;
    }

    private static Split of(int[] rows, int test, int validation) {
        return new Split(
                Arrays.copyOfRange(rows, test + validation, rows.length),
                Arrays.copyOfRange(rows, test, test + validation),
                Arrays.copyOf(rows, test));
    }

    private static int part(int n, double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "A part must be at least 0 and less than 1 of all rows, not " + fraction + ".");
        }
        return (int) (fraction * n);
    }

    private static void require(int n, int test, int validation) {
        if (test < 0 || validation < 0 || test + validation >= n) {
            throw new IllegalArgumentException("Of " + n + " rows, " + test + " for test and " + validation
                    + " for validation leave none to train on.");
        }
    }

    private static int[] sorted(List<Integer> rows) {
        return rows.stream().mapToInt(i -> i).sorted().toArray();
    }

    private static int[] shuffled(List<Integer> rows, NumpyRandom random) {
        int[] out = rows.stream().mapToInt(i -> i).toArray();
        random.shuffle(out);
        return out;
    }
}
