package org.dmol.data.analysis;

import java.util.Arrays;

/** Summary numbers of a sample. Empty samples give NaN, as NumPy does. */
public final class Stats {
    private Stats() {}

    /** Arithmetic mean. */
    public static double mean(double... v) {
        double sum = 0;
        for (double e : v) {
            sum += e;
        }
        return sum / v.length;
    }

    /** Sum of squared deviations from the mean over {@code n - ddof}. */
    public static double variance(double[] v, int ddof) {
        double mean = mean(v);
        double sum = 0;
        for (double e : v) {
            sum += (e - mean) * (e - mean);
        }
        return v.length - ddof <= 0 ? Double.NaN : sum / (v.length - ddof);
    }

    /** Standard deviation; {@code ddof} 0 is NumPy's default (population), 1 is pandas's (sample). */
    public static double std(double[] v, int ddof) {
        return Math.sqrt(variance(v, ddof));
    }

    /** The middle value, or the mean of the two middle ones. */
    public static double median(double... v) {
        return quantile(v, 0.5);
    }

    /** Quantile {@code q} in [0, 1], linear between the neighbouring order statistics (NumPy's default). */
    public static double quantile(double[] v, double q) {
        return quantiles(v, q)[0];
    }

    /** Several quantiles of one sample; see {@link #quantile}. */
    public static double[] quantiles(double[] v, double... q) {
        double[] sorted = v.clone();
        Arrays.sort(sorted);
        double[] out = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            if (!(q[i] >= 0 && q[i] <= 1)) {
                throw new IllegalArgumentException("The quantile " + q[i] + " is not between 0 and 1.");
            }
            out[i] = sorted.length == 0 ? Double.NaN : sortedQuantile(sorted, q[i]);
        }
        return out;
    }

    private static double sortedQuantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /** 1-based ranks; equal values share the mean of their ranks (SciPy's {@code rankdata}). */
    public static double[] ranks(double[] v) {
        int[] order = Mat.argsort(v);
        double[] ranks = new double[v.length];
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && v[order[j]] == v[order[i]]) {
                j++;
            }
            for (int k = i; k < j; k++) {
                ranks[order[k]] = 0.5 * (i + j + 1);
            }
            i = j;
        }
        return ranks;
    }
}
