package org.dmol.chapters.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LeastSquares;

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
        return fits(features, y, List.of(train)).get(0);
    }

    /** The same for many choices of points, which may come more than once. */
    static List<double[]> fits(double[][] features, double[] y, List<int[]> train) {
        return LeastSquares.with(Intercept.NONE).fitTo(Nd.matrix(features), y, train).stream()
                .map(fit -> {
                    double[] out = new double[N];
                    for (int i = 0; i < N; i++) {
                        out[i] = fit.predict(features[i]);
                    }
                    return out;
                })
                .toList();
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
        int[] out = new int[N];
        int n = 0;
        for (int i = 0; i < N; i++) {
            if (!drawn[i]) {
                out[n++] = i;
            }
        }
        return Arrays.copyOf(out, n);
    }
}
