package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;

/**
 * Examples for training or evaluation: arrays of inputs and targets with one row an example, a choice of rows, and how they come in
 * batches. Immutable; {@link #skip}, {@link #take} and {@link #select} choose rows without copying any.
 */
public final class Dataset {
    private final List<Nd> inputs;
    private final List<Nd> targets;
    private final List<Nd> shared;
    private final Nd sampleWeights;
    private final int[] rows;
    private final int batchSize;
    private final boolean shuffle;
    private final boolean prepared;
    private final int versions;

    private Dataset(
            List<Nd> inputs,
            List<Nd> targets,
            List<Nd> shared,
            Nd sampleWeights,
            int[] rows,
            int batchSize,
            boolean shuffle,
            boolean prepared,
            int versions) {
        this.inputs = inputs;
        this.targets = targets;
        this.shared = shared;
        this.sampleWeights = sampleWeights;
        this.rows = rows;
        this.batchSize = batchSize;
        this.shuffle = shuffle;
        this.prepared = prepared;
        this.versions = versions;
    }

    /** Inputs without targets. */
    public static Dataset of(Nd inputs) {
        return of(List.of(inputs), List.of());
    }

    /** One input and one target array. */
    public static Dataset of(Nd inputs, Nd targets) {
        return of(List.of(inputs), List.of(targets));
    }

    /**
     * Several inputs and targets, in the order of the model's. Float64 arrays are converted to {@link FloatX}.
     *
     * @throws IllegalArgumentException if the arrays have different numbers of rows, or none
     */
    public static Dataset of(List<Nd> inputs, List<Nd> targets) {
        List<Nd> in = inputs.stream().map(Dataset::toFloatX).toList();
        List<Nd> out = targets.stream().map(Dataset::toFloatX).toList();
        int n = requireRows(in, out);
        return new Dataset(in, out, List.of(), null, IntStream.range(0, n).toArray(), 0, false, false, 1);
    }

    /**
     * Steps that are made up already, such as padded graphs: each row of the arrays is what one step gets, without a batch axis added.
     */
    public static Dataset prepared(List<Nd> inputs, List<Nd> targets) {
        Dataset d = of(inputs, targets);
        return new Dataset(d.inputs, d.targets, List.of(), null, d.rows, 1, false, true, 1);
    }

    private static Nd toFloatX(Nd a) {
        return a.dtype() == DType.FLOAT64 ? a.cast(FloatX.get()) : a;
    }

    private static int requireRows(List<Nd> inputs, List<Nd> targets) {
        List<Nd> all = new ArrayList<>(inputs);
        all.addAll(targets);
        if (all.isEmpty() || all.get(0).rank() == 0) {
            throw new IllegalArgumentException("A data set needs at least one array with rows.");
        }
        int n = all.get(0).dim(0);
        for (Nd a : all) {
            if (a.rank() == 0 || a.dim(0) != n) {
                throw new IllegalArgumentException("All arrays of a data set need one number of rows; "
                        + all.get(0).describe() + " and " + a.describe() + " differ.");
            }
        }
        return n;
    }

    private Dataset with(int[] newRows) {
        return new Dataset(inputs, targets, shared, sampleWeights, newRows, batchSize, shuffle, prepared, versions);
    }

    /** All examples but the first {@code n}. */
    public Dataset skip(int n) {
        return with(Arrays.copyOfRange(rows, Math.min(n, rows.length), rows.length));
    }

    /** The first {@code n} examples. */
    public Dataset take(int n) {
        return with(Arrays.copyOf(rows, Math.min(n, rows.length)));
    }

    /** The examples at the given positions, in that order. */
    public Dataset select(int... positions) {
        return with(IntStream.of(positions).map(i -> rows[i]).toArray());
    }

    /** The examples in a random order that is a function of the seed. */
    public Dataset permuted(long seed) {
        int[] p = permutation(rows.length, seed, 0);
        return select(p);
    }

    /** Batches of {@code n} examples; the last one may be shorter. Default 32. */
    public Dataset batch(int n) {
        if (n <= 0) {
            throw new IllegalArgumentException("The batch size must be positive, not " + n + ".");
        }
        return new Dataset(inputs, targets, shared, sampleWeights, rows, n, shuffle, prepared, versions);
    }

