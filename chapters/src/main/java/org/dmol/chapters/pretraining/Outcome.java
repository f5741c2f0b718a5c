package org.dmol.chapters.pretraining;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Stats;

/**
 * How a trained network does on test molecules.
 *
 * @param y measured, log mol/L
 * @param predicted the same unit
 */
record Outcome(double[] y, double[] predicted) {
    double mse() {
        return Scores.mse(y, predicted);
    }

    double correlation() {
        return Correlation.pearson(y, predicted);
    }

    /** One number of each run. */
    static double[] each(List<Outcome> runs, ToDoubleFunction<Outcome> what) {
        return runs.stream().mapToDouble(what).toArray();
    }

    /** Standard error of a mean; not a number for a single run. */
    static double error(double... values) {
        return values.length < 2 ? Double.NaN : Stats.std(values, 1) / Math.sqrt(values.length);
    }
}
