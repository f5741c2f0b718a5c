package org.dmol.chapters.tuning;

import org.dmol.data.analysis.Calibration;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.analysis.PrecisionRecall;
import org.dmol.data.analysis.Roc;

/** How good probabilities are: four numbers, of which accuracy alone says little when one class is rare. */
record Quality(double auc, double averagePrecision, double balancedAccuracy, double accuracy, double logLoss) {
    static Quality of(int[] labels, double[] probabilities) {
        ConfusionMatrix at = ConfusionMatrix.atThreshold(labels, probabilities, 0.5);
        return new Quality(
                Roc.auc(labels, probabilities),
                PrecisionRecall.of(labels, probabilities).averagePrecision(),
                at.balancedAccuracy(),
                at.accuracy(),
                Calibration.logLoss(labels, probabilities));
    }
}
