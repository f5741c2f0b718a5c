package org.dmol.chapters.regression;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Bootstrap;
import org.dmol.data.analysis.CrossValidation;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.Interval;
import org.dmol.data.analysis.JackknifePlus;
import org.dmol.data.analysis.Learner;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.Stats;
import org.dmol.data.analysis.TTest;
import org.dmol.data.sets.AqSolDb;

/** Steps 17, 18 and 23: how sure is a prediction for one new molecule? */
final class Intervals {
    private final RegressionData data;
    private Interval bootstrap;
    private JackknifePlus jackknife;

    Intervals(RegressionData data) {
        this.data = data;
    }

    private int[] rows() {
        return Arrays.copyOf(data.draws.thousand(), 1000);
    }

    private int point() {
        return data.draws.thousand()[1000];
    }

    void bootstrap(Run run) {
        Nd x = data.x.take(rows());
        double[] y = data.labels(rows());
        AqSolDb.Compound c = data.set.rows().get(point());
        Nd one = data.x.take(point());
        double[] p = RegressionData.BOOK.fitTo(x, y, data.draws.resamples()).stream()
                .mapToDouble(model -> model.predict(one)[0])
                .toArray();
        bootstrap = new Bootstrap(p).interval(0.95);
        run.print("%s, row %d: %s", c.id(), point(), c.smiles());
        run.print(
                "prediction = %.2f +/- %.2f, label = %.2f",
                bootstrap.centre(), bootstrap.halfWidth(), c.solubilityLogMolPerL());
        run.metric("row", point()).exactly(1065, 0).forSeed(0);
        run.metric("prediction", bootstrap.centre(), "log mol/L")
                .exactly(-4.081959, 2e-7)
                .forSeed(0);
        run.metric("half_width", bootstrap.halfWidth(), "log mol/L")
                .exactly(0.405684, 1e-6)
                .forSeed(0);
        run.metric("label", c.solubilityLogMolPerL(), "log mol/L")
                .exactly(-3.4517905534, 1e-10)
                .forSeed(0);
        run.corrected("This is the uncertainty of the fitted line, not of the label: the interval misses the label. "
                + "And there are C(2N-1, N) different resamples of N rows, not 2^N.");
    }

    void jackknife(Run run) {
        int[] rows = rows();
        Nd x = data.x.take(rows);
        double[] y = data.labels(rows);
        jackknife = JackknifePlus.fit(RegressionData.BOOK, x, y);
        double[] point = data.x.row(point()).doubles();
        double[] p = jackknife.predictions(point);
        double[] r = jackknife.residuals();
        double[] low = RegressionData.plus(p, Arrays.stream(r).map(v -> -v).toArray());
        double[] high = RegressionData.plus(p, r);
        double half = (Stats.quantile(high, 0.95) - Stats.quantile(low, 0.05)) / 2;
        double centre = Stats.median(p);
        run.print("prediction = %.2f +/- %.2f, label = %.2f", centre, half, data.y[point()]);
        run.print("median error of a left-out row = %.2f", Stats.median(r));
        run.metric("prediction", centre, "log mol/L").exactly(-4.083745, 2e-7).forSeed(0);
        run.metric("half_width", half, "log mol/L").expected(3.3660, 2e-5).forSeed(0);
        run.metric("lower", Stats.quantile(low, 0.05), "log mol/L")
                .expected(-7.4608, 1e-5)
                .forSeed(0);
        run.metric("upper", Stats.quantile(high, 0.95), "log mol/L")
                .expected(-0.7287, 1e-4)
                .forSeed(0);
        run.metric("median_residual", Stats.median(r), "log mol/L")
                .expected(1.0624, 3e-5)
                .forSeed(0);
        run.metric("mean_residual", Stats.mean(r), "log mol/L")
                .expected(1.3335, 3e-5)
                .forSeed(0);
        run.metric(
                        "rms_residual",
                        Math.sqrt(Arrays.stream(r).map(v -> v * v).average().orElseThrow()),
                        "log mol/L")
                .expected(1.8851, 3e-5)
                .forSeed(0);
        Interval ten = jackknife.interval(0.1, point);
        Interval five = jackknife.interval(0.05, point);
        run.series(
                        "rank_interval",
                        List.of("α 0.1 low", "α 0.1 high", "α 0.05 low", "α 0.05 high"),
                        new double[] {ten.lower(), ten.upper(), five.lower(), five.upper()},
                        "log mol/L")
                .each((m, i) -> m.expected(new double[] {-6.7156, -1.4446, -7.5249, -0.6585}[i], 1e-4)
                        .forSeed(0));
        run.check(
                "contains_the_bootstrap_interval", ten.lower() < bootstrap.lower() && ten.upper() > bootstrap.upper());
        book(run, x, y);
        hat(run, x, y);
    }

