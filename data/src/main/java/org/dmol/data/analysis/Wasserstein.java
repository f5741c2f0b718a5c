package org.dmol.data.analysis;

import java.util.Arrays;

/** The distance between two distributions of a number: how far, on average, one must be carried to become the other. */
public final class Wasserstein {
    private Wasserstein() {}

    /**
     * The first Wasserstein distance of two samples, in their unit, as {@code scipy.stats.wasserstein_distance}: the area between their
     * cumulative distributions.
     */
    public static double distance(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) {
            throw new IllegalArgumentException("Both samples need at least one value.");
        }
        double[] x = a.clone();
        double[] y = b.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        double sum = 0;
        double at = Math.min(x[0], y[0]);
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            double next = j == y.length || (i < x.length && x[i] <= y[j]) ? x[i] : y[j];
            sum += Math.abs((double) i / x.length - (double) j / y.length) * (next - at);
            at = next;
            while (i < x.length && x[i] == next) {
                i++;
            }
            while (j < y.length && y[j] == next) {
                j++;
            }
        }
        return sum;
    }
}
