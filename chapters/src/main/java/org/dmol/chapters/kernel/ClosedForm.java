package org.dmol.chapters.kernel;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.Kernel;
import org.dmol.data.analysis.KernelRidge;
import org.dmol.data.analysis.KernelSearch;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.LinearFit;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Stats;
import org.dmol.tf.Fn;
import org.tensorflow.op.linalg.TriangularSolve;

/** Steps 9 and 10, beyond the book: the optimum of the dual model in one step, and what it gives. */
final class ClosedForm {
    private final KernelData data;

    ClosedForm(KernelData data) {
        this.data = data;
    }

    /** Predictions for test rows. */
    private double[] solve(Kernel kernel, double lambda) {
        return solve(
                kernel.matrix(data.x, data.x, DType.FLOAT32), kernel.matrix(data.testX, data.x, DType.FLOAT32), lambda);
    }

    /** (K + λI) α = y - mean(y) by Cholesky factors, on TensorFlow in float32; then k(x)·α + mean(y). */
    private double[] solve(Nd k, Nd testK, double lambda) {
        int n = data.y.length;
        double mean = Stats.mean(data.y);
        float[] centred = new float[n];
        for (int i = 0; i < n; i++) {
            centred[i] = (float) (data.y[i] - mean);
            k.floats()[i * n + i] += (float) lambda;
        }
        try (Fn ridge = Fn.of((tf, in) -> {
            var factor = tf.linalg.cholesky(in.get(0));
            var half = tf.linalg.triangularSolve(factor, in.get(1), TriangularSolve.lower(true));
            var alpha =
                    tf.linalg.triangularSolve(factor, half, TriangularSolve.lower(true), TriangularSolve.adjoint(true));
            return tf.linalg.matMul(in.get(2), alpha);
        })) {
            Nd out = ridge.call(k, Nd.of(centred, n, 1), testK);
            double[] p = out.reshape(out.size()).cast(DType.FLOAT64).doubles();
            Arrays.setAll(p, i -> p[i] + mean);
            return p;
        }
    }

    void ridge(Run run) throws IOException {
        run.beyond(
                "(K + λI)α = y - ȳ gives the weights at once. Gaussian exp(-d²/2s²) and Laplacian exp(-d/s) of the book's distance d.");
        LinearFit line = LeastSquares.with(Intercept.JOINT).fit(data.x, data.y);
        record Setting(String name, Kernel kernel, double lambda, double mse, double correlation) {}
        List<Setting> settings = List.of(
                new Setting("gaussian_0.1", Kernel.gaussian(0.5), 0.1, 1.2427, 0.8897),
                new Setting("gaussian_1", Kernel.gaussian(0.5), 1, 1.3463, 0.8810),
                new Setting("laplacian_1", Kernel.laplacian(0.5), 1, 1.2464, 0.8908),
                new Setting("laplacian_0.1", Kernel.laplacian(0.5), 0.1, 1.1817, 0.8955));
        double[] straight = line.predict(data.testX);
        run.metric("least_squares_mse", Scores.mse(data.testY, straight))
                .expected(3.1104249801, 1e-9)
                .forSeed(0)
                .unlessQuick()
                .note("NumPy's lstsq gives the same.");
        run.metric("least_squares_correlation", Correlation.pearson(data.testY, straight))
                .expected(0.6955371877, 1e-9)
                .forSeed(0)
                .unlessQuick();
        double[] p = straight;
        try (Progress progress = run.progress("kernels", settings.size())) {
            for (Setting s : settings) {
                p = solve(s.kernel(), s.lambda());
                run.metric(s.name() + "_mse", Scores.mse(data.testY, p))
                        .expected(s.mse(), 1e-3)
                        .forSeed(0)
                        .unlessQuick();
                run.metric(s.name() + "_correlation", Correlation.pearson(data.testY, p))
                        .expected(s.correlation(), 3e-4)
                        .forSeed(0)
                        .unlessQuick();
                progress.step();
            }
        }
        run.figure(
                "parity-ridge",
                DualModel.parityFigure(data.testY, p),
                "Kernel ridge regression, Laplacian kernel of width 0.5, λ = 0.1.");
        run.corrected(
                "The book's run (test MSE 2.45) is far from the optimum of its own family of models: the same weights, found in closed form "
                        + "with a positive definite kernel, halve the error.");
    }

