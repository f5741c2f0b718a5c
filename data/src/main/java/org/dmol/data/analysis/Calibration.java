package org.dmol.data.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether predicted probabilities are the frequencies they claim to be.
 *
 * @param bins the bins that are not empty, ascending
 */
public record Calibration(List<Bin> bins) {

    /**
     * One bin.
     *
     * @param predicted mean predicted probability
     * @param observed share of ones
     * @param count rows
     */
    public record Bin(double predicted, double observed, int count) {}

    /** Of labels 0 or 1 and probabilities in {@code bins} equal bins of [0, 1]. */
    public static Calibration of(int[] labels, double[] probabilities, int bins) {
        BinaryLabels.require(labels, probabilities);
        if (bins < 1) {
            throw new IllegalArgumentException("The number of bins is " + bins + "; at least 1 is needed.");
        }
        double[] sum = new double[bins];
        int[] ones = new int[bins];
        int[] count = new int[bins];
        for (int i = 0; i < labels.length; i++) {
            requireProbability(i, probabilities[i]);
            int bin = Math.min(bins - 1, (int) (probabilities[i] * bins));
            sum[bin] += probabilities[i];
            ones[bin] += labels[i];
            count[bin]++;
        }
        List<Bin> out = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            if (count[b] > 0) {
                out.add(new Bin(sum[b] / count[b], (double) ones[b] / count[b], count[b]));
            }
        }
        return new Calibration(List.copyOf(out));
    }

    private static void requireProbability(int i, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    "The probability at " + i + " is " + p + "; it must be between 0 and 1.");
        }
    }

    /** Mean distance between predicted and observed, weighted by the rows. */
    public double expectedError() {
        double sum = 0;
        int n = 0;
        for (Bin b : bins) {
            sum += b.count() * Math.abs(b.predicted() - b.observed());
            n += b.count();
        }
        return sum / n;
    }

    /** Mean squared difference of probability and label. */
    public static double brier(int[] labels, double[] probabilities) {
        BinaryLabels.require(labels, probabilities);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            requireProbability(i, probabilities[i]);
            sum += (probabilities[i] - labels[i]) * (probabilities[i] - labels[i]);
        }
        return sum / labels.length;
    }

    /** Mean cross-entropy, with probabilities kept 2.2e-16 (float64's precision) away from 0 and 1. */
    public static double logLoss(int[] labels, double[] probabilities) {
        BinaryLabels.require(labels, probabilities);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            requireProbability(i, probabilities[i]);
            double p = labels[i] == 1 ? probabilities[i] : 1 - probabilities[i];
            sum -= Math.log(Math.min(Math.max(p, Math.ulp(1.0)), 1 - Math.ulp(1.0)));
        }
        return sum / labels.length;
    }
}