    /** The book's residuals are those of the 999 training rows of each model. */
    private void book(Run run, Nd x, double[] y) {
        double[] p = jackknife.predictions(data.x.row(point()).doubles());
        int n = y.length;
        List<int[]> single = IntStream.range(0, n).mapToObj(i -> new int[] {i}).toList();
        List<? extends Learner.Predictor> models = RegressionData.BOOK.fitWithout(x, y, single);
        double[] residuals = new double[n * (n - 1)];
        for (int i = 0; i < n; i++) {
            double[] fitted = models.get(i).predict(x);
            for (int j = 0; j < n - 1; j++) {
                int row = j < i ? j : j + 1;
                residuals[i * (n - 1) + j] = Math.abs(y[row] - fitted[row]);
            }
        }
        double[] limit = residuals.clone(); // of a million elements: one array for both limits
        Arrays.setAll(limit, k -> p[k / (n - 1)] - residuals[k]);
        double low = Stats.quantile(limit, 0.05);
        Arrays.setAll(limit, k -> p[k / (n - 1)] + residuals[k]);
        double high = Stats.quantile(limit, 0.95);
        run.metric("half_width_of_the_book", (low - high) / 2, "log mol/L")
                .exactly(-3.276709, 1e-6)
                .forSeed(0);
        run.metric("average_test_error_of_the_book", Stats.median(residuals), "log mol/L")
                .exactly(1.046175, 1e-6)
                .forSeed(0);
        run.corrected(
                "The book takes the residuals of the 999 training rows of each model in place of the row that was left out, and subtracts "
                        + "the limits the wrong way round: ± -3.28. Its “average test error” 1.05 is a median training residual. The text's split of the width into label noise and model error has no support.");
    }

    private static void hat(Run run, Nd x, double[] y) {
        LeastSquares joint = LeastSquares.with(Intercept.JOINT);
        double[] closed = joint.leaveOneOutResiduals(x, y);
        double worst = 0;
        for (int i : new int[] {0, 123, 500, 999}) {
            int[] others = IntStream.range(0, 1000).filter(j -> j != i).toArray();
            double refit = y[i]
                    - joint.fit(x.take(others), RegressionData.pick(y, others)).predict(x.take(i))[0];
            worst = Math.max(worst, Math.abs(refit - closed[i]));
        }
        run.print("leave-one-out residuals by the formula r/(1 - h) differ from refits by at most %.1e", worst);
        run.check("hat_matrix_equals_refits", worst <= 1e-8);
    }

