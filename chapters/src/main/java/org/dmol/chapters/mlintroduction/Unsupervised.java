package org.dmol.chapters.mlintroduction;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.chapters.figures.ScatterMark;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Clusters;
import org.dmol.data.analysis.Isomap;
import org.dmol.data.analysis.KMeans;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;

/** Steps 15 to 20: an embedding in the plane, clusters, and how many of them. */
final class Unsupervised {
    private static final int CLASSES = 4;
    private static final int[] ELBOW_K = IntStream.rangeClosed(2, 14).toArray();

    private final SolubilityData data;
    Isomap isomap;
    Nd embedding;
    Clusters clusters;

    Unsupervised(SolubilityData data) {
        this.data = data;
    }

    void isomap(Run run) {
        isomap = Isomap.fit(every(25), 5, 2);
        embedding = isomap.transform(data.z);
        run.print("fitted %d rows, transformed %d", isomap.embedding().dim(0), embedding.dim(0));
        run.series("eigenvalue", isomap.eigenvalues()).expected(new double[] {7487.2208, 3574.2270}, 1e-6);
        run.metric("reconstruction_error", isomap.reconstructionError()).expected(9.139966, 1e-5);
        run.series("extremes", List.of("x low", "x high", "y low", "y high"), limits(0, 1), "")
                .expected(new double[] {-8.5778, 72.6554, -39.7698, 35.2730}, 1e-5);
        Nd fitted = isomap.embedding();
        Nd again = isomap.transform(every(25));
        double worst = IntStream.range(0, fitted.size())
                .mapToDouble(i -> Math.abs(fitted.getFlat(i) - again.getFlat(i)))
                .max()
                .orElse(0);
        run.print("a fitted point transformed again moves by at most %.2e", worst);
        run.check("transform_of_fitted_points_is_their_place", worst < 1e-6);
    }

    /** Every k-th standardised row. */
    private Nd every(int k) {
        return data.z.take(
                IntStream.iterate(0, i -> i < data.rows(), i -> i + k).toArray());
    }

    private double[] limits(double low, double high) {
        double[] x = column(0);
        double[] y = column(1);
        return new double[] {
            Stats.quantile(x, low), Stats.quantile(x, high), Stats.quantile(y, low), Stats.quantile(y, high)
        };
    }

    double[] column(int k) {
        return IntStream.range(0, embedding.dim(0))
                .mapToDouble(i -> embedding.get(i, k))
                .toArray();
    }

    void embeddingPlot(Run run) throws IOException {
        Figure fig = new Figure(6.6, 4.8);
        Axes ax = framed(fig.axes());
        ScatterMark points = ax.scatter(column(0), column(1))
                .colors(data.y.doubles(), Colormap.GREYS)
                .size(3.5)
                .alpha(0.7);
        ax.colorbar(points, "Solubility");
        run.figure("embedding", fig, "Isomap of the 17 standardised features; darker is more soluble.");
        run.series("limits", List.of("x 0.5 %", "x 99.5 %", "y 0.5 %", "y 99.5 %"), limits(0.005, 0.995), "")
                .exactly(new double[] {-7.244736, 18.876223, -9.828389, 8.688102}, 1e-5);
    }

    Axes framed(Axes ax) {
        double[] q = limits(0.005, 0.995);
        return ax.xlim(q[0], q[1]).ylim(q[2], q[3]).noTicks();
    }

    void kMeans(Run run) {
        clusters = KMeans.of(CLASSES).restarts(10).seed(run.seed()).fit(data.z);
        run.print("inertia %.2f, class sizes %s", clusters.inertia(), Arrays.toString(clusters.sizes()));
        run.metric("inertia", clusters.inertia())
                .published(94162.44)
                .band(94162, 94180)
                .alsoQuick();
        run.corrected(
                "The 2026 edition starts once only and ends in a worse optimum with a class of 64; ten starts are used here, as in 2023.");
    }

    void classes(Run run) throws IOException {
        Figure fig = new Figure(6, 4.8);
        Axes ax = framed(fig.axes());
        double[] x = column(0);
        double[] y = column(1);
        for (int c = 0; c < CLASSES; c++) {
            int[] rows = members(c);
            ax.scatter(pick(x, rows), pick(y, rows))
                    .size(3.5)
                    .alpha(0.7)
                    .color(c == 0 ? 0 : c)
                    .label("Class " + c);
        }
        ax.legend("upper right");
        run.figure(
                "classes",
                fig,
                "The same embedding, coloured by class. Clustering used all 17 features, not the picture.");
    }

