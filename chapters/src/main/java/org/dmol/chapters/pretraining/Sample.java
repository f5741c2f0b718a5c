package org.dmol.chapters.pretraining;

import java.util.Arrays;
import org.dmol.array.NumpyRandom;

/**
 * The book's few labelled molecules: a tenth of the data set at random, four fifths of them to train on and the rest to test.
 *
 * @param train rows of the data set
 * @param test other rows
 */
record Sample(int[] train, int[] test) {
    /** The sample of a seed; the book's has none. */
    static Sample draw(int rows, long seed) {
        int[] order = new NumpyRandom(seed).permutation(rows);
        int taken = (int) Math.floor(0.1 * rows);
        int train = (int) Math.floor(0.8 * taken);
        return new Sample(Arrays.copyOf(order, train), Arrays.copyOfRange(order, train, taken));
    }

    /** The same test rows and fewer labels. */
    Sample labels(int n) {
        return new Sample(Arrays.copyOf(train, Math.min(n, train.length)), test);
    }
}
