package org.dmol.data.analysis;

/**
 * Receiver operating characteristic of a binary classifier. Rows of equal score share one point, so the area counts a tie as one half.
 *
 * @param falsePositiveRate from 0 to 1
 * @param truePositiveRate from 0 to 1
 * @param thresholds scores from which on a row is called positive, infinity first
 */
public record Roc(double[] falsePositiveRate, double[] truePositiveRate, double[] thresholds) {

    /**
     * Of labels 0 or 1 and scores that are high for 1.
     *
     * @throws IllegalArgumentException if only one class occurs: there is no such curve
     */
    public static Roc of(int[] labels, double[] scores) {
        int positives = BinaryLabels.requireBoth(labels, scores, "ROC curve");
        int negatives = labels.length - positives;
        int[] order = BinaryLabels.descending(scores);
        int points = 1;
        for (int i = 0; i < order.length; i++) {
            points += isLastOfTie(scores, order, i) ? 1 : 0;
        }
        double[] fpr = new double[points];
        double[] tpr = new double[points];
        double[] thresholds = new double[points];
        thresholds[0] = Double.POSITIVE_INFINITY;
        int hits = 0;
        int at = 0;
        for (int i = 0; i < order.length; i++) {
            hits += labels[order[i]];
            if (isLastOfTie(scores, order, i)) {
                at++;
                tpr[at] = (double) hits / positives;
                fpr[at] = (double) (i + 1 - hits) / negatives;
                thresholds[at] = scores[order[i]];
            }
        }
        return new Roc(fpr, tpr, thresholds);
    }

    static boolean isLastOfTie(double[] scores, int[] order, int i) {
        return i + 1 == order.length || scores[order[i + 1]] != scores[order[i]];
    }

    /** Area under the curve, the chance that a random positive scores above a random negative. */
    public double auc() {
        double area = 0;
        for (int i = 1; i < thresholds.length; i++) {
            area += (falsePositiveRate[i] - falsePositiveRate[i - 1])
                    * (truePositiveRate[i] + truePositiveRate[i - 1])
                    / 2;
        }
        return area;
    }

    /** The area of {@code of(labels, scores)}. */
    public static double auc(int[] labels, double[] scores) {
        return of(labels, scores).auc();
    }
}
