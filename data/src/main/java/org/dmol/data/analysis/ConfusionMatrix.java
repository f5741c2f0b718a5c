package org.dmol.data.analysis;

import java.util.Arrays;

/**
 * Counts of true classes (rows) against predicted ones (columns).
 *
 * @param counts (k, k)
 */
public record ConfusionMatrix(int[][] counts) {

    /** Of class numbers 0 … classes-1. */
    public static ConfusionMatrix of(int classes, int[] labels, int[] predicted) {
        if (labels.length != predicted.length) {
            throw new IllegalArgumentException("There are " + labels.length + " labels and " + predicted.length
                    + " predictions; their numbers must agree.");
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            if (Math.min(labels[i], predicted[i]) < 0 || Math.max(labels[i], predicted[i]) >= classes) {
                throw new IllegalArgumentException("Row " + i + " has the label " + labels[i] + " and the prediction "
                        + predicted[i] + "; classes are 0 … " + (classes - 1) + ".");
            }
            counts[labels[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(counts);
    }

    /** Of labels 0 or 1 and scores: a row is called 1 if its score is at least {@code threshold}. */
    public static ConfusionMatrix atThreshold(int[] labels, double[] scores, double threshold) {
        BinaryLabels.require(labels, scores);
        return of(
                2,
                labels,
                Arrays.stream(scores).mapToInt(s -> s >= threshold ? 1 : 0).toArray());
    }

    /** Rows of class 0 called 1, of a matrix of two classes. */
    public int falsePositives() {
        return binary()[0][1];
    }

    /** Rows of class 1 called 0, of a matrix of two classes. */
    public int falseNegatives() {
        return binary()[1][0];
    }

    private int[][] binary() {
        if (counts.length != 2) {
            throw new IllegalStateException(
                    "False positives and negatives need 2 classes; this matrix has " + counts.length + ".");
        }
        return counts;
    }

    /** Rows on the diagonal by all rows. */
    public double accuracy() {
        double right = 0;
        double all = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            all += Arrays.stream(counts[i]).sum();
        }
        return right / all;
    }

    /** Of the rows of class {@code c}, the share called so; NaN if there are none. */
    public double recall(int c) {
        return counts[c][c] / (double) Arrays.stream(counts[c]).sum();
    }

    /** Of the rows called {@code c}, the share that is; NaN if there are none. */
    public double precision(int c) {
        return counts[c][c]
                / (double) Arrays.stream(counts).mapToInt(row -> row[c]).sum();
    }

    /** Harmonic mean of precision and recall of class {@code c}. */
    public double f1(int c) {
        int row = Arrays.stream(counts[c]).sum();
        int column = Arrays.stream(counts).mapToInt(r -> r[c]).sum();
        return 2.0 * counts[c][c] / (row + column);
    }

    /** Mean recall over the classes that occur. */
    public double balancedAccuracy() {
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < counts.length; c++) {
            if (!Double.isNaN(recall(c))) {
                sum += recall(c);
                occurring++;
            }
        }
        return sum / occurring;
    }

    /** Matthews's correlation coefficient, for any number of classes (Gorodkin); 0 where it is undefined. */
    public double matthews() {
        double all = 0;
        double right = 0;
        double cross = 0;
        double rows = 0;
        double columns = 0;
        for (int c = 0; c < counts.length; c++) {
            int k = c;
            double row = Arrays.stream(counts[c]).sum();
            double column = Arrays.stream(counts).mapToInt(r -> r[k]).sum();
            all += row;
            right += counts[c][c];
            cross += row * column;
            rows += row * row;
            columns += column * column;
        }
        double scale = Math.sqrt((all * all - rows) * (all * all - columns));
        return scale == 0 ? 0 : (right * all - cross) / scale;
    }
}
