package org.dmol.chapters.regression;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.LinearFit;

/** The synthetic data: twenty points on x³ - x² + x - 1, and linear fits to powers of x. */
final class Polynomials {
    static final int N = 20;
    static final double[] X =
            IntStream.range(0, N).mapToDouble(i -> -3 + 6.0 * i / (N - 1)).toArray();
    static final double[] TRUTH =
            Arrays.stream(X).map(x -> x * x * x - x * x + x - 1).toArray();

    private Polynomials() {}

    /** x⁰ … x^(f-1) of all points. */
    static double[][] powers(int f) {
        double[][] out = new double[N][f];
        for (int i = 0; i < N; i++) {
            out[i][0] = 1;
            for (int k = 1; k < f; k++) {
                out[i][k] = out[i][k - 1] * X[i];
            }
        }
        return out;
    }

    /** Least squares without a further constant, fitted to the points {@code train}; predictions for all points. */
    static double[] fit(double[][] features, double[] y, int[] train) {
        Nd x = Nd.matrix(rows(features, train));
        LinearFit fit = LeastSquares.with(Intercept.NONE).fit(x, RegressionData.pick(y, train));
        return fit.predict(Nd.matrix(features));
    }

    static double[][] rows(double[][] features, int[] rows) {
        return IntStream.of(rows).mapToObj(i -> features[i]).toArray(double[][]::new);
    }

    /** The points that are not in {@code train}. */
    static int[] others(int[] train) {
        boolean[] drawn = new boolean[N];
        for (int i : train) {
            drawn[i] = true;
        }
        return IntStream.range(0, N).filter(i -> !drawn[i]).toArray();
    }
}
