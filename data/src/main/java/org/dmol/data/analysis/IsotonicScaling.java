package org.dmol.data.analysis;

import java.util.Arrays;

/**
 * The best non-decreasing function of the scores, by pooling adjacent violators; between its knots it is linear, outside constant.
 *
 * @param x knots, ascending
 * @param y values at the knots, not descending
 */
public record IsotonicScaling(double[] x, double[] y) {

    /** Fits to scores and targets (labels 0 and 1, or any numbers); rows of equal score count with their mean target. */
    public static IsotonicScaling fit(double[] scores, double[] targets) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("There are no scores; isotonic regression needs at least one.");
        }
        Mat.requireLength(scores, scores.length, "scores");
        Mat.requireLength(targets, scores.length, "targets");
        int[] order = Mat.argsort(scores);
        double[] x = new double[scores.length];
        double[] y = new double[scores.length];
        double[] weight = new double[scores.length];
        int n = 0;
        for (int i : order) {
            if (n > 0 && x[n - 1] == scores[i]) {
                weight[n - 1]++;
                y[n - 1] += (targets[i] - y[n - 1]) / weight[n - 1];
            } else {
                x[n] = scores[i];
                y[n] = targets[i];
                weight[n++] = 1;
            }
        }
        pool(y, weight, n);
        return new IsotonicScaling(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    private static void pool(double[] y, double[] weight, int n) {
        int[] start = new int[n];
        double[] value = new double[n];
        double[] mass = new double[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            start[blocks] = i;
            value[blocks] = y[i];
            mass[blocks++] = weight[i];
            while (blocks > 1 && value[blocks - 2] >= value[blocks - 1]) {
                double total = mass[blocks - 2] + mass[blocks - 1];
                value[blocks - 2] =
                        (value[blocks - 2] * mass[blocks - 2] + value[blocks - 1] * mass[blocks - 1]) / total;
                mass[blocks - 2] = total;
                blocks--;
            }
        }
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(y, start[b], b + 1 < blocks ? start[b + 1] : n, value[b]);
        }
    }

    /** The function at each score. */
    public double[] transform(double... scores) {
        return Arrays.stream(scores).map(this::at).toArray();
    }

    private double at(double score) {
        int i = Arrays.binarySearch(x, score);
        if (i >= 0) {
            return y[i];
        }
        int after = -i - 1;
        if (after == 0) {
            return y[0];
        }
        if (after == x.length) {
            return y[x.length - 1];
        }
        double t = (score - x[after - 1]) / (x[after] - x[after - 1]);
        return y[after - 1] + t * (y[after] - y[after - 1]);
    }
}
