package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final double[] A = Golden.doubles("correlation", "a");
    private static final double[] B = Golden.doubles("correlation", "b");

    @Test
    void correlations() {
        assertThat(Correlation.pearson(A, B)).isCloseTo(Golden.number("correlation", "pearson"), within(1e-13));
        assertThat(Correlation.spearman(A, B)).isCloseTo(Golden.number("correlation", "spearman"), within(1e-13));
        assertThat(Stats.ranks(B)).isEqualTo(Golden.doubles("correlation", "ranks"));
        Nd r = Correlation.matrix(Nd.matrix(new double[][] {A, B}).transpose());
        assertThat(r.get(0, 1)).isEqualTo(Correlation.pearson(A, B));
        assertThat(r.get(1, 1)).isEqualTo(1);
        assertThat(Correlation.pearson(A, new double[A.length])).isNaN();
    }

    @Test
    void scoresAndQuantiles() {
        assertThat(Scores.r2(A, B)).isCloseTo(Golden.number("correlation", "r2"), within(1e-13));
        assertThat(Scores.mae(A, B)).isCloseTo(Golden.number("correlation", "mae"), within(1e-13));
        assertThat(Scores.rmse(A, B)).isCloseTo(Golden.number("correlation", "rmse"), within(1e-13));
        assertThat(Stats.quantiles(A, 0, 0.05, 0.25, 0.5, 0.975, 1))
                .containsExactly(Golden.doubles("correlation", "quantiles"), within(1e-14));
        assertThatThrownBy(() -> Scores.mse(new double[2], new double[3]))
                .hasMessage("The vector predicted has 3 elements where 2 are needed.");
    }

    @Test
    void histogramAndDensity() {
        double[] x = Golden.doubles("density", "x");
        Histogram h = Histogram.of(x, 17);
        assertThat(Arrays.stream(h.counts()).mapToInt(c -> (int) c).toArray())
                .isEqualTo(Golden.ints("density", "counts"));
        assertThat(h.edges()).containsExactly(Golden.doubles("density", "edges"), within(1e-13));
        assertThat(h.density()).containsExactly(Golden.doubles("density", "density"), within(1e-13));
        assertThat(Histogram.freedmanDiaconis(x, 50)).isEqualTo((int) Golden.number("density", "fd_bins"));
        assertThat(Histogram.freedmanDiaconis(x, 3)).isEqualTo(3);
        Kde kde = Kde.of(x);
        assertThat(kde.density(Golden.doubles("density", "grid")))
                .containsExactly(Golden.doubles("density", "kde"), within(1e-13));
        double[] grid = kde.grid(2000, 5);
        double area = Arrays.stream(kde.density(grid)).sum() * (grid[1] - grid[0]);
        assertThat(area).isCloseTo(1, within(1e-5));
    }

    @Test
    void binEdgesBelongToTheUpperBinButTheLast() {
        Histogram h = Histogram.between(new double[] {0, 0.25, 0.49, 0.5, 0.75, 1.0, 1.5}, 4, 0, 1);
        assertThat(h.counts()).containsExactly(1, 2, 1, 2);
        assertThat(Histogram.of(new double[] {2, 2}, 2).counts()).containsExactly(0, 2);
    }

    @Test
    void tTestsAgreeWithSciPy() {
        double[] a = Golden.doubles("ttest", "a");
        double[] b = Golden.doubles("ttest", "b");
        check(TTest.welch(a, b), "welch");
        check(TTest.pooled(a, b), "pooled");
        check(TTest.paired(a, Arrays.copyOf(b, 30)), "paired");
        TTest one = TTest.oneSample(a, 0.3);
        double[] expected = Golden.doubles("ttest", "one");
        assertThat(one.statistic()).isCloseTo(expected[0], within(1e-12));
        assertThat(one.pValue()).isCloseTo(expected[2], within(1e-11));
        // SciPy gives the interval of the mean, not of the difference.
        assertThat(one.interval(0.9).lower() + 0.3).isCloseTo(expected[3], within(1e-9));
    }

    private static void check(TTest test, String name) {
        double[] expected = Golden.doubles("ttest", name);
        assertThat(test.statistic()).isCloseTo(expected[0], within(1e-12));
        assertThat(test.freedom()).isCloseTo(expected[1], within(1e-10));
        assertThat(test.pValue()).isCloseTo(expected[2], within(1e-11));
        assertThat(test.interval(0.9).lower()).isCloseTo(expected[3], within(1e-9));
        assertThat(test.interval(0.9).upper()).isCloseTo(expected[4], within(1e-9));
    }

    @Test
    void standardizerUsesTheFittedRowsAndLeavesConstantColumnsAtZero() {
        Nd train = Nd.matrix(new double[][] {{1, 7, 1}, {3, 7, 2}, {5, 7, 6}});
        Standardizer s = Standardizer.fit(train, 1);
        Nd z = s.transform(train);
        assertThat(z.get(0, 0)).isCloseTo(-1, within(1e-15));
        assertThat(z.get(1, 1)).isZero();
        assertThat(s.inverse(z).doubles()).containsExactly(train.doubles(), within(1e-14));
        Nd far = Nd.matrix(new double[][] {{1000, 8, -1000}});
        assertThat(s.clip(10).transform(far).doubles()).containsExactly(10, 1, -10);
        assertThat(s.transform(far).get(0, 0)).isCloseTo(498.5, within(1e-12));
    }

    @Test
    void usableColumnsAreFiniteAndVary() {
        Nd x = Nd.matrix(new double[][] {{1, 0.1, Double.NaN, 4, 2}, {2, 0.1, 3, 4, 1}, {3, 0.1, 1, 4, 7}});
        assertThat(Standardizer.usableColumns(x)).containsExactly(0, 4);
        assertThat(Standardizer.columns(x, 4, 0).doubles()).containsExactly(2, 1, 1, 2, 7, 3);
    }
}
