package org.dmol.chapters.vae;

import java.io.IOException;
import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Histogram;
import org.dmol.data.analysis.Kde;
import org.dmol.data.analysis.Pca;
import org.dmol.data.sets.PolymerPaths;

/** Steps 9 and 10: the polymer, aligned, and distances between its beads. */
final class PolymerData {
    static final int[] PARTNERS = {1, 3, 5, 7};
    private static final double[][] DISTANCES = {
        {0.72965, 0.34295, 0.00433, 2.31586},
        {1.29827, 0.63997, 0.13515, 4.00870},
        {1.63810, 0.82807, 0.15995, 5.22815},
        {1.90710, 0.99261, 0.13021, 6.18824}
    };

    private Nd rawLong;
    private Nd rawShort;
    private Polymer longPaths;
    private Polymer shortPaths;

    Polymer longPaths() {
        return longPaths;
    }

    Polymer shortPaths() {
        return shortPaths;
    }

    Nd rawLong() {
        return rawLong;
    }

    Nd rawShort() {
        return rawShort;
    }

    void frames(Run run) throws IOException {
        rawLong = PolymerPaths.loadLong(run.store()).frames();
        rawShort = PolymerPaths.load(run.store()).frames();
        longPaths = Polymer.align(rawLong, Polymer.Sign.AS_NUMPY);
        shortPaths = Polymer.align(rawShort, Polymer.Sign.AS_NUMPY);
        run.figure("frames", lines(longPaths, 16, "All Frames"), "Every 16th frame after alignment.");
        double[] size = longPaths.squaredSizes();
        int least = 0;
        int most = 0;
        for (int f = 0; f < size.length; f++) {
            least = size[f] < size[least] ? f : least;
            most = size[f] > size[most] ? f : most;
        }
        run.metric("mean_square_size", Arrays.stream(size).average().orElseThrow())
                .near(15.8494718, 1e-6);
        run.metric("most_compact_frame", least).near(362, 0);
        run.metric("least_size", Math.sqrt(size[least])).near(1.5790658, 1e-6);
        run.metric("least_gyration_radius", Polymer.gyration(longPaths.frame(least)))
                .near(0.4558370, 1e-6);
        run.metric("most_extended_frame", most).near(1413, 0);
        run.metric("largest_square_size", size[most]).near(56.0499873, 1e-6);
        alignment(run);
        principalComponents(run);
        run.corrected(
                "The longest extension leaves the sign of the axis open, and the book's frames are turned by half a turn at "
                        + "random. The book's convention is kept here, so that its numbers can be compared; step 14.22 has a better one.");
    }

    private void alignment(Run run) {
        double centroid = 0;
        double mixed = 0;
        boolean ordered = true;
        for (int f = 0; f < longPaths.size(); f++) {
            double[] p = longPaths.frame(f);
            double[] m = Polymer.secondMoments(p);
            centroid = Math.max(centroid, Math.abs(Arrays.stream(Polymer.xs(p)).sum()));
            mixed = Math.max(mixed, Math.abs(m[1]));
            ordered &= m[0] >= m[2];
        }
        run.check("centroids_are_0", centroid < 1e-11);
        run.check("mixed_second_moments_are_0", mixed < 1e-10);
        run.check("longest_extension_along_x", ordered);
    }

    /** What linear models of few dimensions leave over, as a scale for the autoencoder. */
    private void principalComponents(Run run) {
        double[] published = {6.447, 4.644, 3.895};
        Table t = Table.of(
                "What k principal components leave over, summed over the 24 coordinates", "k", "variance left");
        double all = 0;
        for (double v : variances(longPaths.frames())) {
            all += v;
        }
        t.row(0, all);
        run.metric("variance", all).near(15.8136, 5e-5);
        for (int k = 1; k <= 3; k++) {
            double left = residual(longPaths.frames(), k);
            t.row(k, left);
            run.metric("variance_left_by_" + k + "_components", left).near(published[k - 1], 1e-3);
        }
        run.table(t);
    }

    static double residual(Nd frames, int k) {
        Pca pca = Pca.fit(frames, k);
        Nd back = pca.inverse(pca.transform(frames));
        double sum = 0;
        for (int i = 0; i < frames.size(); i++) {
            sum += Math.pow(frames.getFlat(i) - back.getFlat(i), 2);
        }
        return sum / frames.dim(0);
    }

    private static double[] variances(Nd rows) {
        int k = rows.dim(1);
        double[] v = new double[k];
        for (int j = 0; j < k; j++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < rows.dim(0); i++) {
                mean += rows.getFlat(i * k + j) / rows.dim(0);
                square += Math.pow(rows.getFlat(i * k + j), 2) / rows.dim(0);
            }
            v[j] = square - mean * mean;
        }
        return v;
    }

    void marginals(Run run) throws IOException {
        run.figure(
                "marginals",
                marginals(longPaths, null),
                "Distances of bead 0 from others: histogram and kernel density.");
        for (int k = 0; k < PARTNERS.length; k++) {
            double[] d = longPaths.distances(0, PARTNERS[k]);
            double[] published = DISTANCES[k];
            double[] found = {
                mean(d),
                sd(d),
                Arrays.stream(d).min().orElse(0),
                Arrays.stream(d).max().orElse(0)
            };
            run.series("d0" + PARTNERS[k], java.util.List.of("mean", "sd", "min", "max"), found, "")
                    .each((m, i) -> m.near(published[i], 6e-6));
        }
    }

    /** Distances of bead 0 from four others; the second set drawn over the first. */
    static Figure marginals(Polymer first, Polymer second) {
        Figure fig = Figure.grid(2, 2, 9, 6);
        for (int k = 0; k < PARTNERS.length; k++) {
            Axes ax =
                    fig.axes(k).xlabel("|r₀ - r" + subscript(PARTNERS[k]) + "|").ylabel("Density");
            draw(ax, first.distances(0, PARTNERS[k]), 0, "Training");
            if (second != null) {
                draw(ax, second.distances(0, PARTNERS[k]), 1, "Generated");
                ax.legend();
            }
        }
        return fig;
    }

    private static char subscript(int digit) {
        return (char) ('₀' + digit);
    }

    private static void draw(Axes ax, double[] d, int color, String label) {
        int bins = Histogram.freedmanDiaconis(d, 50);
        Kde kde = Kde.of(d);
        double[] at = kde.grid(200, 3);
        ax.hist(d, bins, true).color(color).alpha(0.4);
        ax.plot(at, kde.density(at)).color(color).label(label);
    }

    /** Frames as lines. */
    static Figure lines(Polymer frames, int every, String title) {
        Figure fig = new Figure(4.8, 3.3);
        draw(fig.axes().title(title), frames, every, 0);
        return fig;
    }

    static void draw(Axes ax, Polymer frames, int every, int color) {
        ax.equalAspect().xlabel("x").ylabel("y");
        for (int f = 0; f < frames.size(); f += every) {
            double[] p = frames.frame(f);
            ax.plot(Polymer.xs(p), Polymer.ys(p)).color(color).alpha(0.1);
        }
    }

    static double mean(double[] v) {
        return Arrays.stream(v).average().orElseThrow();
    }

    static double sd(double[] v) {
        double m = mean(v);
        return Math.sqrt(Arrays.stream(v).map(x -> (x - m) * (x - m)).average().orElseThrow());
    }
}
