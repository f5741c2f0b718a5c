package org.dmol.chapters.pretraining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.chapters.figures.ScatterMark;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Pca;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.layers.Seeds;

/** What the vectors of the pre-trained encoder say about molecules. */
final class EmbeddingSteps {
    private static final int NEIGHBOURS = 4;

    private final State state;

    EmbeddingSteps(State state) {
        this.state = state;
    }

    void show(Run run) throws IOException {
        run.beyond("The mean vector of a string's tokens, as pre-training without labels leaves it.");
        int[] rows = rows(run.shorten(2000, 200), run.seed());
        Nd trained = standardised(state.networks, rows);
        double[] y = IntStream.of(rows)
                .mapToDouble(r -> state.set.rows().get(r).solubilityLogMolPerL())
                .toArray();
        map(run, trained, y);
        neighbours(run, rows, trained, y);
        Seeds.set(run.seed() + 7);
        try (Networks untrained = Networks.of(state.networks.settings())) {
            double with = byNeighbours(trained, y);
            double without = byNeighbours(standardised(untrained, rows), y);
            run.print(
                    "correlation of a molecule's solubility with the mean of its %d neighbours': %.3f, with an untrained encoder %.3f",
                    NEIGHBOURS, with, without);
            run.metric("neighbours_correlation", with).notComparable("no published value");
            run.metric("neighbours_correlation_untrained", without).notComparable("no published value");
        }
    }

    private int[] rows(int n, long seed) {
        int[] order = new org.dmol.array.NumpyRandom(seed + 11).permutation(state.sequences.size());
        return Arrays.copyOf(order, Math.min(n, order.length));
    }

    private Nd standardised(Networks networks, int[] rows) {
        List<int[]> chosen = IntStream.of(rows).mapToObj(state.sequences::get).toList();
        Nd v = new Embedder(networks.pooled()).vectors(chosen, 1).cast(DType.FLOAT64);
        return Standardizer.fit(v, 0).transform(v);
    }

    private void map(Run run, Nd vectors, double[] y) throws IOException {
        Pca pca = Pca.fit(vectors, 2);
        double[] at = pca.transform(vectors).doubles();
        int n = y.length;
        double[] xs = IntStream.range(0, n).mapToDouble(i -> at[2 * i]).toArray();
        double[] ys = IntStream.range(0, n).mapToDouble(i -> at[2 * i + 1]).toArray();
        Figure fig = new Figure(6.6, 5);
        Axes ax = fig.axes()
                .title("Pre-Trained Vectors")
                .xlabel(String.format(java.util.Locale.ROOT, "First component (%.0f %%)", 100 * pca.ratio()[0]))
                .ylabel(String.format(java.util.Locale.ROOT, "Second component (%.0f %%)", 100 * pca.ratio()[1]));
        ScatterMark points =
                ax.scatter(xs, ys).size(4).colors(y, Colormap.VIRIDIS).limits(-8, 1);
        ax.colorbar(points, "Solubility (log mol/L)");
        run.figure("map", fig, n + " molecules of AqSolDB; no label was used to place them.");
        run.metric(
                        "map_correlation",
                        Math.max(Math.abs(Correlation.pearson(xs, y)), Math.abs(Correlation.pearson(ys, y))))
                .note("of the solubility with one of the two components");
    }

    private void neighbours(Run run, int[] rows, Nd vectors, double[] y) throws IOException {
        int[] near = NearestNeighbors.of(vectors, 3).indices().ints();
        int[] shown = {0, 1, 2};
        Figure fig = Figure.grid(shown.length, 4, 9, 2.1 * shown.length);
        String[] all = state.set.smiles();
        int at = 0;
        for (int i : drawable(rows, all, shown.length)) {
            for (int k = 0; k < 4; k++) {
                int j = k == 0 ? i : near[3 * i + k - 1];
                Axes ax = fig.axes(at++);
                ax.image(MoleculePicture.of(all[rows[j]].strip(), 200, 150));
                ax.off()
                        .title((k == 0 ? "molecule, " : "neighbour, ")
                                + String.format(java.util.Locale.ROOT, "%.1f", y[j]));
            }
        }
        run.figure(
                "neighbours",
                fig,
                "Three molecules and their nearest ones among " + rows.length
                        + ", by their vectors; log of the solubility above each.");
    }

    /** The first molecules of a middling size: very small or large ones show little. */
    private int[] drawable(int[] rows, String[] all, int n) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < rows.length && out.size() < n; i++) {
            int length = state.sequences.get(rows[i]).length;
            if (length > 14 && length < 40 && !all[rows[i]].contains(".")) {
                out.add(i);
            }
        }
        return out.stream().mapToInt(i -> i).toArray();
    }

    /** How far the neighbours of a molecule know its solubility. */
    private static double byNeighbours(Nd vectors, double[] y) {
        int[] near = NearestNeighbors.of(vectors, NEIGHBOURS).indices().ints();
        double[] p = IntStream.range(0, y.length)
                .mapToDouble(i -> IntStream.range(0, NEIGHBOURS)
                        .mapToDouble(k -> y[near[NEIGHBOURS * i + k]])
                        .average()
                        .orElseThrow())
                .toArray();
        return Correlation.pearson(p, y);
    }

    void checkpoint(Run run) throws IOException {
        CheckpointStep.show(run);
    }
}
