package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static final int[] LABELS = Golden.ints("classifier", "labels");
    private static final double[] SCORES = Golden.doubles("classifier", "scores");

    @Test
    void rocWithTiesAgreesWithScikitLearn() {
        Roc roc = Roc.of(LABELS, SCORES);
        assertThat(roc.falsePositiveRate()).containsExactly(Golden.doubles("classifier", "fpr"), within(1e-14));
        assertThat(roc.truePositiveRate()).containsExactly(Golden.doubles("classifier", "tpr"), within(1e-14));
        assertThat(Arrays.copyOfRange(roc.thresholds(), 1, roc.thresholds().length))
                .isEqualTo(Golden.doubles("classifier", "thresholds"));
        assertThat(roc.auc()).isCloseTo(Golden.number("classifier", "auc"), within(1e-14));
    }

    @Test
    void areaIsTheRankStatistic() {
        double[] ranks = Stats.ranks(SCORES);
        double sum = 0;
        int positives = 0;
        for (int i = 0; i < LABELS.length; i++) {
            sum += LABELS[i] * ranks[i];
            positives += LABELS[i];
        }
        double u = (sum - positives * (positives + 1) / 2.0) / positives / (LABELS.length - positives);
        assertThat(Roc.auc(LABELS, SCORES)).isCloseTo(u, within(1e-13));
        assertThat(Roc.auc(LABELS, new double[LABELS.length])).isEqualTo(0.5);
    }

    @Test
    void oneClassHasNoCurve() {
        assertThatThrownBy(() -> Roc.of(new int[] {1, 1}, new double[] {0.1, 0.2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The ROC curve is undefined: all 2 labels are 1, both classes are needed.");
        assertThatThrownBy(() -> Roc.of(new int[] {0, 2}, new double[] {0.1, 0.2}))
                .hasMessage("The label at 1 is 2; it must be 0 or 1.");
        assertThatThrownBy(() -> Roc.of(new int[] {0, 1}, new double[] {0.1, Double.NaN}))
                .hasMessageContaining("holds NaN at 1");
    }

    @Test
    void precisionRecallAgreesWithScikitLearn() {
        PrecisionRecall pr = PrecisionRecall.of(LABELS, SCORES);
        assertThat(pr.precision()).containsExactly(Golden.doubles("classifier", "precision"), within(1e-14));
        assertThat(pr.recall()).containsExactly(Golden.doubles("classifier", "recall"), within(1e-14));
        assertThat(pr.averagePrecision()).isCloseTo(Golden.number("classifier", "ap"), within(1e-14));
    }

    @Test
    void confusionOfTwoClasses() {
        ConfusionMatrix m = ConfusionMatrix.atThreshold(LABELS, SCORES, 0.5);
        assertThat(m.counts()[0])
                .isEqualTo(Golden.ints(Golden.get("classifier").get("confusion").get(0)));
        assertThat(m.counts()[1])
                .isEqualTo(Golden.ints(Golden.get("classifier").get("confusion").get(1)));
        assertThat(m.balancedAccuracy()).isCloseTo(Golden.number("classifier", "balanced"), within(1e-14));
        assertThat(m.matthews()).isCloseTo(Golden.number("classifier", "mcc"), within(1e-14));
        assertThat(m.f1(1)).isCloseTo(Golden.number("classifier", "f1"), within(1e-14));
        assertThat(m.falsePositives() + m.counts()[0][0])
                .isEqualTo((int) Arrays.stream(LABELS).filter(l -> l == 0).count());
    }

    @Test
    void confusionOfThreeClasses() {
        ConfusionMatrix m = ConfusionMatrix.of(3, Golden.ints("three", "labels"), Golden.ints("three", "predicted"));
        for (int c = 0; c < 3; c++) {
            assertThat(m.counts()[c])
                    .isEqualTo(Golden.ints(Golden.get("three").get("confusion").get(c)));
            assertThat(m.recall(c)).isCloseTo(Golden.doubles("three", "recall")[c], within(1e-14));
            assertThat(m.precision(c)).isCloseTo(Golden.doubles("three", "precision")[c], within(1e-14));
        }
        assertThat(m.matthews()).isCloseTo(Golden.number("three", "mcc"), within(1e-14));
        ConfusionMatrix book = new ConfusionMatrix(new int[][] {{121, 8, 1}, {7, 45, 18}, {11, 4, 56}});
        assertThat(book.accuracy()).isEqualTo(222.0 / 271);
        assertThatThrownBy(book::falsePositives).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void plattScaling() {
        PlattScaling platt = PlattScaling.fit(LABELS, SCORES);
        double[] expected = Golden.doubles("classifier", "platt");
        // scikit-learn minimises with a tolerance of its own; ours is Newton's to the end.
        assertThat(platt.a()).isCloseTo(expected[0], within(1e-3));
        assertThat(platt.b()).isCloseTo(expected[1], within(1e-3));
        double[] p = platt.transform(0, 0.5, 1, 1e6, -1e6);
        assertThat(p[0]).isLessThan(p[1]);
        assertThat(p[1]).isLessThan(p[2]);
        assertThat(p[3]).isEqualTo(1);
        assertThat(p[4]).isZero();
    }

    @Test
    void plattGradientVanishes() {
        PlattScaling platt = PlattScaling.fit(LABELS, SCORES);
        double[] p = platt.transform(SCORES);
        int positives = Arrays.stream(LABELS).sum();
        double high = (positives + 1.0) / (positives + 2);
        double low = 1 / (LABELS.length - positives + 2.0);
        double ga = 0;
        double gb = 0;
        for (int i = 0; i < p.length; i++) {
            double target = LABELS[i] == 1 ? high : low;
            ga += SCORES[i] * (target - p[i]);
            gb += target - p[i];
        }
        assertThat(ga).isCloseTo(0, within(1e-9));
        assertThat(gb).isCloseTo(0, within(1e-9));
    }

    @Test
    void isotonicScaling() {
        IsotonicScaling iso = IsotonicScaling.fit(
                SCORES, Arrays.stream(LABELS).asDoubleStream().toArray());
        assertThat(iso.transform(Golden.doubles("classifier", "query")))
                .containsExactly(Golden.doubles("classifier", "isotonic"), within(1e-12));
        assertThat(iso.y()).isSorted();
    }

    @Test
    void calibrationCurveAndScores() {
        double[] p = Golden.doubles("classifier", "fine");
        Calibration c = Calibration.of(LABELS, p, 7);
        assertThat(c.bins().stream().mapToDouble(Calibration.Bin::observed).toArray())
                .containsExactly(Golden.doubles("classifier", "curve_true"), within(1e-13));
        assertThat(c.bins().stream().mapToDouble(Calibration.Bin::predicted).toArray())
                .containsExactly(Golden.doubles("classifier", "curve_predicted"), within(1e-13));
        assertThat(c.bins().stream().mapToInt(Calibration.Bin::count).sum()).isEqualTo(80);
        assertThat(Calibration.brier(LABELS, p)).isCloseTo(Golden.number("classifier", "brier"), within(1e-13));
        assertThat(Calibration.logLoss(LABELS, p)).isCloseTo(Golden.number("classifier", "log_loss"), within(1e-13));
        assertThat(Calibration.of(new int[] {0, 1}, new double[] {0, 1}, 5).expectedError())
                .isZero();
    }

    @Test
    void deLongFollowsFromTheIndicatorsOfAllPairs() {
        double[] other = Golden.doubles("classifier", "fine");
        DeLong one = DeLong.of(LABELS, SCORES);
        assertThat(one.area()).isCloseTo(Roc.auc(LABELS, SCORES), within(1e-13));
        assertThat(one.standardError()).isCloseTo(Math.sqrt(byPairs(SCORES, SCORES)), within(1e-13));
        DeLong difference = DeLong.difference(LABELS, SCORES, other);
        double variance = byPairs(SCORES, SCORES) + byPairs(other, other) - 2 * byPairs(SCORES, other);
        assertThat(difference.standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(difference.area()).isCloseTo(Roc.auc(LABELS, SCORES) - Roc.auc(LABELS, other), within(1e-13));
        assertThat(DeLong.difference(LABELS, SCORES, SCORES).standardError()).isZero();
        assertThat(one.pValue(one.area())).isEqualTo(1);
        assertThat(one.interval(0.95).halfWidth()).isCloseTo(1.959964 * one.standardError(), within(1e-6));
    }

    /** The covariance of two areas straight from the definition. */
    private static double byPairs(double[] a, double[] b) {
        int[] ones = java.util.stream.IntStream.range(0, LABELS.length)
                .filter(i -> LABELS[i] == 1)
                .toArray();
        int[] zeros = java.util.stream.IntStream.range(0, LABELS.length)
                .filter(i -> LABELS[i] == 0)
                .toArray();
        return spread(ones, zeros, a, b, 1) / ones.length + spread(zeros, ones, a, b, -1) / zeros.length;
    }

    private static double spread(int[] own, int[] others, double[] a, double[] b, int sign) {
        double[][] mean = new double[2][own.length];
        for (int i = 0; i < own.length; i++) {
            for (int j : others) {
                mean[0][i] += (Math.signum(sign * (a[own[i]] - a[j])) + 1) / 2 / others.length;
                mean[1][i] += (Math.signum(sign * (b[own[i]] - b[j])) + 1) / 2 / others.length;
            }
        }
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
            sum += (mean[0][i] - Stats.mean(mean[0])) * (mean[1][i] - Stats.mean(mean[1]));
        }
        return sum / (own.length - 1);
    }
}