    void beyond(Run run) throws IOException {
        run.beyond(
                "Does a 90 % interval hold 90 % of new labels? Jackknife+ and split conformal intervals on molecules that neither has seen; then a learning curve with t-intervals.");
        int[] order = new NumpyRandom(run.seed() + 2).permutation(data.y.length);
        int n = run.shorten(1000, 300);
        int fresh = run.shorten(1000, 200);
        int[] train = Arrays.copyOf(order, n);
        int[] test = Arrays.copyOfRange(order, n, n + fresh);
        JackknifePlus plus = JackknifePlus.fit(RegressionData.JOINT, data.x.take(train), data.labels(train));
        int[] proper = Arrays.copyOf(train, n / 2);
        int[] calibration = Arrays.copyOfRange(train, n / 2, n);
        Learner.Predictor half = RegressionData.JOINT.fit(data.x.take(proper), data.labels(proper));
        double[] predicted = half.predict(data.x.take(calibration));
        double[] residuals = IntStream.range(0, calibration.length)
                .mapToDouble(i -> Math.abs(data.y[calibration[i]] - predicted[i]))
                .sorted()
                .toArray();
        Table table = Table.of(
                "intervals for " + fresh + " new molecules",
                "nominal",
                "jackknife+ coverage",
                "width",
                "split conformal coverage",
                "width");
        boolean covers = true;
        for (double alpha : new double[] {0.2, 0.1, 0.05}) {
            int rank = (int) Math.ceil((1 - alpha) * (residuals.length + 1) - 1e-9);
            double q = residuals[Math.min(rank, residuals.length) - 1];
            double[] guess = half.predict(data.x.take(test));
            int inPlus = 0;
            int inSplit = 0;
            double width = 0;
            for (int i = 0; i < fresh; i++) {
                Interval interval = plus.interval(alpha, data.x.row(test[i]).doubles());
                inPlus += interval.contains(data.y[test[i]]) ? 1 : 0;
                inSplit += Math.abs(guess[i] - data.y[test[i]]) <= q ? 1 : 0;
                width += 2 * interval.halfWidth() / fresh;
            }
            // Both the training and the new molecules are samples: three standard errors.
            double margin = 3 * Math.sqrt(alpha * (1 - alpha) * (1.0 / n + 1.0 / fresh));
            covers &= Math.abs(inPlus / (double) fresh - (1 - alpha)) <= margin;
            table.row(1 - alpha, inPlus / (double) fresh, width, inSplit / (double) fresh, 2 * q);
        }
        run.table(table);
        run.check("jackknife_plus_covers_within_sampling_error", covers);
        learningCurve(run);
    }

    private void learningCurve(Run run) throws IOException {
        int[] sizes = run.quick()
                ? new int[] {50, 200, 1000}
                : new int[] {50, 100, 200, 500, 1000, 2000, 5000, data.y.length};
        int repeats = run.shorten(6, 3);
        double[] mean = new double[sizes.length];
        double[] margin = new double[sizes.length];
        double[] train = new double[sizes.length];
        NumpyRandom random = new NumpyRandom(run.seed() + 3);
        for (int s = 0; s < sizes.length; s++) {
            double[] mse = new double[repeats];
            for (int r = 0; r < repeats; r++) {
                int[] rows = random.choice(data.y.length, Math.min(sizes[s], data.y.length), false);
                CrossValidation cv = CrossValidation.run(
                        RegressionData.JOINT, data.x.take(rows), data.labels(rows), Folds.shuffled(rows.length, 5, r));
                mse[r] = cv.pooledMse();
                train[s] += Stats.mean(cv.trainMse()) / repeats;
            }
            mean[s] = Stats.mean(mse);
            Interval interval = TTest.oneSample(mse, 0).interval(0.95);
            margin[s] = interval.halfWidth();
        }
        double[] n = Arrays.stream(sizes).asDoubleStream().toArray();
        Figure fig = new Figure(6, 4.2);
        Axes ax = fig.axes().xlabel("Rows").ylabel("Mean Squared Error").logx().ylim(0, 8);
        ax.errorbar(n, mean, margin).color(1);
        ax.plot(n, mean).color(1).marker('o').label("five folds, shuffled");
        ax.plot(n, train).color(0).marker('o').label("training");
        ax.legend("upper right");
        run.figure(
                "learning-curve",
                fig,
                "A line needs about a thousand rows here; bars are 95 % t-intervals over repetitions.");
        run.check(
                "training_and_test_errors_meet", mean[sizes.length - 1] - train[sizes.length - 1] < mean[0] - train[0]);
    }
}
