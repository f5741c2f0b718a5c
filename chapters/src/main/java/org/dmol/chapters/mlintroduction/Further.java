package org.dmol.chapters.mlintroduction;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.chapters.mlintroduction.GradientDescent.Curve;
import org.dmol.chapters.mlintroduction.GradientDescent.Model;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.ClusterScores;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.KMeans;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.LinearFit;
import org.dmol.data.analysis.Pca;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** Steps 21 to 24, beyond the book: the optimum in closed form, the exercises, learning rates, the worth of the clusters. */
final class Further {
    /** Mean squared error of the least-squares fit; no descent can get below. */
    static final double BEST_MSE = 2.7242510891;

    private final SolubilityData data;
    private final GradientDescent descent;
    private final Unsupervised map;
    private final Fn mae = Fn.of((tf, in) -> Trace.mean(
            tf,
            tf.math.abs(tf.math.sub(
                    tf.math.add(Trace.sum(tf, tf.math.mul(in.get(0), in.get(2)), -1), in.get(3)), in.get(1)))));

    Further(SolubilityData data, GradientDescent descent, Unsupervised map) {
        this.data = data;
        this.descent = descent;
        this.map = map;
    }

    void closedForm(Run run) {
        LinearFit fit = LeastSquares.with(Intercept.JOINT).fit(data.z, data.y.doubles());
        double[] predicted = fit.predict(data.z);
        double mse = Scores.mse(data.y.doubles(), predicted);
        run.metric("least_squares_mse", mse).expected(BEST_MSE, 1e-9);
        run.metric("least_squares_correlation", Correlation.pearson(data.y.doubles(), predicted))
                .expected(0.7170671946, 1e-9);
        run.metric("rank", LeastSquares.with(Intercept.JOINT).rank(data.z))
                .expected(16, 0)
                .note("RingCount is the sum of NumAromaticRings and NumAliphaticRings, so XᵀX is singular.");
        run.corrected(
                "The book's formula (XᵀX)⁻¹Xᵀy has no intercept and cannot be computed here, since XᵀX is singular; singular values give the optimum.");
        double raw = 2 / largestEigenvalue(data.x);
        double standard = 2 / largestEigenvalue(data.z);
        run.print(
                "gradient descent is stable below a learning rate of %.4e on raw and %.5f on standardised features",
                raw, standard);
        run.metric("limit_raw", raw).expected(1.5502e-6, 1e-4);
        run.metric("limit_standardised", standard).expected(0.10914, 1e-4);
        run.say(
                "The limit is 2 over the largest eigenvalue of the Hessian 2AᵀA/N with A = [X, 1]. The book's rates, 1e-6 and 0.01, lie just below and well below it.");
    }

