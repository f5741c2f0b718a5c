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

    /** The same proteins without their first residues; the parts stay the same. */
    Proteins withoutFirst(int residues) {
        int[] in = tokens.ints();
        int[] out = new int[in.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(in, i * LENGTH + residues, out, i * LENGTH, LENGTH - residues);
        }
        return new Proteins(Nd.of(out, order.length, LENGTH), labels, tenth, order);
    }

    /** Tokens (rows, length) with so many more positions of padding. */
    static Nd padded(Nd tokens, int by) {
        int rows = tokens.dim(0);
        int width = tokens.dim(1);
        int[] out = new int[rows * (width + by)];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(tokens.ints(), i * width, out, i * (width + by), width);
        }
        return Nd.of(out, rows, width + by);
    }

    int size() {
        return tokens.dim(0);
    }

    Dataset test() {
        return everything().take(tenth);
    }

    Dataset validation() {
        return everything().skip(tenth).take(tenth);
    }

    Dataset train() {
        return everything().skip(2 * tenth).shuffle();
    }

    /** All proteins in the shuffled order. */
    Dataset everything() {
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

    /** Cross-entropy of a part when every protein gets the share of soluble ones in another part. */
    static double entropy(Dataset part, Dataset known) {
        double q = IntStream.of(labels(known)).average().orElse(0);
        double p = IntStream.of(labels(part)).average().orElse(0);
        return -p * Math.log(q) - (1 - p) * Math.log(1 - q);
    }
}
