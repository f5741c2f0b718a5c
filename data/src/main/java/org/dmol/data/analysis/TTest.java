package org.dmol.data.analysis;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Student's t-test, two-sided.
 *
 * @param statistic t
 * @param freedom degrees of freedom
 * @param pValue chance of a |t| at least as large if the means are equal
 * @param difference difference of the means
 * @param standardError of the difference
 */
public record TTest(double statistic, double freedom, double pValue, double difference, double standardError) {

    /** Whether the mean of {@code a} is {@code expected}. */
    public static TTest oneSample(double[] a, double expected) {
        requireTwo(a);
        return of(Stats.mean(a) - expected, Math.sqrt(Stats.variance(a, 1) / a.length), a.length - 1.0);
    }

    /** Whether the differences {@code a[i] - b[i]} have mean 0. */
    public static TTest paired(double[] a, double[] b) {
        Mat.requireLength(b, a.length, "b");
        double[] difference = a.clone();
        for (int i = 0; i < b.length; i++) {
            difference[i] -= b[i];
        }
        return oneSample(difference, 0);
    }

    /** Whether two independent samples have equal means, without assuming equal variances (Welch). */
    public static TTest welch(double[] a, double[] b) {
        requireTwo(a);
        requireTwo(b);
        double va = Stats.variance(a, 1) / a.length;
        double vb = Stats.variance(b, 1) / b.length;
        double freedom = (va + vb) * (va + vb) / (va * va / (a.length - 1) + vb * vb / (b.length - 1));
        return of(Stats.mean(a) - Stats.mean(b), Math.sqrt(va + vb), freedom);
    }

    /** Whether two independent samples of equal variance have equal means. */
    public static TTest pooled(double[] a, double[] b) {
        requireTwo(a);
        requireTwo(b);
        double freedom = a.length + b.length - 2.0;
        double variance = (Stats.variance(a, 1) * (a.length - 1) + Stats.variance(b, 1) * (b.length - 1)) / freedom;
        return of(Stats.mean(a) - Stats.mean(b), Math.sqrt(variance * (1.0 / a.length + 1.0 / b.length)), freedom);
    }

    private static void requireTwo(double[] sample) {
        if (sample.length < 2) {
            throw new IllegalArgumentException(
                    "A t-test needs at least 2 values in a sample; this one has " + sample.length + ".");
        }
    }

    private static TTest of(double difference, double standardError, double freedom) {
        double t = difference / standardError;
        double p;
        if (Double.isNaN(t) || Double.isNaN(freedom)) {
            p = Double.NaN;
        } else if (Double.isInfinite(t)) {
            p = 0;
        } else {
            p = 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(t));
        }
        return new TTest(t, freedom, p, difference, standardError);
    }

    /** Confidence interval of the difference at {@code level}, such as 0.95. */
    public Interval interval(double level) {
        double margin = quantile((1 + level) / 2, freedom) * standardError;
        return new Interval(difference - margin, difference, difference + margin);
    }

    /** The {@code q} quantile of Student's distribution. */
    public static double quantile(double q, double freedom) {
        return new TDistribution(freedom).inverseCumulativeProbability(q);
    }
}