    /** Of 2AᵀA/N with A = [X, 1], by power iteration. */
    private static double largestEigenvalue(Nd x) {
        int n = x.dim(0);
        int d = x.dim(1) + 1;
        double[][] h = new double[d][d];
        for (int r = 0; r < n; r++) {
            for (int i = 0; i < d; i++) {
                double a = i < d - 1 ? x.get(r, i) : 1;
                for (int j = 0; j < d; j++) {
                    h[i][j] += 2 * a * (j < d - 1 ? x.get(r, j) : 1) / n;
                }
            }
        }
        double[] v = new double[d];
        Arrays.setAll(v, i -> 1 + 0.01 * i);
        double value = 0;
        for (int k = 0; k < 2000; k++) {
            double[] w = new double[d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    w[i] += h[i][j] * v[j];
                }
            }
            value = Math.sqrt(Arrays.stream(w).map(e -> e * e).sum());
            for (int i = 0; i < d; i++) {
                v[i] = w[i] / value;
            }
        }
        return value;
    }

    void exercises(Run run) throws IOException {
        run.beyond("The book's exercises.");
        Table table = Table.of("features", "feature", "mean", "std", "min", "max", "correlation with solubility");
        for (int j = 0; j < 17; j++) {
            int k = j;
            double[] column = IntStream.range(0, data.rows())
                    .mapToDouble(i -> data.x.get(i, k))
                    .toArray();
            table.row(
                    AqSolDb.FEATURES.get(j),
                    Stats.mean(column),
                    Stats.std(column, 0),
                    Arrays.stream(column).min().orElseThrow(),
                    Arrays.stream(column).max().orElseThrow(),
                    Correlation.pearson(column, data.y.doubles()));
        }
        run.table(table);
        heaviest(run);
        absoluteError(run);
        run.say(
                "Does a scaled label change the learning rates that are possible? No: the Hessian 2AᵀA/N does not contain y.");
        byGroup(run);
    }

    private void heaviest(Run run) throws IOException {
        int[] rows = IntStream.range(0, data.rows())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -data.x.get(i, 0)))
                .limit(2)
                .mapToInt(i -> i)
                .toArray();
        Figure fig = Figure.grid(1, 2, 9, 4);
        for (int i = 0; i < 2; i++) {
            AqSolDb.Compound c = data.set.rows().get(rows[i]);
            fig.axes(i).image(MoleculePicture.of(c.smiles(), 430, 340));
            fig.axes(i).title(String.format(Locale.ROOT, "%s: %.3f g/mol", c.id(), data.x.get(rows[i], 0)));
        }
        run.figure("heaviest", fig, "The two heaviest entries: a mixture and a polytungstate.");
        run.metric("heaviest", data.x.get(rows[0], 0), "g/mol").expected(5299.456, 1e-7);
        run.metric("second_heaviest", data.x.get(rows[1], 0), "g/mol").expected(2967.981, 1e-7);
    }

    private void absoluteError(Run run) {
        Nd w = new NumpyRandom(run.seed() + 2).normal(0, 0.1, 17);
        try (Fn gradient = mae.grad(2, 3)) {
            List<Nd> g = gradient.callAll(data.z, data.y, w, Nd.scalar(0.0));
            double[] predicted = descent.predict(data.z, Model.of(w)).doubles();
            double slope = 0;
            for (int i = 0; i < predicted.length; i++) {
                slope += Math.signum(predicted[i] - data.y.get(i)) / predicted.length;
            }
            run.print(
                    "mean absolute error %.4f, its derivative by the intercept %.4f",
                    mae.call(data.z, data.y, w, Nd.scalar(0.0)).item(), g.get(1).item());
            run.check("mae_gradient_is_the_mean_sign", Math.abs(slope - g.get(1).item()) < 1e-12);
        }
    }

    private void byGroup(Run run) throws IOException {
        Figure fig = new Figure(6, 4.8);
        Axes ax = map.framed(fig.axes());
        double[] x = map.column(0);
        double[] y = map.column(1);
        for (String group : List.of("G1", "G3", "G5", "G2", "G4")) {
            int[] rows = IntStream.range(0, data.rows())
                    .filter(i -> data.set.rows().get(i).group().equals(group))
                    .toArray();
            ax.scatter(
                            IntStream.of(rows).mapToDouble(i -> x[i]).toArray(),
                            IntStream.of(rows).mapToDouble(i -> y[i]).toArray())
                    .size(3.5)
                    .alpha(0.7)
                    .label(group + " (" + rows.length + ")");
        }
        ax.legend("upper right");
        run.figure("groups", fig, "The map by reliability group: the groups do not sit apart.");
    }

    void rates(Run run) throws IOException {
        run.beyond(
                "Batch sizes with the same first weights and the same number of passes; learning rates up to the limit of stability.");
        Model start = Model.of(new NumpyRandom(run.seed() + 3).normal(0, 0.1, 17));
        int passes = run.shorten(3, 1);
        Figure fig = Figure.grid(1, 2, 11, 4.2);
        Axes left = fig.axes(0)
                .title("Batch size, rate 0.01")
                .xlabel("Passes over the data")
                .ylabel("Loss")
                .logy();
        for (int size : run.quick() ? new int[] {32, 256, 1024} : new int[] {8, 32, 256, 1024}) {
            Curve c = train(start, size, LinearModel.RATE, passes, run.seed());
            left.plot(
                            Arrays.stream(c.steps())
                                    .map(s -> (s + 1) * size / (double) data.rows())
                                    .toArray(),
                            c.losses())
                    .label(Integer.toString(size));
        }
        left.axhline(BEST_MSE).dashed().label("least squares");
        left.legend("upper right");
        Axes right = fig.axes(1)
                .title("Learning rate, all data")
                .xlabel("Step")
                .ylabel("Loss")
                .logy();
        for (double rate : new double[] {0.001, 0.01, 0.05, 0.1, 0.1095}) {
            Curve c = descent.fullBatch(data.z, data.y, start, rate, run.shorten(300, 60));
            right.plot(c.steps(), c.losses()).label(Double.toString(rate));
            double last = c.losses()[c.losses().length - 1];
            if (rate == 0.1) {
                run.check("rate_0.1_does_not_get_below_the_optimum", last >= BEST_MSE)
                        .onRealData();
            }
            if (rate == 0.1095) {
                run.metric("loss_at_rate_0.1095", last).note("Above the limit of 0.10914: the loss does not settle.");
            }
        }
        right.axhline(BEST_MSE).dashed().label("least squares");
        right.legend("upper right");
        run.figure(
                "rates",
                fig,
                "Small batches learn most per pass but jump about; near the limit of stability the loss oscillates.");
    }

    private Curve train(Model start, int size, double rate, int passes, long seed) {
        NumpyRandom random = new NumpyRandom(seed + 4);
        List<int[]> batches = IntStream.range(0, passes)
                .boxed()
                .flatMap(p -> {
                    int[] order = random.permutation(data.rows());
                    return IntStream.range(0, order.length / size)
                            .mapToObj(i -> Arrays.copyOfRange(order, i * size, (i + 1) * size));
                })
                .toList();
        int every = Math.max(1, batches.size() / 60);
        return descent.miniBatch(data.z, data.y, start, rate, batches, i -> i % every == every - 1);
    }

    void clusters(Run run) throws IOException {
        run.beyond("Are the clusters there, and does every start find them?");
        int[] some = IntStream.iterate(0, i -> i < data.rows(), i -> i + 5).toArray();
        Nd z = data.z.take(some);
        Table table = Table.of(
                "silhouette (1: apart, 0: touching)", "clusters", "silhouette", "agreement of two single starts");
        for (int k = 2; k <= run.shorten(8, 4); k++) {
            int[] labels = KMeans.of(k).restarts(10).seed(run.seed()).fit(z).labels();
            int[] one = KMeans.of(k).restarts(1).seed(run.seed() + 1).fit(z).labels();
            int[] two = KMeans.of(k).restarts(1).seed(run.seed() + 2).fit(z).labels();
            table.row(k, ClusterScores.silhouette(z, labels), ClusterScores.adjustedRand(one, two));
        }
        run.table(table);
        Pca pca = Pca.fit(data.z, 2);
        run.print("PCA: two components hold %.1f %% of the variance", 100 * (pca.ratio()[0] + pca.ratio()[1]));
        Nd flat = pca.transform(data.z);
        Figure fig = Figure.grid(1, 2, 10, 4.4);
        double[] first = column(flat, 0);
        double[] second = column(flat, 1);
        Axes left = fig.axes(0).title("PCA").noTicks();
        left.xlim(Stats.quantile(first, 0.005), Stats.quantile(first, 0.995))
                .ylim(Stats.quantile(second, 0.005), Stats.quantile(second, 0.995));
        left.scatter(first, second)
                .colors(data.y.doubles(), Colormap.VIRIDIS)
                .size(3)
                .alpha(0.7);
        Axes right = map.framed(fig.axes(1).title("Isomap"));
        var points = right.scatter(map.column(0), map.column(1))
                .colors(data.y.doubles(), Colormap.VIRIDIS)
                .size(3)
                .alpha(0.7);
        right.colorbar(points, "Solubility");
        run.figure("pca", fig, "A linear map beside Isomap's.");
    }

    private static double[] column(Nd a, int k) {
        return IntStream.range(0, a.dim(0)).mapToDouble(i -> a.get(i, k)).toArray();
    }

    void close() {
        mae.close();
    }
}