    /** Visits the examples in a new random order in each epoch. */
    public Dataset shuffle() {
        return shuffle(true);
    }

    /** Whether the examples are visited in a new random order in each epoch. */
    public Dataset shuffle(boolean on) {
        return new Dataset(inputs, targets, shared, sampleWeights, rows, batchSize, on, prepared, versions);
    }

    /** A weight for each row of the arrays, or for each row and time step. */
    public Dataset weights(Nd weights) {
        if (weights.rank() == 0 || weights.dim(0) != allRows()) {
            throw new IllegalArgumentException(
                    "Sample weights need " + allRows() + " rows, not " + weights.describe() + ".");
        }
        return new Dataset(
                inputs, targets, shared, weights.cast(FloatX.get()), rows, batchSize, shuffle, prepared, versions);
    }

    /**
     * Arrays that every step gets whole, as further inputs after its own: for data of uneven lengths that lie end to end, so that a row of
     * the inputs holds places in them.
     */
    public Dataset shared(Nd... arrays) {
        List<Nd> whole = Arrays.stream(arrays).map(Dataset::toFloatX).toList();
        return new Dataset(inputs, targets, whole, sampleWeights, rows, batchSize, shuffle, prepared, versions);
    }

    /**
     * Takes the arrays as {@code n} versions of the same examples, one after another, such as texts with other words masked each time:
     * epoch {@code e} visits version {@code e} modulo {@code n}. The choice of rows starts with all examples of the first version.
     *
     * @throws IllegalArgumentException if the rows of the arrays are no multiple of {@code n}
     */
    public Dataset versions(int n) {
        if (n <= 0 || allRows() % n != 0) {
            throw new IllegalArgumentException(
                    "The " + allRows() + " rows of the data set cannot be " + n + " versions of the same examples.");
        }
        int[] first = IntStream.range(0, allRows() / n).toArray();
        return new Dataset(inputs, targets, shared, sampleWeights, first, batchSize, shuffle, prepared, n);
    }

    private int allRows() {
        return (inputs.isEmpty() ? targets : inputs).get(0).dim(0);
    }

    /** Number of chosen examples. */
    public int size() {
        return rows.length;
    }

    /** Examples in a batch. */
    public int batchSize() {
        return batchSize == 0 ? 32 : batchSize;
    }

    /** Whether {@link #batch} was called. */
    public boolean isBatched() {
        return batchSize != 0;
    }

    /** Number of batches. */
    public int batches() {
        return (rows.length + batchSize() - 1) / batchSize();
    }

    /** Whether each epoch has its own order. */
    public boolean isShuffled() {
        return shuffle;
    }

    /** Whether each row is a whole step. */
    public boolean isPrepared() {
        return prepared;
    }

    /** The input arrays with all their rows, also those that are not chosen. */
    public List<Nd> inputs() {
        return inputs;
    }

    /** The target arrays with all their rows. */
    public List<Nd> targets() {
        return targets;
    }

    /** The arrays that every step gets whole. */
    public List<Nd> shared() {
        return shared;
    }

    /** Weights of all rows, or null. */
    public Nd sampleWeights() {
        return sampleWeights;
    }

    /** The chosen rows. */
    public int[] rows() {
        return rows.clone();
    }

    /** The chosen rows of one input array, copied. */
    public Nd input(int i) {
        return inputs.get(i).take(rows);
    }

    /** The chosen rows of one target array, copied. */
    public Nd target(int i) {
        return targets.get(i).take(rows);
    }

    /** The rows in the order of an epoch. */
    int[] order(long seed, int epoch) {
        int[] chosen = versions == 1 ? rows : version(epoch % versions);
        if (!shuffle) {
            return chosen;
        }
        int[] p = permutation(rows.length, seed, epoch + 1L);
        return IntStream.of(p).map(i -> chosen[i]).toArray();
    }

    private int[] version(int v) {
        int offset = allRows() / versions * v;
        return IntStream.of(rows).map(i -> i + offset).toArray();
    }

    /** A random permutation of 0 … n-1 that is a function of the two numbers. */
    static int[] permutation(int n, long seed, long stream) {
        int[] p = IntStream.range(0, n).toArray();
        var random = Seeds.generator(seed, 0x5EED_0000L + stream);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = p[i];
            p[i] = p[j];
            p[j] = t;
        }
        return p;
    }
}
