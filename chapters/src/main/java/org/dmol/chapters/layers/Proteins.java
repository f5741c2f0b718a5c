package org.dmol.chapters.layers;

import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.train.Dataset;

/**
 * The proteins in the book's shuffled order and their three parts: the first tenth for testing, the next for validation.
 *
 * @param tokens int32 (rows, 200), 0 after the end
 * @param labels float32 (rows, 1), 1 for soluble
 * @param tenth size of the test and of the validation part
 */
record Proteins(Nd tokens, Nd labels, int tenth, int[] order) {
    static final int LENGTH = 200;
    static final int LETTERS = 20;
    private static final int BATCH = 16;

    /** Shuffled by NumPy's generator with seed 0, whatever the run's seed: the split is part of the book's data. */
    static Proteins of(ProteinTokens set) {
        int[] order = new NumpyRandom(0).permutation(set.size());
        int[] labels = set.labels();
        float[] y = new float[order.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = labels[order[i]];
        }
        return new Proteins(
                set.tokens().cast(DType.INT32).take(order), Nd.of(y, y.length, 1), (int) (0.1 * order.length), order);
    }

    int size() {
        return tokens.dim(0);
    }

    Dataset test() {
        return all().take(tenth);
    }

    Dataset validation() {
        return all().skip(tenth).take(tenth);
    }

    Dataset train() {
        return all().skip(2 * tenth).shuffle();
    }

    private Dataset all() {
        return Dataset.of(tokens, labels).batch(BATCH);
    }

    /** Labels of a part as integers. */
    static int[] labels(Dataset part) {
        return part.target(0).ints();
    }

    /** The share of the larger class. */
    static double majority(Dataset part) {
        double positive = IntStream.of(labels(part)).average().orElse(0);
        return Math.max(positive, 1 - positive);
    }
}
