package org.dmol.chapters.regression;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.Learner;
import org.dmol.data.analysis.Scores;

/** Steps 11 and 12: random mixtures of the descriptors as features, from 1 to 45 of them. */
final class FeatureNumber {
    private final RegressionData data;

    FeatureNumber(RegressionData data) {
        this.data = data;
    }

    /** Mean errors on test and training rows for each number of features. */
    private record Errors(double[] test, double[] train) {}

    void small(Run run) throws IOException {
        Errors e = errors(data.draws.small(), data.draws.smallMix());
        draw(run, e, true);
        judge(run, e, Published.SMALL_TEST, Published.SMALL_TRAIN);
        run.metric("test_mse_17", e.test()[16]).near(14.97, 0.00501).forSeed(0);
        run.metric("train_mse_flat", e.train()[20]).near(0.6273, 5e-5).forSeed(0);
        run.corrected(
                "Beyond 16 features nothing changes, because the 17 descriptors have rank 16 and mixtures of them no more: "
                        + "the flat part is not a sign of too short a training, as the text says. The numbers 25 in the text and caption are rows.");
    }

    void large(Run run) throws IOException {
        Errors e = errors(data.draws.large(), data.draws.largeMix());
        draw(run, e, false);
        judge(run, e, Published.LARGE_TEST, Published.LARGE_TRAIN);
        run.metric("test_mse_flat", e.test()[20]).near(2.927, 5e-4).forSeed(0);
        run.corrected("The caption says 250 rows; there are 500.");
    }

    private Errors errors(List<int[]> rows, List<Nd> mixes) {
        double[] test = new double[Draws.SIZES.length];
        double[] train = new double[Draws.SIZES.length];
        IntStream.range(0, Draws.SIZES.length).parallel().forEach(s -> {
            for (int k = 0; k < Draws.REPEATS; k++) {
                int[] inTrain = rows.get(2 * k);
                int[] inTest = rows.get(2 * k + 1);
                Nd x = mixed(inTrain, mixes.get(s), k);
                Learner.Predictor model = RegressionData.BOOK.fit(x, data.labels(inTrain));
                train[s] += Scores.mse(data.labels(inTrain), model.predict(x)) / Draws.REPEATS;
                test[s] +=
                        Scores.mse(data.labels(inTest), model.predict(mixed(inTest, mixes.get(s), k))) / Draws.REPEATS;
            }
        });
        return new Errors(test, train);
    }

    /** Raw descriptors (n, 17) times matrix k of (10, 17, f). */
    private Nd mixed(int[] rows, Nd mix, int k) {
        int f = mix.dim(2);
        double[] m = mix.doubles();
        double[] out = new double[rows.length * f];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < 17; d++) {
                double v = data.x.get(rows[i], d);
                for (int j = 0; j < f; j++) {
                    out[i * f + j] += v * m[(k * 17 + d) * f + j];
                }
            }
        }
        return Nd.of(out, rows.length, f);
    }

    private static void draw(Run run, Errors e, boolean line) throws IOException {
        double[] f = Arrays.stream(Draws.SIZES).asDoubleStream().toArray();
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Feature Number").ylabel("Mean Squared Error");
        ax.plot(f, e.test()).color(1).marker('o').size(4).label("Testing Loss");
        ax.plot(f, e.train()).color(0).marker('o').size(4).label("Training Loss");
        if (line) {
            ax.axvline(25).dashed().color(3);
        }
        ax.legend("upper right");
        run.figure(
                "feature-number",
                fig,
                "Mean of ten repetitions" + (line ? "; the line marks as many features as rows." : "."));
    }

    private static void judge(Run run, Errors e, double[] test, double[] train) {
        List<String> sizes =
                IntStream.rangeClosed(1, 13).mapToObj(Integer::toString).toList();
        run.series("test_mse", sizes, Arrays.copyOf(e.test(), 13), "")
                .each((m, i) -> m.near(test[i], 0.0101).forSeed(0));
        run.series("train_mse", sizes, Arrays.copyOf(e.train(), 13), "")
                .each((m, i) -> m.near(train[i], 0.00501).forSeed(0));
        run.note(
                "From 14 to 16 features the mixtures are nearly collinear: the book's float32 gives other digits there than float64 (14.64 in place of 16.76 at 15 features and 25 rows).");
    }
}
