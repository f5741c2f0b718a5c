package org.dmol.probability.bijectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.probability.Bijector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplineKnotsTest {
    private static final int SPLINES = 100, BINS = 8, NEAR = 4;
    private static final double START = -3;

    private static Nd lengths(NumpyRandom random) {
        double[] raw = random.uniform(0.05, 1, SPLINES * BINS).doubles().clone();
        for (int i = 0; i < SPLINES; i++) {
            double sum = 0;
            for (int j = 0; j < BINS; j++) {
                sum += raw[i * BINS + j];
            }
            for (int j = 0; j < BINS; j++) {
                raw[i * BINS + j] *= -2 * START / sum;
            }
        }
        return Nd.of(raw, SPLINES, 1, BINS).cast(DType.FLOAT32);
    }

    /** The floats around each knot between two bins, (SPLINES, number). */
    private static Nd nearKnots(Nd lengths) {
        int each = 2 * NEAR + 1, n = (BINS - 1) * each;
        float[] x = new float[SPLINES * n];
        for (int i = 0; i < SPLINES; i++) {
            double knot = START;
            for (int j = 0; j + 1 < BINS; j++) {
                knot += lengths.get(i, 0, j);
                for (int k = 0; k < each; k++) {
                    x[i * n + j * each + k] = (float) knot + (k - NEAR) * Math.ulp((float) knot);
                }
            }
        }
        return Nd.of(x, SPLINES, n);
    }

    /** No number falls between two bins, where it would be taken for one outside the range, or into two. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyNumberIsInOneBin(boolean forward) {
        NumpyRandom random = new NumpyRandom(0);
        Nd widths = lengths(random), heights = lengths(random);
        Nd slopes = random.uniform(0.3, 3, SPLINES * (BINS - 1))
                .reshape(SPLINES, 1, BINS - 1)
                .cast(DType.FLOAT32);
        Bijector single = new RationalQuadraticSpline(widths, heights, slopes, START);
        Bijector precise = new RationalQuadraticSpline(
                widths.cast(DType.FLOAT64), heights.cast(DType.FLOAT64), slopes.cast(DType.FLOAT64), START);
        Nd x = nearKnots(forward ? widths : heights);
        Nd exact = x.cast(DType.FLOAT64);
        assertThat(apart(
                        forward ? single.forward(x) : single.inverse(x),
                        forward ? precise.forward(exact) : precise.inverse(exact)))
                .isLessThan(1e-4);
        assertThat(apart(
                        forward ? single.forwardLogDet(x) : single.inverseLogDet(x),
                        forward ? precise.forwardLogDet(exact) : precise.inverseLogDet(exact)))
                .isLessThan(2e-3);
    }

    /** The largest difference of two arrays; NaN if there is one. */
    private static double apart(Nd a, Nd b) {
        double[] x = a.cast(DType.FLOAT64).doubles(), y = b.doubles();
        return IntStream.range(0, x.length)
                .mapToDouble(i -> Math.abs(x[i] - y[i]))
                .reduce(0, Math::max);
    }
}
