package org.dmol.chapters.regression;

import java.io.IOException;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.Scores;

/** Steps 4 to 7: noise, too many features, the wrong features. */
final class Features {
    private static final int[] TRAIN =
            IntStream.concat(IntStream.range(0, 5), IntStream.range(15, 20)).toArray();
    private static final int[] TEST = IntStream.range(5, 15).toArray();

    private final RegressionData data;

    Features(RegressionData data) {
        this.data = data;
    }

    private double[] noisy() {
        double[] y = Polynomials.TRUTH.clone();
        for (int i = 0; i < TRAIN.length; i++) {
            y[TRAIN[i]] += data.draws.trainNoise()[i];
        }
        return y;
    }

    void perfect(Run run) throws IOException {
        double[] mse =
                show(run, "No Noise, Perfect Features", x -> new double[] {x * x * x, x * x, x, 1}, Polynomials.TRUTH);
        run.metric("train_mse", mse[0]).near(0, 1e-10).alsoStandIn();
        run.metric("test_mse", mse[1]).near(0, 1e-10).alsoStandIn();
    }

    void noise(Run run) throws IOException {
        run.series("noise", data.draws.trainNoise())
                .exactly(Published.NOISE, 4e-5)
                .each((m, i) -> m.forSeed(0).alsoStandIn());
        judge(
                run,
                show(run, "Noise, Perfect Features", x -> new double[] {x * x * x, x * x, x, 1}, noisy()),
                8.66,
                0.39);
    }

    void extra(Run run) throws IOException {
        DoubleFunction<double[]> powers =
                x -> IntStream.range(0, 7).mapToDouble(k -> Math.pow(x, k)).toArray();
        judge(run, show(run, "Noise, Extra Features", powers, noisy()), 6.62, 746.69);
    }

    void imperfect(Run run) throws IOException {
        double[] mse = show(
                run,
                "Noise, Imperfectly Correlated Features",
                x -> new double[] {x * x, x, Math.exp(-x * x), Math.cos(x), 1},
                noisy());
        run.metric("train_mse", mse[0]).near(23.02, 0.00501).forSeed(0).alsoStandIn();
        run.metric("test_mse", mse[1])
                .exactly(60977.31, 1e-3)
                .forSeed(0)
                .alsoStandIn()
                .note("Sensitive to rounding: exp(-x²) is nearly zero on all training points.");
    }

    private static void judge(Run run, double[] mse, double train, double test) {
        run.metric("train_mse", mse[0]).near(train, 0.00501).forSeed(0).alsoStandIn();
        run.metric("test_mse", mse[1]).near(test, 0.00501).forSeed(0).alsoStandIn();
    }

    /** Fits, draws, and returns training and test error. */
    private static double[] show(Run run, String title, DoubleFunction<double[]> features, double[] y)
            throws IOException {
        double[][] x = IntStream.range(0, Polynomials.N)
                .mapToObj(i -> features.apply(Polynomials.X[i]))
                .toArray(double[][]::new);
        double[] p = Polynomials.fit(x, y, TRAIN);
        double train = Scores.mse(RegressionData.pick(y, TRAIN), RegressionData.pick(p, TRAIN));
        double test = Scores.mse(RegressionData.pick(y, TEST), RegressionData.pick(p, TEST));
        Figure fig = new Figure(6, 4.2);
        Axes ax = fig.axes().title(title).xlabel("x").ylabel("y").ylim(-40, 40);
        ax.scatter(RegressionData.pick(Polynomials.X, TRAIN), RegressionData.pick(y, TRAIN))
                .color(0)
                .label("Training Data");
        ax.scatter(RegressionData.pick(Polynomials.X, TEST), RegressionData.pick(y, TEST))
                .color(1)
                .label("Testing Data");
        ax.plot(Polynomials.X, p).color(2).label("Fit");
        ax.plot(Polynomials.X, Polynomials.TRUTH).dashed().color(3).label("Ground Truth");
        ax.text(-0.4, -33, String.format(Locale.ROOT, "Training Loss %.2f\nTesting Loss %.2f", train, test));
        ax.legend("upper left");
        run.figure("fit", fig, title);
        return new double[] {train, test};
    }
}
