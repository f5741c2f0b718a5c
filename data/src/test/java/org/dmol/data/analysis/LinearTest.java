package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.junit.jupiter.api.Test;

class LinearTest {
    private static final Nd X = Golden.matrix("linear", "x");
    private static final double[] Y = Golden.doubles("linear", "y");
    private static final Nd FULL_RANK = Standardizer.columns(X, 0, 1, 2, 3, 4);

    private static void check(LinearFit fit, double[] expected, double tolerance) {
        double[] actual = Arrays.copyOf(fit.weights(), fit.weights().length + 1);
        actual[actual.length - 1] = fit.intercept();
        assertThat(actual).containsExactly(expected, within(tolerance));
    }

    @Test
    void leastSquaresOfCollinearColumnsHasLeastNorm() {
        check(LeastSquares.with(Intercept.JOINT).fit(X, Y), Golden.doubles("linear", "joint"), 1e-10);
        check(
                LeastSquares.with(Intercept.JOINT)
                        .weights(Golden.doubles("linear", "w"))
                        .fit(X, Y),
                Golden.doubles("linear", "weighted"),
                1e-10);
        assertThat(LeastSquares.with(Intercept.NONE).fit(X, Y).weights())
                .containsExactly(Golden.doubles("linear", "none"), within(1e-10));
        assertThat(LeastSquares.with(Intercept.NONE).rank(X)).isEqualTo(5);
    }

    @Test
    void leastSquaresOfFewerRowsThanColumns() {
        LinearFit fit = LeastSquares.with(Intercept.JOINT).fit(X.rows(0, 4), Arrays.copyOf(Y, 4));
        assertThat(fit.predict(X.rows(0, 10))).containsExactly(Golden.doubles("linear", "wide"), within(1e-9));
    }

    @Test
    void meanResidualInterceptLeavesTheMeanRight() {
        LinearFit fit = LeastSquares.with(Intercept.MEAN_RESIDUAL).fit(X, Y);
        assertThat(fit.weights()).containsExactly(Golden.doubles("linear", "none"), within(1e-10));
        assertThat(Stats.mean(fit.predict(X))).isCloseTo(Stats.mean(Y), within(1e-10));
        assertThat(Scores.mse(Y, fit.predict(X)))
                .isGreaterThan(Scores.mse(
                                Y, LeastSquares.with(Intercept.JOINT).fit(X, Y).predict(X))
                        + 1e-3);
    }

    @Test
    void standardErrorsAndLeaveOneOut() {
        LeastSquares joint = LeastSquares.with(Intercept.JOINT);
        assertThat(joint.standardErrors(FULL_RANK, Y))
                .containsExactly(Golden.doubles("linear", "errors"), within(1e-10));
        assertThat(joint.leaveOneOutResiduals(X, Y)).containsExactly(Golden.doubles("linear", "loo"), within(1e-9));
        assertThat(Arrays.stream(joint.leverages(X)).sum()).isCloseTo(6, within(1e-10));
    }

    @Test
    void ridgeAgreesWithScikitLearn() {
        Ridge ridge = Ridge.of(X, Y, Intercept.JOINT);
        check(ridge.fit(0.1), Golden.doubles("ridge", "l0.1"), 1e-9);
        check(ridge.fit(1), Golden.doubles("ridge", "l1"), 1e-9);
        check(ridge.fit(100), Golden.doubles("ridge", "l100"), 1e-9);
        assertThat(ridge.leaveOneOutMse(5)).isCloseTo(Golden.doubles("ridge", "loo")[0], within(1e-9));
        assertThat(ridge.best(1e6, 0.1, 1e4)).isEqualTo(0.1);
        assertThatThrownBy(() -> ridge.fit(-1)).hasMessage("The ridge strength is -1.0; it must be at least 0.");
    }

