package org.dmol.data.analysis;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Uncertainty of the area under a ROC curve, and of the difference of two areas on the same rows (DeLong, DeLong, Clarke-Pearson, Biometrics
 * 1988, 44, 837).
 *
 * @param area area under the curve, or the difference of two
 * @param standardError of it
 */
public record DeLong(double area, double standardError) {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** Of one classifier; both classes must occur twice or more. */
    public static DeLong of(int[] labels, double[] scores) {
        Placements p = new Placements(labels, scores);
        return new DeLong(p.area(), Math.sqrt(p.covariance(p)));
    }

    /** Of the area of {@code scoresA} less that of {@code scoresB}, whose errors are correlated. */
    public static DeLong difference(int[] labels, double[] scoresA, double[] scoresB) {
        Placements a = new Placements(labels, scoresA);
        Placements b = new Placements(labels, scoresB);
        double variance = a.covariance(a) + b.covariance(b) - 2 * a.covariance(b);
        return new DeLong(a.area() - b.area(), Math.sqrt(Math.max(0, variance)));
    }

    /** Normal confidence interval at {@code level}, such as 0.95. */
    public Interval interval(double level) {
        double margin = NORMAL.inverseCumulativeProbability((1 + level) / 2) * standardError;
        return new Interval(area - margin, area, area + margin);
    }

    /** Two-sided chance of a difference from {@code expected} at least as large. */
    public double pValue(double expected) {
        double z = Math.abs(area - expected) / standardError;
        return Double.isNaN(z) ? 1 : 2 * NORMAL.cumulativeProbability(-z);
    }

    /** For each row the share of the other class that it is ranked right against; ties are one half. */
    private static final class Placements {
        private final double[] positive;
        private final double[] negative;

        Placements(int[] labels, double[] scores) {
            int positives = BinaryLabels.requireBoth(labels, scores, "area under the ROC curve");
            int negatives = labels.length - positives;
            if (Math.min(positives, negatives) < 2) {
                throw new IllegalArgumentException("The error of the area is undefined: there are " + positives
                        + " ones and " + negatives + " zeros, at least 2 of each are needed.");
            }
            double[] all = Stats.ranks(scores);
            double[] ones = select(labels, scores, 1);
            double[] zeros = select(labels, scores, 0);
            positive = placement(select(labels, all, 1), Stats.ranks(ones), negatives);
            negative = Arrays.stream(placement(select(labels, all, 0), Stats.ranks(zeros), positives))
                    .map(v -> 1 - v)
                    .toArray();
        }

        private static double[] select(int[] labels, double[] values, int label) {
            double[] out = new double[values.length];
            int n = 0;
            for (int i = 0; i < values.length; i++) {
                if (labels[i] == label) {
                    out[n++] = values[i];
                }
            }
            return Arrays.copyOf(out, n);
        }

        /** Rank among all less rank within the class is the number of the other class below. */
        private static double[] placement(double[] rankInAll, double[] rankInClass, int others) {
            double[] out = new double[rankInAll.length];
            Arrays.setAll(out, i -> (rankInAll[i] - rankInClass[i]) / others);
            return out;
        }

        double area() {
            return Stats.mean(positive);
        }

        double covariance(Placements other) {
            return covariance(positive, other.positive) / positive.length
                    + covariance(negative, other.negative) / negative.length;
        }

        private static double covariance(double[] a, double[] b) {
            double meanA = Stats.mean(a);
            double meanB = Stats.mean(b);
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (a[i] - meanA) * (b[i] - meanB);
            }
            return sum / (a.length - 1);
        }
    }
}
