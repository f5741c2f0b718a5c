package org.dmol.chapters.trajectory;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.LinearFit;

/**
 * The next displacement of a bead as a sum of its last ones, each times a number that is the same for all beads and directions: the best
 * that turns with its input and looks at no neighbour.
 */
final class LinearPast {
    private LinearPast() {}

    /** Mean squared error on the validation frames of a sum of so many displacements, fitted to the training frames. */
    static double error(Pairs pairs, int displacements) {
        int n = pairs.training();
        int m = pairs.count();
        LinearFit fit = LeastSquares.with(Intercept.NONE)
                .fit(
                        past(pairs, displacements, displacements, n),
                        pairs.displacements(displacements, n).doubles());
        double[] predicted = fit.predict(past(pairs, displacements, n, m));
        Nd measured = pairs.displacements(n, m);
        return Pairs.meanSquare(
                Pairs.difference(measured, Nd.of(predicted, measured.shape()).cast(DType.FLOAT32)));
    }

    /** Displacements before each of the pairs, as columns; a row for each coordinate of each bead. */
    private static Nd past(Pairs pairs, int displacements, int from, int to) {
        double[] flat = new double[(to - from) * Pairs.BEADS * 3 * displacements];
        for (int k = 0; k < displacements; k++) {
            float[] d = pairs.displacements(from - k - 1, to - k - 1).floats();
            for (int i = 0; i < d.length; i++) {
                flat[i * displacements + k] = d[i];
            }
        }
        return Nd.of(flat, flat.length / displacements, displacements);
    }
}
