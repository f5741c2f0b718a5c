package org.dmol.chapters.tuning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.train.Dataset;

/**
 * Hemolytic and other peptides in one shuffled order.
 *
 * @param tokens int32 (rows, 190), 0 after the end
 * @param labels 1 for hemolytic
 * @param sequences in one-letter codes
 * @param order row of the file at each place
 */
record Peptides(Nd tokens, int[] labels, String[] sequences, int[] order) {
    static final int LENGTH = 190;
    static final int LETTERS = 20;
    static final int BATCH = 64;

    /** Shuffled by NumPy's generator with seed 0, whatever the run's seed: the split is part of the published run. */
    static Peptides of(ProteinTokens set) {
        int[] order = new NumpyRandom(0).permutation(set.size());
        int[] labels = set.labels();
        return new Peptides(
                set.tokens().take(order),
                IntStream.of(order).map(i -> labels[i]).toArray(),
                IntStream.of(order).mapToObj(set::sequence).toArray(String[]::new),
                order);
    }

    int size() {
        return labels.length;
    }

    /** The published split: the first tenth of the rows for testing, the next for validation. */
    Split byRow() {
        return Splits.testFirst(size(), size() / 10, size() / 10);
    }

    /** The same shares, but all rows of one sequence in the same part. */
    Split bySequence(long seed) {
        return Splits.grouped(sequences, 0.1, 0.1, seed);
    }

    Dataset rows(int[] part) {
        int[] y = labels(part);
        float[] target = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            target[i] = y[i];
        }
        return Dataset.of(tokens.take(part), Nd.of(target, y.length, 1)).batch(BATCH);
    }

    int[] labels(int[] part) {
        return IntStream.of(part).map(i -> labels[i]).toArray();
    }

    double positiveShare(int[] part) {
        return Arrays.stream(labels(part)).average().orElse(Double.NaN);
    }
}
