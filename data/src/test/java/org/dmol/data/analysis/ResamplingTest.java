package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static final Learner OLS = LeastSquares.with(Intercept.JOINT);

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
    void fitsThatLeaveOutRowsEqualRefits() {
        Nd x = Golden.matrix("linear", "x"); // of rank 5 in 6 columns
        double[] y = Golden.doubles("linear", "y");
        List<int[]> left = new ArrayList<>(List.of(new int[] {3, 59, 17, 18}, new int[] {}));
        Folds.leaveOneOut(60).forEach(f -> left.add(f.test()));
        left.add(IntStream.range(0, 50).toArray());
        Folds.contiguous(60, 7).forEach(f -> left.add(f.test()));
        left.add(IntStream.range(2, 60).toArray()); // two rows stay: they have not five directions
        for (Intercept intercept : Intercept.values()) {
            LeastSquares learner = LeastSquares.with(intercept);
            List<LinearFit> fits = learner.fitWithout(x, y, left);
            for (int k = 0; k < left.size(); k++) {
                int[] kept = Folds.others(60, left.get(k));
                LinearFit expected = learner.fit(x.take(kept), Mat.take(y, kept));
                assertThat(fits.get(k).predict(x)).containsExactly(expected.predict(x), within(1e-9));
                assertThat(fits.get(k).weights()).containsExactly(expected.weights(), within(1e-9));
                assertThat(fits.get(k).intercept()).isCloseTo(expected.intercept(), within(1e-9));
            }
        }
    }

    @Test
    void fitsToResampledRowsEqualRefits() {
        Nd x = Golden.matrix("linear", "x");
        double[] y = Golden.doubles("linear", "y");
        NumpyRandom random = new NumpyRandom(3);
        List<int[]> choices = new ArrayList<>();
        for (int size : new int[] {60, 30, 8, 5, 3}) { // the last have fewer rows than directions
            choices.add(random.choice(60, size, true));
        }
        for (Intercept intercept : Intercept.values()) {
            LeastSquares learner = LeastSquares.with(intercept);
            List<LinearFit> fits = learner.fitTo(x, y, choices);
            for (int k = 0; k < choices.size(); k++) {
                LinearFit expected = learner.fit(x.take(choices.get(k)), Mat.take(y, choices.get(k)));
                assertThat(fits.get(k).weights()).containsExactly(expected.weights(), within(1e-8));
                assertThat(fits.get(k).intercept()).isCloseTo(expected.intercept(), within(1e-8));
            }
        }
        assertThatThrownBy(() -> OLS.fitTo(x, y, List.of(new int[0])))
                .hasMessage("A choice of rows is empty; a fit needs at least one.");
    }

    @Test
    void rowWeightsStayWithTheirRows() {
        Nd x = Golden.matrix("linear", "x");
        double[] y = Golden.doubles("linear", "y");
        double[] w = Golden.doubles("linear", "w");
        int[] left = {0, 20, 21, 22, 40};
        int[] kept = Folds.others(60, left);
        for (Intercept intercept : Intercept.values()) {
            LinearFit expected =
                    LeastSquares.with(intercept).weights(Mat.take(w, kept)).fit(x.take(kept), Mat.take(y, kept));
            LinearFit actual = LeastSquares.with(intercept)
                    .weights(w)
                    .fitWithout(x, y, List.of(left))
                    .get(0);
            assertThat(actual.weights()).containsExactly(expected.weights(), within(1e-9));
            assertThat(actual.intercept()).isCloseTo(expected.intercept(), within(1e-9));
        }
    }

    @Test
    void learnersOfAnyKindLeaveOutRows() {
        Learner line = (x, y) -> LeastSquares.with(Intercept.JOINT).fit(x, y);
        Nd x = Golden.matrix("linear", "x");
        double[] y = Golden.doubles("linear", "y");
        List<Fold> folds = Folds.shuffled(60, 7, 1);
        assertThat(CrossValidation.run(line, x, y, folds).testMse())
                .containsExactly(CrossValidation.run(OLS, x, y, folds).testMse(), within(1e-9));
    }

    @Test
    void aSweepEqualsItsRuns() {
        Nd x = Golden.matrix("linear", "x");
        double[] y = Golden.doubles("linear", "y");
        List<List<Fold>> plans = List.of(Folds.contiguous(60, 3), Folds.truncated(60, 11), Folds.shuffled(60, 60, 2));
        List<CrossValidation> sweep = CrossValidation.sweep(OLS, x, y, plans);
        for (int i = 0; i < plans.size(); i++) {
            CrossValidation alone = CrossValidation.run(OLS, x, y, plans.get(i));
            assertThat(sweep.get(i).testMse()).isEqualTo(alone.testMse());
            assertThat(sweep.get(i).trainMse()).isEqualTo(alone.trainMse());
            assertThat(sweep.get(i).predictions()).isEqualTo(alone.predictions());
        }
    }

    @Test
    void foldsWithoutRowsAreRefused() {
        Nd x = Nd.of(new double[] {1, 2, 3}, 3, 1);
        double[] y = {1, 2, 4};
        assertThatThrownBy(() -> CrossValidation.run(OLS, x, y, List.of(new Fold(new int[] {0, 1, 2}, new int[0]))))
                .hasMessage("A fold has 3 training and 0 test rows; both need at least one.");
        assertThatThrownBy(() -> LeastSquares.with(Intercept.NONE).fitWithout(x, y, List.of(new int[] {0, 1, 2})))
                .hasMessage("Of 3 rows, 3 are to be left out; they must be distinct, and one must stay.");
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
