package org.dmol.probability.bijectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;
import org.dmol.probability.Bijector;
import org.dmol.tf.Tensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every bijector: inverses, and log-determinants equal to those of numerical Jacobians. In float64. */
class BijectorContractTest {
    private static final int ROWS = 4;

    record Case(String name, Bijector bijector, Nd x) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(5);
        return BijectorCases.all().stream();
    }

    @AfterAll
    static void restore() {
        FloatX.set(DType.FLOAT32);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inverseUndoesForward(Case k) {
        Nd y = k.bijector.forward(k.x);
        Nd back = k.bijector.inverse(y);
        assertThat(back.shape()).isEqualTo(k.x.shape());
        assertThat(Tensors.ints(k.bijector.forwardShape(Tensors.shape(k.x.shape()))))
                .isEqualTo(y.shape());
        assertThat(Tensors.ints(k.bijector.inverseShape(Tensors.shape(y.shape()))))
                .isEqualTo(k.x.shape());
        for (int i = 0; i < k.x.size(); i++) {
            assertThat(back.getFlat(i)).isCloseTo(k.x.getFlat(i), within(1e-8));
        }
        Nd there = k.bijector.forwardLogDet(k.x);
        Nd home = k.bijector.inverseLogDet(y);
        assertThat(home.shape()).isEqualTo(there.shape());
        for (int i = 0; i < there.size(); i++) {
            assertThat(home.getFlat(i)).isCloseTo(-there.getFlat(i), within(1e-8));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logDeterminantIsThatOfTheNumericalJacobian(Case k) {
        int in = k.x.size() / ROWS;
        Nd logDet = k.bijector.forwardLogDet(k.x);
        int perRow = logDet.size() / ROWS;
        double h = 1e-5;
        double[][][] jacobian = new double[ROWS][in][];
        for (int j = 0; j < in; j++) {
            double[] up = k.x.doubles().clone();
            double[] down = up.clone();
            for (int r = 0; r < ROWS; r++) {
                up[r * in + j] += h;
                down[r * in + j] -= h;
            }
            Nd a = k.bijector.forward(Nd.of(up, k.x.shape()));
            Nd b = k.bijector.forward(Nd.of(down, k.x.shape()));
            int out = a.size() / ROWS;
            for (int r = 0; r < ROWS; r++) {
                double[] column = new double[out];
                for (int i = 0; i < out; i++) {
                    column[i] = (a.getFlat(r * out + i) - b.getFlat(r * out + i)) / (2 * h);
                }
                jacobian[r][j] = column;
            }
        }
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            for (int i = 0; i < perRow; i++) {
                sum += logDet.getFlat(r * perRow + i);
            }
            assertThat(sum).as("row %d", r).isCloseTo(logAbsDet(jacobian[r]), within(1e-6));
        }
    }

    /** Log-determinant, of {@code m^T m} halved where the matrix is not square. */
    static double logAbsDet(double[][] m) {
        double[][] a = m;
        double factor = 1;
        if (m.length != m[0].length) {
            a = new double[m.length][m.length];
            for (int i = 0; i < m.length; i++) {
                for (int j = 0; j < m.length; j++) {
                    for (int q = 0; q < m[0].length; q++) {
                        a[i][j] += m[i][q] * m[j][q];
                    }
                }
            }
            factor = 0.5;
        }
        int n = a.length;
        double[][] u = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
        double log = 0;
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int r = i + 1; r < n; r++) {
                pivot = Math.abs(u[r][i]) > Math.abs(u[pivot][i]) ? r : pivot;
            }
            double[] t = u[i];
            u[i] = u[pivot];
            u[pivot] = t;
            log += Math.log(Math.abs(u[i][i]));
            for (int r = i + 1; r < n; r++) {
                double f = u[r][i] / u[i][i];
                for (int q = i; q < n; q++) {
                    u[r][q] -= f * u[i][q];
                }
            }
        }
        return factor * log;
    }

    /** Values for a case: normal numbers. */
    static Nd normal(int seed, int... shape) {
        return new NumpyRandom(seed).randn(shape);
    }
}
