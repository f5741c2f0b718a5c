package org.dmol.chapters.vae;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.analysis.Histogram;

/**
 * The synthetic data of the chapter: numbers from two normal distributions, and the same in 32 classes.
 *
 * @param x 1024 numbers
 * @param oneHot 1024 x 32, float32
 * @param counts members of each class
 * @param random the generator after the data, from which the book's initial weights come
 */
record Classes(double[] x, Nd oneHot, long[] counts, NumpyRandom random) {
    static final int POINTS = 1024;
    static final int BINS = 32;

    static Classes of(long seed) {
        NumpyRandom random = new NumpyRandom(seed);
        int[] choice = random.choice(2, POINTS, true);
        double[] left = random.normal(-1, 0.5, POINTS).doubles();
        double[] right = random.normal(1, 0.25, POINTS).doubles();
        double[] x = new double[POINTS];
        Arrays.setAll(x, i -> choice[i] == 1 ? right[i] : left[i]);
        Histogram h = Histogram.of(x, BINS);
        float[] rows = new float[POINTS * BINS];
        for (int i = 0; i < POINTS; i++) {
            rows[i * BINS + bin(h, x[i])] = 1;
        }
        return new Classes(x, Nd.of(rows, POINTS, BINS), h.counts(), random);
    }

    private static int bin(Histogram h, double x) {
        int k = BINS - 1;
        while (k > 0 && x < h.edges()[k]) {
            k--;
        }
        return k;
    }

    /** The class of a row. */
    int classOf(int row) {
        int k = 0;
        while (oneHot.get(row, k) == 0) {
            k++;
        }
        return k;
    }

    /** The numbers as a column, float32. */
    Nd column() {
        return Nd.of(x, POINTS, 1).cast(DType.FLOAT32);
    }

    /** Entropy of the classes' frequencies in nats. */
    double entropy() {
        double h = 0;
        for (long n : counts) {
            double p = (double) n / POINTS;
            h -= n == 0 ? 0 : p * Math.log(p);
        }
        return h;
    }

    /** Half the sum of the differences between frequencies and another distribution of the classes. */
    double totalVariation(double[] expected) {
        double sum = 0;
        double all = Arrays.stream(expected).sum();
        for (int k = 0; k < BINS; k++) {
            sum += Math.abs((double) counts[k] / POINTS - expected[k] / all);
        }
        return sum / 2;
    }
}