    void search(Run run) throws IOException {
        run.beyond(
                "Width and λ by the exact leave-one-out error on some training rows; then a learning curve of fully trained models, with a power law.");
        int n = Math.min(data.y.length, run.shorten(900, 200));
        Nd x = data.x.rows(0, n);
        double[] y = Arrays.copyOf(data.y, n);
        double[] widths = {0.5, 1, 2, 4, 8, 16, 32};
        double[] lambdas = {0.001, 0.01, 0.1, 1};
        KernelSearch gaussian = KernelSearch.run(Kernel::gaussian, x, y, widths, lambdas);
        KernelSearch laplacian = KernelSearch.run(Kernel::laplacian, x, y, widths, lambdas);
        Figure fig = Figure.grid(1, 2, 11, 4.2);
        Axes left = fig.axes(0)
                .title("Leave-one-out error, " + n + " rows")
                .xlabel("Kernel width")
                .ylabel("Mean squared error")
                .logx();
        int color = 0;
        for (double lambda : lambdas) {
            left.plot(widths, along(laplacian, widths, lambda))
                    .marker('o')
                    .color(color)
                    .label("Laplacian, λ = " + lambda);
            left.plot(widths, along(gaussian, widths, lambda))
                    .marker('s')
                    .dashed()
                    .color(color++)
                    .label("Gaussian, λ = " + lambda);
        }
        left.ylim(Double.NaN, 4.5).legend("upper left");
        KernelSearch.Trial best = laplacian.best().mse() < gaussian.best().mse() ? laplacian.best() : gaussian.best();
        boolean isLaplacian = best == laplacian.best();
        run.print(
                "best: %s, width %s, λ %s, leave-one-out MSE %.3f",
                isLaplacian ? "Laplacian" : "Gaussian", best.width(), best.lambda(), best.mse());
        Kernel kernel = isLaplacian ? Kernel.laplacian(best.width()) : Kernel.gaussian(best.width());
        learningCurve(run, fig.axes(1), kernel, best.lambda());
        run.figure(
                "width-and-learning-curve",
                fig,
                "Left: choice of width and λ. Right: test error of the chosen model; bars show the deviation over subsets.");
        double[] p = solve(kernel, best.lambda());
        run.metric("chosen_mse_all_rows", Scores.mse(data.testY, p));
        run.metric("chosen_correlation_all_rows", Correlation.pearson(data.testY, p));
        run.check("chosen_model_beats_the_fixed_widths", run.quick() || Scores.mse(data.testY, p) < 1.1817);
    }

    private static double[] along(KernelSearch search, double[] widths, double lambda) {
        return Arrays.stream(widths)
                .map(w -> search.trials().stream()
                        .filter(t -> t.width() == w && t.lambda() == lambda)
                        .findFirst()
                        .orElseThrow()
                        .mse())
                .toArray();
    }

    private void learningCurve(Run run, Axes ax, Kernel kernel, double lambda) {
        int[] sizes = Arrays.stream(new int[] {32, 64, 128, 256, 512, 1024, 2048})
                .filter(n -> n <= data.y.length)
                .toArray();
        double[] mean = new double[sizes.length];
        double[] deviation = new double[sizes.length];
        double[] logN = new double[sizes.length];
        double[] logError = new double[sizes.length];
        NumpyRandom random = new NumpyRandom(run.seed() + 1);
        try (Progress progress = run.progress("sizes", sizes.length)) {
            for (int i = 0; i < sizes.length; i++) {
                int repeats = sizes[i] < 1000 ? 8 : 3;
                double[] mse = new double[repeats];
                for (int r = 0; r < repeats; r++) {
                    int[] rows = random.choice(data.y.length, sizes[i], false);
                    double[] p = KernelRidge.fit(kernel, data.x.take(rows), KernelData.pick(data.y, rows), lambda)
                            .predict(data.testX);
                    mse[r] = Scores.mse(data.testY, p);
                }
                mean[i] = Stats.mean(mse);
                deviation[i] = Stats.std(mse, 1);
                logN[i] = Math.log(sizes[i]);
                logError[i] = Math.log(mean[i]);
                progress.step();
            }
        }
        LinearFit law = LeastSquares.with(Intercept.JOINT).fit(Nd.of(logN, logN.length, 1), logError);
        double[] n = Arrays.stream(sizes).asDoubleStream().toArray();
        ax.title("Learning curve")
                .xlabel("Training rows")
                .ylabel("Test MSE")
                .logx()
                .logy();
        ax.errorbar(n, mean, deviation).color(1);
        ax.plot(n, mean).marker('o').color(1).label("kernel ridge");
        ax.plot(n, Arrays.stream(logN).map(v -> Math.exp(law.predict(v))).toArray())
                .dashed()
                .color(3)
                .label(String.format(Locale.ROOT, "%.1f · n^%.2f", Math.exp(law.intercept()), law.weights()[0]));
        ax.legend("upper right");
        run.series("test_mse", Arrays.stream(sizes).mapToObj(Integer::toString).toList(), mean, "");
        run.metric("learning_exponent", law.weights()[0]);
        run.check("error_falls_from_the_first_to_the_last_size", mean[mean.length - 1] < mean[0]);
    }
}
