package org.dmol.layers.explain;

import java.util.Arrays;

/**
 * What each player contributes.
 *
 * @param values one for each player
 * @param standardErrors of the values, as means of samples; 0 where they are exact
 * @param full mean value of the coalition of all
 * @param empty mean value of the coalition of nobody
 * @param samples (m, players): the contributions whose means the values are; no rows where they are exact
 */
public record ShapleyValues(double[] values, double[] standardErrors, double full, double empty, double[][] samples) {
    /** Means of the samples. */
    static ShapleyValues of(double[][] samples, double full, double empty) {
        int n = samples[0].length;
        int m = samples.length;
        double[] mean = new double[n];
        double[] error = new double[n];
        for (int i = 0; i < n; i++) {
            int player = i;
            double average = Arrays.stream(samples).mapToDouble(s -> s[player]).sum() / m;
            double squares = Arrays.stream(samples)
                    .mapToDouble(s -> (s[player] - average) * (s[player] - average))
                    .sum();
            mean[i] = average;
            error[i] = m > 1 ? Math.sqrt(squares / (m - 1) / m) : Double.NaN;
        }
        return new ShapleyValues(mean, error, full, empty, samples);
    }

    /** Sum of all values. */
    public double sum() {
        return Arrays.stream(values).sum();
    }

    /** How far the sum is from {@code full - empty}, which Shapley values share out. */
    public double gap() {
        return sum() - (full - empty);
    }

    /** Sum of the values if only the first {@code m} samples are used. */
    public double sumOfFirst(int m) {
        double sum = 0;
        for (int k = 0; k < m; k++) {
            sum += Arrays.stream(samples[k]).sum();
        }
        return sum / m;
    }

    /** Standard error of {@link #sum()}. */
    public double sumStandardError() {
        if (samples.length < 2) {
            return samples.length == 0 ? 0 : Double.NaN;
        }
        double[] sums =
                Arrays.stream(samples).mapToDouble(s -> Arrays.stream(s).sum()).toArray();
        double mean = Arrays.stream(sums).average().orElseThrow();
        double squares = Arrays.stream(sums).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (sums.length - 1) / sums.length);
    }
}
