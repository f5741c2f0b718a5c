package org.dmol.data.analysis;

import java.util.Arrays;

/** Checks of 0/1 labels and their scores. */
final class BinaryLabels {
    private BinaryLabels() {}

    /** Number of ones, after checking that labels are 0 or 1, both occur, and there is one finite score for each. */
    static int requireBoth(int[] labels, double[] scores, String what) {
        int positives = require(labels, scores);
        if (positives == 0 || positives == labels.length) {
            throw new IllegalArgumentException("The " + what + " is undefined: all " + labels.length + " labels are "
                    + (positives == 0 ? 0 : 1) + ", both classes are needed.");
        }
        return positives;
    }

    static int require(int[] labels, double[] scores) {
        Mat.requireLength(scores, labels.length, "scores");
        int positives = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0 && labels[i] != 1) {
                throw new IllegalArgumentException("The label at " + i + " is " + labels[i] + "; it must be 0 or 1.");
            }
            positives += labels[i];
        }
        if (labels.length == 0) {
            throw new IllegalArgumentException("There are no labels; at least one is needed.");
        }
        return positives;
    }

    /** Indices by score, highest first. */
    static int[] descending(double[] scores) {
        double[] negative = Arrays.stream(scores).map(s -> -s).toArray();
        return Mat.argsort(negative);
    }
}
