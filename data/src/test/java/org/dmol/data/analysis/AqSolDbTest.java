package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.DataStore;
import org.dmol.data.sets.AqSolDb;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The numbers that the first chapters of the book rest on; needs the file in DMOL_DATA. */
@EnabledIfEnvironmentVariable(named = "DMOL_DATA", matches = ".+")
class AqSolDbTest {
    private static AqSolDb data;
    private static Nd raw;
    private static Nd x;
    private static double[] y;

    @BeforeAll
    static void load() {
        data = AqSolDb.load(DataStore.standard().withOffline(true).withStandIns(false));
        raw = data.features();
        x = Standardizer.fit(raw, 0).transform(raw);
        y = data.solubility().doubles();
    }

    private static Nd every(int step) {
        return x.take(IntStream.range(0, (x.dim(0) + step - 1) / step)
                .map(i -> i * step)
                .toArray());
    }

    @Test
    void densityOfTheLabels() {
        Kde kde = Kde.of(y);
        assertThat(kde.bandwidth()).isCloseTo(0.375462, within(1e-6));
        double[] density = kde.density(kde.grid(200, 3));
        assertThat(Arrays.stream(density).max().orElseThrow()).isCloseTo(0.180955, within(1e-6));
        assertThat(Histogram.freedmanDiaconis(y, 1000)).isEqualTo(53);
        Histogram h = Histogram.of(y, 50);
        assertThat(h.width()).isCloseTo(0.30619, within(1e-5));
        assertThat(Arrays.stream(h.counts()).max().orElseThrow()).isEqualTo(597);
        assertThat(Arrays.stream(h.density()).max().orElseThrow()).isCloseTo(0.195328, within(1e-6));
    }

    @Test
    void leastSquares() {
        LinearFit fit = LeastSquares.with(Intercept.JOINT).fit(x, y);
        double[] predicted = fit.predict(x);
        assertThat(Scores.mse(y, predicted)).isCloseTo(2.7242510891, within(2e-10));
        assertThat(Correlation.pearson(y, predicted)).isCloseTo(0.7170671946, within(1e-10));
        LinearFit onRaw = LeastSquares.with(Intercept.JOINT).fit(raw, y);
        assertThat(Scores.mse(y, onRaw.predict(raw))).isCloseTo(2.7242510891, within(1e-9));
        assertThat(LeastSquares.with(Intercept.JOINT).rank(raw)).isEqualTo(16);
        LinearFit book = LeastSquares.with(Intercept.MEAN_RESIDUAL).fit(raw, y);
        assertThat(Scores.mse(y, book.predict(raw))).isCloseTo(2.738322, within(1e-6));
    }

    @Test
    void crossValidation() {
        Learner joint = (a, b) -> LeastSquares.with(Intercept.JOINT).fit(a, b)::predict;
        Learner book = (a, b) -> LeastSquares.with(Intercept.MEAN_RESIDUAL).fit(a, b)::predict;
        CrossValidation tenFold = CrossValidation.run(book, raw, y, Folds.truncated(y.length, 10));
        assertThat(tenFold.mean()).isCloseTo(2.9712, within(1e-4));
        assertThat(tenFold.std()).isCloseTo(2.0990, within(1e-4));
        CrossValidation jointFold = CrossValidation.run(joint, raw, y, Folds.truncated(y.length, 10));
        assertThat(jointFold.mean()).isCloseTo(2.9795, within(1e-4));
        CrossValidation groups = CrossValidation.run(
                joint,
                raw,
                y,
                Folds.leaveOneGroupOut(
                        data.rows().stream().map(AqSolDb.Compound::group).toList()));
        assertThat(groups.testMse())
                .containsExactly(new double[] {3.2302, 2.0771, 2.5572, 6.3266, 6.3723}, within(1e-4));
    }

    @Test
    void bootstrapAndJackknifeOfOneMolecule() {
        // The stream of random numbers of the chapter before this step is not replayed: the rows are another thousand.
        NumpyRandom random = new NumpyRandom(1);
        int[] rows = random.sample(y.length, 300);
        Nd a = raw.take(rows);
        double[] b = Mat.take(y, rows);
        Learner book = (p, q) -> LeastSquares.with(Intercept.MEAN_RESIDUAL).fit(p, q)::predict;
        JackknifePlus jackknife = JackknifePlus.fit(book, a, b);
        double[] point = raw.row(1065).doubles();
        Bootstrap bootstrap = Bootstrap.of(
                300,
                100,
                random,
                s -> LeastSquares.with(Intercept.MEAN_RESIDUAL)
                        .fit(a.take(s), Mat.take(b, s))
                        .predict(point));
        Interval prediction = jackknife.interval(0.1, point);
        assertThat(prediction.halfWidth()).isBetween(2.0, 4.5);
        assertThat(prediction.halfWidth())
                .isGreaterThan(bootstrap.interval(0.95).halfWidth());
        assertThat(prediction.contains(y[1065])).isTrue();
    }

    @Test
    void isomap() {
        Isomap isomap = Isomap.fit(every(25), 5, 2);
        assertThat(isomap.eigenvalues()).containsExactly(new double[] {7487.2208, 3574.2270}, within(1e-4));
        assertThat(isomap.reconstructionError()).isCloseTo(9.139966, within(1e-6));
        Nd all = isomap.transform(x).transpose();
        assertThat(Stats.quantiles(all.row(0).doubles(), 0, 0.005, 0.995, 1))
                .containsExactly(new double[] {-8.5778, -7.244736, 18.876223, 72.6554}, within(1e-4));
        assertThat(Stats.quantiles(all.row(1).doubles(), 0, 0.005, 0.995, 1))
                .containsExactly(new double[] {-39.7698, -9.828389, 8.688102, 35.2730}, within(1e-4));
    }

    @Test
    void kMeans() {
        Clusters c = KMeans.of(4).restarts(10).fit(x);
        assertThat(c.inertia()).isLessThan(94_180);
        Map<Integer, Integer> bySize = new TreeMap<>();
        int[] representatives = c.representatives(x);
        for (int k = 0; k < 4; k++) {
            bySize.put(c.sizes()[k], representatives[k]);
        }
        assertThat(bySize.values()).contains(4931, 49, 6297);
    }

    @Test
    void elbow() {
        double[] best = {
            1864.05, 1484.68, 1284.56, 1129.65, 992.63, 896.49, 821.31, 767.41, 719.48, 676.23, 638.29, 598.89, 564.55
        };
        Nd sample = every(50);
        for (int k = 2; k <= 14; k++) {
            double inertia = KMeans.of(k).restarts(50).fit(sample).inertia();
            assertThat(inertia).isBetween(best[k - 2] - 0.01, 1.03 * best[k - 2]);
        }
    }
}