    @Test
    void lassoPathHasTheKnotsOfScikitLearn() {
        LassoPath path = LassoPath.fit(FULL_RANK, Y);
        checkPath(path, Golden.get("lasso"));
        check(path.at(0.01), Golden.doubles("lasso", "a0.01"), 1e-6);
        check(path.at(0.2), Golden.doubles("lasso", "a0.2"), 1e-6);
        check(path.at(1), Golden.doubles("lasso", "a1.0"), 1e-6);
        assertThat(path.at(1e9).weights()).containsOnly(0.0);
    }

    @Test
    void lassoPathDropsVariablesThatReturnToZero() {
        JsonNode golden = Golden.get("lasso_drops");
        LassoPath path = LassoPath.fit(Golden.matrix(golden.get("x")), Golden.doubles(golden.get("y")));
        assertThat(path.alphas().length).as("8 entries and at least one drop").isGreaterThan(9);
        checkPath(path, golden);
    }

    private static void checkPath(LassoPath path, JsonNode golden) {
        assertThat(path.alphas()).containsExactly(Golden.doubles(golden.get("alphas")), within(1e-9));
        for (int i = 0; i < path.alphas().length; i++) {
            assertThat(path.weights().get(i))
                    .containsExactly(Golden.doubles(golden.get("coefs").get(i)), within(1e-8));
        }
    }

    @Test
    void lassoSatisfiesItsOptimalityConditionsOnCollinearColumns() {
        LassoPath path = LassoPath.fit(X, Y);
        for (double alpha : new double[] {2, 0.3, 0.05, 1e-3}) {
            LinearFit fit = path.at(alpha);
            double[] r = Y.clone();
            double[] predicted = fit.predict(X);
            for (int i = 0; i < r.length; i++) {
                r[i] -= predicted[i];
            }
            for (int j = 0; j < 6; j++) {
                double c = 0;
                for (int i = 0; i < r.length; i++) {
                    c += X.get(i, j) * r[i] / r.length;
                }
                double w = fit.weights()[j];
                if (w == 0) {
                    assertThat(Math.abs(c)).isLessThan(alpha + 1e-9);
                } else {
                    assertThat(c).isCloseTo(Math.copySign(alpha, w), within(1e-9));
                }
            }
        }
    }

    @Test
    void kernelRidgeAgreesWithScikitLearn() {
        Nd x = X.map(v -> v / 10);
        Nd query = X.rows(0, 7).map(v -> v / 10 + 0.1);
        KernelRidge gaussian = KernelRidge.fit(Kernel.gaussian(0.8), x, Y, 0.3);
        assertThat(gaussian.predict(query)).containsExactly(Golden.doubles("kernel_ridge", "gaussian"), within(1e-10));
        KernelRidge laplacian = KernelRidge.fit(Kernel.laplacian(0.5), x, Y, 0.3);
        assertThat(laplacian.predict(query))
                .containsExactly(Golden.doubles("kernel_ridge", "laplacian"), within(1e-10));
        Nd k = Kernel.gaussian(0.8).matrix(x, x);
        KernelRidge given = KernelRidge.fit(k, Y, 0.3);
        assertThat(given.predictFrom(Kernel.gaussian(0.8).matrix(query, x))).isEqualTo(gaussian.predict(query));
    }

    @Test
    void kernelMatricesHoldTheValuesOfPairs() {
        NumpyRandom random = new NumpyRandom(4);
        Nd x = random.randn(9, 3);
        Nd z = random.randn(1030, 3); // more than two blocks of columns
        for (Kernel kernel :
                new Kernel[] {Kernel.gaussian(0.7), Kernel.laplacian(0.7), Kernel.distance(), Kernel.linear()}) {
            Nd k = kernel.matrix(x, z);
            Nd single = kernel.matrix(x, z, DType.FLOAT32);
            for (int j : new int[] {0, 511, 512, 1029}) {
                double value = kernel.of(x.row(4).doubles(), z.row(j).doubles());
                assertThat(k.get(4, j)).isCloseTo(value, within(1e-14));
                assertThat(single.get(4, j)).isEqualTo((float) k.get(4, j));
            }
        }
        double[] square = {1, 2, 2}; // r² = 3
        assertThat(Kernel.distance().of(square, new double[3])).isEqualTo(Math.sqrt(3));
        assertThat(Kernel.gaussian(0.5).of(square, new double[3])).isCloseTo(Math.exp(-6), within(1e-15));
        assertThat(Kernel.laplacian(0.5).of(square, new double[3]))
                .isCloseTo(Math.exp(-2 * Math.sqrt(3)), within(1e-15));
    }

