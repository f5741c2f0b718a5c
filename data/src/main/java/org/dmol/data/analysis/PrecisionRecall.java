package org.dmol.data.analysis;

/**
 * Precision against recall of a binary classifier, from recall 0 up. Rows of equal score share one point.
 *
 * @param precision share of ones among the rows called positive; the first, where no row is, is 1 by convention
 * @param recall share of the ones that are called positive
 * @param thresholds scores from which on a row is called positive, infinity first
 */
public record PrecisionRecall(double[] precision, double[] recall, double[] thresholds) {

    /**
     * Of labels 0 or 1 and scores that are high for 1.
     *
     * @throws IllegalArgumentException if only one class occurs
     */
    public static PrecisionRecall of(int[] labels, double[] scores) {
        int positives = BinaryLabels.requireBoth(labels, scores, "precision-recall curve");
        Roc roc = Roc.of(labels, scores);
        int negatives = labels.length - positives;
        int n = roc.thresholds().length;
        double[] precision = new double[n];
        precision[0] = 1;
        for (int i = 1; i < n; i++) {
            double hits = Math.rint(roc.truePositiveRate()[i] * positives);
            double misses = Math.rint(roc.falsePositiveRate()[i] * negatives);
            precision[i] = hits / (hits + misses);
        }
        return new PrecisionRecall(precision, roc.truePositiveRate(), roc.thresholds());
    }

    /** Average precision: the sum of the steps of recall times the precision at their end. */
    public double averagePrecision() {
        double sum = 0;
        for (int i = 1; i < recall.length; i++) {
            sum += (recall[i] - recall[i - 1]) * precision[i];
        }
        return sum;
    }
}
