package org.dmol.data.analysis;

import java.util.Arrays;

/** Gaussian kernel density estimate of a sample in one dimension. */
public final class Kde {
    private final double[] values;
    private final double bandwidth;

    private Kde(double[] values, double bandwidth) {
        this.values = values;
        this.bandwidth = bandwidth;
    }

    /** Bandwidth by Scott's rule, std (ddof 1) times n^(-1/5): the default of SciPy and seaborn. */
    public static Kde of(double... values) {
        return withBandwidth(Stats.std(values, 1) * Math.pow(values.length, -0.2), values);
    }

    /** The given bandwidth, in the unit of the values. */
    public static Kde withBandwidth(double bandwidth, double... values) {
        if (!(bandwidth > 0)) {
            throw new IllegalArgumentException("The bandwidth of a density of " + values.length + " values is "
                    + bandwidth + "; it must be positive, so at least 2 different values are needed.");
        }
        return new Kde(values.clone(), bandwidth);
    }

    /** Standard deviation of the Gaussian at each value. */
    public double bandwidth() {
        return bandwidth;
    }

    /** The density at {@code x}. */
    public double density(double x) {
        double sum = 0;
        for (double v : values) {
            double z = (x - v) / bandwidth;
            sum += Math.exp(-0.5 * z * z);
        }
        return sum / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
    }

    /** The density at many points. */
    public double[] density(double[] points) {
        double[] out = new double[points.length];
        Arrays.parallelSetAll(out, i -> density(points[i]));
        return out;
    }

    /** {@code points} equally spaced from {@code cut} bandwidths below the least to as many above the largest value; seaborn: 200, 3. */
    public double[] grid(int points, double cut) {
        double low = Arrays.stream(values).min().orElseThrow() - cut * bandwidth;
        double high = Arrays.stream(values).max().orElseThrow() + cut * bandwidth;
        double[] out = new double[points];
        Arrays.setAll(out, i -> i == points - 1 ? high : low + i * ((high - low) / (points - 1)));
        return out;
    }
}
