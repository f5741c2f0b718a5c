package org.dmol.data.analysis;

import org.dmol.array.Nd;

/** Anything that can be fitted to rows and labels; what cross-validation and jackknife+ take. */
@FunctionalInterface
public interface Learner {

    /** Fits to {@code x} (n, d) and the n labels {@code y}. */
    Predictor fit(Nd x, double[] y);

    /** A fitted model. */
    @FunctionalInterface
    interface Predictor {
        /** One prediction for each row of {@code x} (m, d). */
        double[] predict(Nd x);
    }
}
