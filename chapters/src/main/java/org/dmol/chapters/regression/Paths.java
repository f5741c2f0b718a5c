package org.dmol.chapters.regression;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LassoPath;
import org.dmol.data.analysis.LinearFit;
import org.dmol.data.analysis.Ridge;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.sets.AqSolDb;

/** Step 22, beyond the book: all ridge and lasso solutions, exactly, and what they choose. */
final class Paths {
    private static final int ROWS = 35;

    private final RegressionData data;

    Paths(RegressionData data) {
        this.data = data;
    }

    void paths(Run run) throws IOException {
        run.beyond(
                "Weights of 35 molecules along the whole range of strengths: ridge regression shrinks all of them, the lasso drops one after the other.");
        int[] order = new NumpyRandom(run.seed() + 4).permutation(data.y.length);
        int[] train = Arrays.copyOf(order, ROWS);
        int[] test = Arrays.copyOfRange(order, ROWS, ROWS + 2000);
        Standardizer scale = Standardizer.fit(data.x.take(train), 0);
        Nd z = scale.transform(data.x.take(train));
        double[] y = data.labels(train);
        Ridge ridge = Ridge.of(z, y, Intercept.JOINT);
        LassoPath lasso = LassoPath.fit(z, y);
        double[] lambdas =
                DoubleStream.iterate(1e-2, l -> l < 2e4, l -> l * 1.3).toArray();
        double[] alphas = DoubleStream.iterate(lasso.alphas()[0], a -> a > 1e-3, a -> a / 1.15)
                .toArray();
        Figure fig = Figure.grid(1, 3, 15, 4.4);
        draw(
                fig.axes(0).title("Ridge").xlabel("λ").ylabel("Weight").logx(),
                lambdas,
                l -> ridge.fit(l).weights());
        draw(
                fig.axes(1).title("Lasso").xlabel("α").ylabel("Weight").logx(),
                alphas,
                a -> lasso.at(a).weights());
        Axes ax = fig.axes(2)
                .title("Which strength?")
                .xlabel("Σ|w|")
                .ylabel("Mean Squared Error")
                .ylim(0, 12);
        Nd far = scale.transform(data.x.take(test));
        error(ax, lambdas, ridge::fit, far, data.labels(test), "ridge, 2,000 new molecules");
        error(ax, alphas, lasso::at, far, data.labels(test), "lasso, 2,000 new molecules");
        ax.legend("upper right");
        run.figure("paths", fig, "35 molecules, 17 standardised features.");
        double best = ridge.best(lambdas);
        run.print("ridge strength of least leave-one-out error: λ = %.3g, MSE %.3f", best, ridge.leaveOneOutMse(best));
        run.metric(
                "least_squares_test_mse",
                Scores.mse(data.labels(test), ridge.fit(0).predict(far)));
        run.metric(
                "ridge_test_mse", Scores.mse(data.labels(test), ridge.fit(best).predict(far)));
        run.check("all_lasso_weights_are_zero_at_the_first_knot", nonZero(lasso.at(lasso.alphas()[0])) == 0);
        conditions(run, z, y, lasso);
        survivors(run);
    }

    private static void draw(Axes ax, double[] strengths, java.util.function.DoubleFunction<double[]> weights) {
        double[][] w = Arrays.stream(strengths).mapToObj(weights).toArray(double[][]::new);
        for (int j = 0; j < 17; j++) {
            int k = j;
            ax.plot(strengths, Arrays.stream(w).mapToDouble(v -> v[k]).toArray())
                    .color(j)
                    .width(1.2);
        }
    }

    private static void error(
            Axes ax,
            double[] strengths,
            java.util.function.DoubleFunction<LinearFit> fit,
            Nd x,
            double[] y,
            String label) {
        double[] size = new double[strengths.length];
        double[] mse = new double[strengths.length];
        for (int i = 0; i < strengths.length; i++) {
            LinearFit f = fit.apply(strengths[i]);
            size[i] = Arrays.stream(f.weights()).map(Math::abs).sum();
            mse[i] = Scores.mse(y, f.predict(x));
        }
        ax.plot(size, mse).label(label);
    }

    private static long nonZero(LinearFit fit) {
        return Arrays.stream(fit.weights()).filter(v -> Math.abs(v) > 1e-12).count();
    }

    /** At the optimum no feature may correlate with the residuals by more than α, and those in use do so by exactly α. */
    private static void conditions(Run run, Nd z, double[] y, LassoPath lasso) {
        double worst = 0;
        for (double share : new double[] {0.9, 0.5, 0.2, 0.05}) {
            double alpha = share * lasso.alphas()[0];
            LinearFit fit = lasso.at(alpha);
            double[] p = fit.predict(z);
            for (int j = 0; j < 17; j++) {
                double c = 0;
                for (int i = 0; i < y.length; i++) {
                    c += z.get(i, j) * (y[i] - p[i]) / y.length;
                }
                double excess = fit.weights()[j] == 0
                        ? Math.max(0, Math.abs(c) - alpha)
                        : Math.abs(c - alpha * Math.signum(fit.weights()[j]));
                worst = Math.max(worst, excess);
            }
        }
        run.print("largest violation of the lasso's optimality conditions: %.1e", worst);
        run.check("lasso_is_optimal", worst < 1e-8);
    }

    /** The book's exercise: which features survive, over many samples of 35 molecules? */
    private void survivors(Run run) {
        int samples = run.shorten(200, 30);
        int kept = 4;
        int[] count = new int[17];
        NumpyRandom random = new NumpyRandom(run.seed() + 5);
        for (int s = 0; s < samples; s++) {
            int[] rows = random.choice(data.y.length, ROWS, false);
            Nd x = data.x.take(rows);
            int[] usable = Standardizer.usableColumns(x);
            Nd z = Standardizer.fit(Standardizer.columns(x, usable), 0).transform(Standardizer.columns(x, usable));
            LassoPath path = LassoPath.fit(z, data.labels(rows));
            double[] w = path.weights().stream()
                    .filter(v -> Arrays.stream(v).filter(e -> e != 0).count() >= kept)
                    .findFirst()
                    .orElse(path.weights().get(path.weights().size() - 1));
            for (int j = 0; j < usable.length; j++) {
                count[usable[j]] += w[j] != 0 ? 1 : 0;
            }
        }
        Table table = Table.of(
                "features among the first " + kept + " of the lasso, " + samples + " samples of " + ROWS + " molecules",
                "feature",
                "share of samples");
        IntStream.range(0, 17)
                .boxed()
                .sorted((a, b) -> Integer.compare(count[b], count[a]))
                .limit(8)
                .forEach(j -> table.row(AqSolDb.FEATURES.get(j), count[j] / (double) samples));
        run.table(table);
        int top = IntStream.range(0, 17)
                .reduce((a, b) -> count[b] > count[a] ? b : a)
                .orElseThrow();
        run.check("the_octanol_water_coefficient_is_chosen_most", top == AqSolDb.FEATURES.indexOf("MolLogP"));
    }
}