    @Test
    void kernelLeaveOneOutEqualsRefitting() {
        Nd x = X.map(v -> v / 10);
        double[] centred = Arrays.stream(Y).map(v -> v - Stats.mean(Y)).toArray();
        double[] r = KernelRidge.fit(Kernel.gaussian(0.8), x, centred, 0.3).leaveOneOutResiduals();
        for (int i = 0; i < 5; i++) {
            int row = i;
            Fold fold = Folds.leaveOneOut(60).get(row);
            Nd k = Kernel.gaussian(0.8).matrix(x.take(fold.train()), x.take(fold.train()));
            double[] alpha = KernelRidge.fit(k, minusMean(Mat.take(centred, fold.train())), 0.3)
                    .alpha();
            // The constant is kept at the mean of all rows, so the refit must not have one of its own.
            double[] refit = solve(k, Mat.take(centred, fold.train()));
            assertThat(alpha).isNotEqualTo(refit);
            double predicted = 0;
            for (int j = 0; j < refit.length; j++) {
                predicted += refit[j]
                        * Kernel.gaussian(0.8)
                                .of(x.row(row).doubles(), x.row(fold.train()[j]).doubles());
            }
            assertThat(r[row]).isCloseTo(centred[row] - predicted, within(1e-9));
        }
    }

    private static double[] minusMean(double[] v) {
        return Arrays.stream(v).map(e -> e - Stats.mean(v)).toArray();
    }

    private static double[] solve(Nd k, double[] b) {
        double[] a = k.doubles().clone();
        int n = b.length;
        for (int i = 0; i < n; i++) {
            a[i * n + i] += 0.3;
        }
        return new Cholesky(a, n).solve(b);
    }

    @Test
    void gaussianProcessDeviationIsSmallNearDataAndOneFarAway() {
        Nd x = X.map(v -> v / 10);
        KernelRidge gp = KernelRidge.fit(Kernel.gaussian(0.8), x, Y, 0.01);
        assertThat(gp.deviation(x)[0]).isLessThan(0.1);
        assertThat(gp.deviation(x.map(v -> v + 100))[0]).isCloseTo(1, within(1e-9));
    }

    @Test
    void searchFindsTheLeastLeaveOneOutError() {
        Nd x = X.map(v -> v / 10);
        KernelSearch search =
                KernelSearch.run(Kernel::gaussian, x, Y, new double[] {0.01, 1, 3}, new double[] {0.1, 10});
        assertThat(search.trials()).hasSize(6);
        double[] r = KernelRidge.fit(
                        Kernel.gaussian(search.best().width()),
                        x,
                        Y,
                        search.best().lambda())
                .leaveOneOutResiduals();
        assertThat(search.best().mse()).isEqualTo(Mat.dot(r, r) / 60);
        assertThat(search.best().width()).isGreaterThan(0.01);
    }

    @Test
    void choleskyInBlocksSolvesASystemLargerThanABlock() {
        int n = 301;
        double[] a = new double[n * n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            b[i] = Math.sin(i);
            for (int j = 0; j < n; j++) {
                a[i * n + j] = Math.exp(-Math.abs(i - j) / 7.0) + (i == j ? 0.1 : 0);
            }
        }
        double[] x = new Cholesky(a.clone(), n).solve(b);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += a[i * n + j] * x[j];
            }
            assertThat(sum).isCloseTo(b[i], within(1e-11));
        }
        assertThatThrownBy(() -> new Cholesky(new double[] {0, 1, 1, 0}, 2))
                .hasMessageContaining("not positive definite");
    }
}
