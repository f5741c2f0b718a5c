package org.dmol.data.analysis;

import java.util.Arrays;

/**
 * Scores to probabilities by a logistic curve, 1 / (1 + exp(a s + b)) (Platt 1999), fitted with Newton's method to Platt's smoothed
 * targets (Lin, Lin, Weng, Mach. Learn. 2007, 68, 267).
 *
 * @param a slope, negative if high scores mean 1
 * @param b offset
 */
public record PlattScaling(double a, double b) {

    /** Fits to scores and labels 0 or 1; both classes must occur. */
    public static PlattScaling fit(int[] labels, double[] scores) {
        int positives = BinaryLabels.requireBoth(labels, scores, "Platt calibration");
        int negatives = labels.length - positives;
        double high = (positives + 1.0) / (positives + 2.0);
        double low = 1 / (negatives + 2.0);
        double[] target =
                Arrays.stream(labels).mapToDouble(l -> l == 1 ? high : low).toArray();
        double a = 0;
        double b = Math.log((negatives + 1.0) / (positives + 1.0));
        double value = loss(scores, target, a, b);
        for (int iteration = 0; iteration < 100; iteration++) {
            double haa = 1e-12;
            double hbb = 1e-12;
            double hab = 0;
            double ga = 0;
            double gb = 0;
            for (int i = 0; i < scores.length; i++) {
                double p = probability(a * scores[i] + b);
                double d = target[i] - p;
                double w = p * (1 - p);
                haa += scores[i] * scores[i] * w;
                hbb += w;
                hab += scores[i] * w;
                ga += scores[i] * d;
                gb += d;
            }
            double determinant = haa * hbb - hab * hab;
            double da = -(hbb * ga - hab * gb) / determinant;
            double db = -(haa * gb - hab * ga) / determinant;
            double step = 1;
            double next = loss(scores, target, a + da, b + db);
            while (next > value + 1e-4 * step * (ga * da + gb * db) && step > 1e-10) {
                step /= 2;
                next = loss(scores, target, a + step * da, b + step * db);
            }
            a += step * da;
            b += step * db;
            value = next;
            if (Math.abs(step * da) <= 1e-12 * (1 + Math.abs(a)) && Math.abs(step * db) <= 1e-12 * (1 + Math.abs(b))) {
                break;
            }
        }
        return new PlattScaling(a, b);
    }

    private static double loss(double[] scores, double[] target, double a, double b) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double f = a * scores[i] + b;
            // log(1 + exp(-|f|)) does not overflow.
            sum += Math.log1p(Math.exp(-Math.abs(f))) + (f >= 0 ? target[i] * f : (target[i] - 1) * f);
        }
        return sum;
    }

    private static double probability(double f) {
        return f >= 0 ? Math.exp(-f) / (1 + Math.exp(-f)) : 1 / (1 + Math.exp(f));
    }

    /** Probability of class 1 for each score. */
    public double[] transform(double... scores) {
        return Arrays.stream(scores).map(s -> probability(a * s + b)).toArray();
    }
}
