package org.dmol.data.analysis;

import java.util.Arrays;

/**
 * Counts of values in equal bins; the last bin includes its upper edge, the others do not.
 *
 * @param edges bins + 1 ascending numbers
 * @param counts values in each bin
 */
public record Histogram(double[] edges, long[] counts) {

    /** {@code bins} equal bins from the least to the largest value. */
    public static Histogram of(double[] values, int bins) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        // NumPy's rule for a sample of equal values.
        return low == high ? between(values, bins, low - 0.5, high + 0.5) : between(values, bins, low, high);
    }

    /** {@code bins} equal bins from {@code low} to {@code high}; values outside are not counted. */
    public static Histogram between(double[] values, int bins, double low, double high) {
        if (bins < 1 || !(low < high)) {
            throw new IllegalArgumentException("A histogram cannot have " + bins + " bins from " + low + " to " + high
                    + "; at least 1 bin and a lower limit below the upper one are needed.");
        }
        double[] edges = new double[bins + 1];
        Arrays.setAll(edges, i -> i == bins ? high : low + i * ((high - low) / bins));
        long[] counts = new long[bins];
        for (double v : values) {
            if (!(v >= low && v <= high)) {
                continue;
            }
            int bin = Math.min(bins - 1, (int) ((v - low) / (high - low) * bins));
            // The division may round over an edge.
            if (v < edges[bin]) {
                bin--;
            } else if (bin < bins - 1 && v >= edges[bin + 1]) {
                bin++;
            }
            counts[bin]++;
        }
        return new Histogram(edges, counts);
    }

    /**
     * Number of bins by the rule of Freedman and Diaconis (bin width 2 IQR n^(-1/3); the square root of n if the quartiles agree), at
     * most {@code limit}. Seaborn's limit is 50.
     */
    public static int freedmanDiaconis(double[] values, int limit) {
        double[] q = Stats.quantiles(values, 0.25, 0.75, 0, 1);
        double width = 2 * (q[1] - q[0]) / Math.cbrt(values.length);
        double bins = width == 0 ? Math.floor(Math.sqrt(values.length)) : Math.ceil((q[3] - q[2]) / width);
        return (int) Math.max(1, Math.min(limit, bins));
    }

    /** Width of a bin. */
    public double width() {
        return edges[1] - edges[0];
    }

    /** Counts divided by their sum and the bin width, so that the area is 1. */
    public double[] density() {
        double total = Arrays.stream(counts).sum() * width();
        return Arrays.stream(counts).mapToDouble(c -> c / total).toArray();
    }
}
