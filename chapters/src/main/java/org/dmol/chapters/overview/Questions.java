package org.dmol.chapters.overview;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.CrossValidation;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.Kernel;
import org.dmol.data.analysis.KernelRidge;
import org.dmol.data.analysis.Learner;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.LinearFit;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.Fn;

/** Steps 12 and 13: three kinds of model on the same folds, and the chapter's exercises. */
final class Questions {
    private final Supplier<AqSolDb> set;

    Questions(Supplier<AqSolDb> set) {
        this.set = set;
    }

    void crossValidation(Run run) throws IOException {
        run.beyond("Five folds of random rows; each model standardises with its training rows.");
        int n = Math.min(set.get().size(), run.shorten(2500, 1000));
        int[] rows = Arrays.copyOf(
                new NumpyRandom(run.seed() + 7).permutation(set.get().size()), n);
        Nd x = set.get().features().take(rows);
        double[] all = set.get().solubility().doubles();
        double[] y = IntStream.of(rows).mapToDouble(i -> all[i]).toArray();
        int epochs = run.shorten(100, 10);
        String[] names = {"straight line", "kernel ridge, Laplacian", "network"};
        Learner[] learners = {
            scaled((z, t) -> LeastSquares.with(Intercept.JOINT).fit(z, t)::predict),
            scaled((z, t) -> KernelRidge.fit(Kernel.laplacian(20), z, t, 1e-2)::predict),
            scaled((z, t) -> network(z, t, run.fit(epochs)))
        };
        Table table = Table.of(n + " rows, five folds", "model", "mean test MSE", "deviation over folds", "test RMSE");
        double[] rmse = new double[3];
        try (Progress progress = run.progress("models", 3)) {
            for (int k = 0; k < 3; k++) {
                CrossValidation cv = CrossValidation.run(learners[k], x, y, Folds.shuffled(n, 5, run.seed()));
                rmse[k] = Math.sqrt(cv.pooledMse());
                table.row(names[k], cv.mean(), cv.std(), rmse[k]);
                progress.step();
            }
        }
        run.table(table);
        run.check("network_beats_line", run.quick() || rmse[2] < rmse[0]).onRealData();
        run.check("kernel_beats_line", rmse[1] < rmse[0]).onRealData();
        run.note(
                "The kernel, with a width and a ridge that nobody tuned, is at least as good as the network here: a network is not the answer to every table.");
    }

    /** Fits on features of mean 0 and deviation 1. */
    private static Learner scaled(Learner learner) {
        return (x, y) -> {
            Standardizer scale = Standardizer.fit(x, 1);
            Learner.Predictor fitted = learner.fit(scale.transform(x), y);
            return z -> fitted.predict(scale.transform(z));
        };
    }

    private static Learner.Predictor network(Nd x, double[] y, Fit settings) {
        Sequential model = Network.compiled();
        model.fit(
                Dataset.of(x.cast(DType.FLOAT32), Nd.vector(y).reshape(-1, 1).cast(DType.FLOAT32))
                        .batch(16)
                        .shuffle(),
                settings);
        return z -> {
            Nd out = model.predict(z.cast(DType.FLOAT32));
            return out.reshape(out.size()).doubles().clone();
        };
    }

    void exercises(Run run) throws IOException {
        run.beyond("The book's exercises.");
        relu(run);
        depth(run);
        identity(run);
        run.reveal(
                "Why not always a network?",
                "For: few assumptions, any size of data, pieces that can be exchanged.\n"
                        + "Against: many settings, no closed optimum, no error bars by itself; with ten thousand rows of good descriptors a kernel is as good (step 06.12).");
    }

    private static void relu(Run run) throws IOException {
        try (Fn relu = Fn.of((tf, in) -> tf.nn.relu(in.get(0)))) {
            double[] x = IntStream.rangeClosed(0, 100)
                    .mapToDouble(i -> -3 + 0.06 * i)
                    .toArray();
            Figure fig = new Figure(5, 3.4);
            fig.axes()
                    .xlabel("x")
                    .ylabel("ReLU(x)")
                    .plot(x, relu.call(Nd.vector(x)).doubles());
            run.figure("relu", fig, "Rectified linear unit.");
            Nd f = relu.call(Nd.vector(-1.0, 2.0, 1.0));
            run.print(
                    "ReLU(-1) + ReLU(2) = %.0f, but ReLU(-1 + 2) = %.0f: it is not linear",
                    f.get(0) + f.get(1), f.get(2));
            run.check("relu_is_not_linear", f.get(0) + f.get(1) != f.get(2));
        }
        run.corrected(
                "The book wants an activation to be zero on some range, which its own example, tanh, is not. It must only not be linear: "
                        + "otherwise all layers together are one linear map.");
    }

    /** More layers on few rows: training error falls, test error does not. */
    private void depth(Run run) throws IOException {
        Solubility data = Solubility.random(set.get(), 0, run.seed());
        int[] few = Arrays.copyOf(data.split().train(), 500);
        Dataset train = Dataset.of(data.x(), data.y()).select(few).batch(16).shuffle();
        Table table = Table.of("500 training rows", "hidden layers", "parameters", "training MSE", "test MSE");
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Training MSE").logy();
        double[] last = new double[3];
        double[] test = new double[3];
        for (int layers = 1; layers <= 3; layers++) {
            try (Sequential model = new Sequential()) {
                for (int k = 0; k < layers; k++) {
                    model.add(new Dense(64, "tanh"));
                }
                model.add(new Dense(1)).compile(Optimizer.adam(3e-3), Loss.mse());
                History h = model.fit(train, run.fit(run.shorten(300, 20)));
                test[layers - 1] = Math.pow(Network.Quality.of(model, data).rmse(), 2);
                last[layers - 1] = h.last("loss");
                table.row(layers, model.countParams(), last[layers - 1], test[layers - 1]);
                ax.plot(h.get("loss")).label(layers + (layers == 1 ? " hidden layer" : " hidden layers"));
            }
        }
        ax.legend("upper right");
        run.figure("depth", fig, "More layers fit 500 rows ever better.");
        run.table(table);
        run.check("deeper_fits_the_training_rows_better", last[2] < last[0]).unlessQuick();
        run.check("test_error_is_far_above_training_error", test[2] > 2 * last[2])
                .onRealData()
                .unlessQuick();
    }

    /** With the identity as activation, two layers are one linear map and converge to least squares. */
    private void identity(Run run) {
        Solubility data = Solubility.random(set.get(), 0, run.seed());
        int[] rows = data.split().train();
        try (Sequential model = new Sequential(new Dense(Network.HIDDEN, "linear"), new Dense(1))) {
            model.compile(Optimizer.adam(1e-3), Loss.mse());
            Dataset whole = Dataset.of(data.x(), data.y()).select(rows);
            model.fit(whole.batch(rows.length), run.fit(run.shorten(4000, 200)));
            Nd out = model.predict(data.x().take(rows));
            LinearFit fit =
                    LeastSquares.with(Intercept.JOINT).fit(data.x().take(rows).cast(DType.FLOAT64), data.labels(rows));
            double[] line = fit.predict(data.x().take(rows).cast(DType.FLOAT64));
            double difference = Scores.rmse(line, out.reshape(out.size()).doubles());
            double best = Scores.mse(data.labels(rows), line);
            double reached =
                    Scores.mse(data.labels(rows), out.reshape(out.size()).doubles());
            run.print(
                    "identity activation: training MSE %.5f, least squares %.5f, predictions differ by %.4f (RMS)",
                    reached, best, difference);
            run.metric("identity_network_over_least_squares", reached / best).band(0.99999, 1.001);
        }
    }
}