    private int[] members(int c) {
        return IntStream.range(0, data.rows())
                .filter(i -> clusters.labels()[i] == c)
                .toArray();
    }

    private static double[] pick(double[] v, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> v[i]).toArray();
    }

    void elbow(Run run) throws IOException {
        Nd rows = every(50);
        double[] loss = Arrays.stream(ELBOW_K)
                .mapToDouble(k ->
                        KMeans.of(k).restarts(50).seed(run.seed()).fit(rows).inertia())
                .toArray();
        Figure fig = new Figure(6, 4);
        fig.axes().title("Elbow Plot").xlabel("Cluster Number").ylabel("Loss");
        fig.axes().plot(Arrays.stream(ELBOW_K).asDoubleStream().toArray(), loss).marker('o');
        run.figure("elbow", fig, "Sum of squared distances to the nearest centre, 200 rows, best of 50 starts.");
        double[] upper = Arrays.stream(Published.BEST_ELBOW).map(v -> 1.03 * v).toArray();
        double[] lower =
                Arrays.stream(Published.BEST_ELBOW).map(v -> 0.995 * v).toArray(); // a better optimum is welcome
        run.series("elbow", Arrays.stream(ELBOW_K).mapToObj(Integer::toString).toList(), loss, "")
                .band(Published.ELBOW, lower, upper)
                .each((m, i) -> m.alsoQuick());
        run.check(
                "decreases_with_every_cluster", IntStream.range(1, loss.length).allMatch(i -> loss[i] < loss[i - 1]));
        run.metric("inertia_of_one_cluster", KMeans.of(1).restarts(1).fit(rows).inertia())
                .expected(2631.84, 1e-5);
        run.corrected("The book calls the loss a mean squared distance; it is the sum.");
        run.note("No kink stands out: the number of clusters is a judgement.");
    }

    void representatives(Run run) throws IOException {
        int[] rows = clusters.representatives(data.z);
        Figure fig = Figure.grid(2, 2, 8, 6);
        Table table = Table.of("", "class", "rows", "mean solubility", "representative", "row", "name");
        for (int c = 0; c < CLASSES; c++) {
            AqSolDb.Compound compound = data.set.rows().get(rows[c]);
            fig.axes(c).image(MoleculePicture.of(compound.smiles(), 380, 250));
            fig.axes(c).title("Class " + c);
            table.row(
                    c,
                    clusters.sizes()[c],
                    Stats.mean(pick(data.y.doubles(), members(c))),
                    compound.id(),
                    rows[c],
                    SolubilityData.shorten(compound.name()));
        }
        run.figure("representatives", fig, "The compound nearest to each centre.");
        run.table(table);
        int[] bySize = IntStream.range(0, CLASSES)
                .boxed()
                .sorted(Comparator.comparingInt(c -> -clusters.sizes()[c]))
                .mapToInt(c -> c)
                .toArray();
        int[] sizes = {6011, 3107, 587, 277};
        double[] means = {-2.003, -4.410, -3.692, -3.393};
        for (int i = 0; i < CLASSES; i++) {
            int c = bySize[i];
            run.metric("class_size_" + (i + 1), clusters.sizes()[c], "compounds")
                    .published(sizes[i])
                    .band(sizes[i] * 0.97, sizes[i] * 1.03)
                    .alsoQuick();
            double mean = Stats.mean(pick(data.y.doubles(), members(c)));
            run.metric("class_solubility_" + (i + 1), mean, "log mol/L")
                    .published(means[i])
                    .band(means[i] - 0.05, means[i] + 0.05)
                    .alsoQuick();
        }
        Set<Integer> found = IntStream.of(rows).boxed().collect(Collectors.toCollection(TreeSet::new));
        if (!data.set.isStandIn()) {
            run.check("representatives_4931_49_6297", found.containsAll(List.of(4931, 49, 6297)));
            run.print("rows of the representatives: %s (the book's program of 2023: 49, 4931, 6297, 7149)", found);
        }
    }
}
