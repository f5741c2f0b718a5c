package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static final Learner OLS =
            (x, y) -> LeastSquares.with(Intercept.JOINT).fit(x, y)::predict;

    @Test
    void shuffledFoldsAreThoseOfScikitLearn() {
        List<Fold> folds = Folds.shuffled(23, 4, 5);
        for (int f = 0; f < 4; f++) {
            assertThat(folds.get(f).test())
                    .isEqualTo(Golden.ints(Golden.get("folds").get(f)));
        }
    }

    @Test
    void foldsPartitionTheRows() {
        int[] labels = IntStream.range(0, 41).map(i -> i % 9 == 0 ? 1 : 0).toArray();
        List<String> groups = IntStream.range(0, 41).mapToObj(i -> "g" + i % 3).toList();
        for (List<Fold> folds : List.of(
                Folds.contiguous(41, 6),
                Folds.shuffled(41, 6, 0),
                Folds.stratified(labels, 6, 0),
                Folds.leaveOneGroupOut(groups),
                Folds.leaveOneOut(41))) {
            int[] tested = new int[41];
            for (Fold fold : folds) {
                assertThat(fold.train().length + fold.test().length).isEqualTo(41);
                assertThat(Arrays.stream(fold.train()).boxed().toList())
                        .doesNotContainAnyElementsOf(
                                Arrays.stream(fold.test()).boxed().toList());
                Arrays.stream(fold.test()).forEach(i -> tested[i]++);
            }
            assertThat(tested).containsOnly(1);
        }
    }

    @Test
    void truncatedFoldsLeaveTheRestUntested() {
        List<Fold> folds = Folds.truncated(11, 3);
        assertThat(folds.get(2).test()).containsExactly(6, 7, 8);
        assertThat(folds.get(0).train()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
        assertThatThrownBy(() -> Folds.contiguous(3, 5))
                .hasMessage("The number of folds is 5 for 3 rows; it must be from 2 to the number of rows.");
    }

    @Test
    void stratifiedFoldsKeepTheProportions() {
        int[] labels = IntStream.range(0, 100).map(i -> i < 17 ? 1 : 0).toArray();
        for (Fold fold : Folds.stratified(labels, 5, 3)) {
            long ones = Arrays.stream(fold.test()).filter(i -> labels[i] == 1).count();
            assertThat(ones).isBetween(3L, 4L);
            assertThat(fold.test()).hasSize(20);
        }
    }

    @Test
    void groupsComeInOrderOfAppearance() {
        List<Fold> folds = Folds.leaveOneGroupOut(List.of("b", "a", "b", "c"));
        assertThat(folds.get(0).test()).containsExactly(0, 2);
        assertThat(folds.get(1).test()).containsExactly(1);
    }

    @Test
    void crossValidationByLeaveOneOutEqualsTheClosedForm() {
        Nd x = Golden.matrix("linear", "x");
        double[] y = Golden.doubles("linear", "y");
        CrossValidation cv = CrossValidation.run(OLS, x, y, Folds.leaveOneOut(60));
        double[] loo = Golden.doubles("linear", "loo");
        assertThat(cv.pooledMse()).isCloseTo(Mat.dot(loo, loo) / 60, within(1e-9));
        assertThat(cv.mean()).isCloseTo(cv.pooledMse(), within(1e-9));
        assertThat(Stats.mean(cv.trainMse())).isLessThan(cv.mean());
        CrossValidation partial = CrossValidation.run(OLS, x, y, Folds.truncated(60, 7));
        assertThat(partial.predictions()[59]).isNaN();
        assertThat(partial.pooledMse()).isPositive();
    }

    @Test
    void bootstrapOfAMeanHasItsStandardError() {
        double[] v = new NumpyRandom(1).randn(400).doubles();
        Bootstrap b = Bootstrap.of(400, 2000, 0, rows -> Stats.mean(Mat.take(v, rows)));
        double expected = Stats.std(v, 0) / 20;
        assertThat(b.standardError()).isCloseTo(expected, within(0.06 * expected));
        assertThat(b.interval(0.95).halfWidth()).isCloseTo(1.96 * expected, within(0.08 * expected));
        assertThat(b.values())
                .isEqualTo(Bootstrap.of(400, 2000, 0, rows -> Stats.mean(Mat.take(v, rows)))
                        .values());
    }

    @Test
    void jackknifePlusCoversNewPoints() {
        NumpyRandom random = new NumpyRandom(8);
        int n = 60;
        int covered = 0;
        Nd x = random.randn(n, 2);
        Nd xNew = random.randn(400, 2);
        JackknifePlus jackknife = JackknifePlus.fit(OLS, x, labels(x, random));
        double[] yNew = labels(xNew, random);
        for (int i = 0; i < 400; i++) {
            covered += jackknife.interval(0.1, xNew.row(i).doubles()).contains(yNew[i]) ? 1 : 0;
        }
        assertThat(covered / 400.0).isBetween(0.84, 0.96);
        assertThat(jackknife.interval(0.01, 0, 0).lower()).isNegative().isInfinite();
        assertThat(jackknife.interval(0.3, 0, 0).halfWidth())
                .isLessThan(jackknife.interval(0.1, 0, 0).halfWidth());
    }

    private static double[] labels(Nd x, NumpyRandom random) {
        double[] y = new double[x.dim(0)];
        for (int i = 0; i < y.length; i++) {
            y[i] = 2 * x.get(i, 0) - x.get(i, 1) + random.nextGaussian();
        }
        return y;
    }

    @Test
    void jackknifePlusRanksByHand() {
        // A learner that predicts the mean of the labels it saw: 9 labels 0 … 8.
        Learner mean = (x, y) -> rows -> {
            double[] out = new double[rows.dim(0)];
            Arrays.fill(out, Stats.mean(y));
            return out;
        };
        double[] y = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        JackknifePlus j = JackknifePlus.fit(mean, Nd.of(new double[9], 9, 1), y);
        assertThat(j.residuals())
                .containsExactly(new double[] {4.5, 3.375, 2.25, 1.125, 0, 1.125, 2.25, 3.375, 4.5}, within(1e-12));
        // alpha (n + 1) = 2: the second smallest p - R and the second largest p + R.
        Interval i = j.interval(0.2, 0.0);
        assertThat(i.lower()).isCloseTo(0, within(1e-12));
        assertThat(i.upper()).isCloseTo(8, within(1e-12));
        assertThat(i.centre()).isCloseTo(4, within(1e-12));
    }
}
