package org.dmol.chapters.trajectory;

import java.awt.Color;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.LineMark;

/** Beads connected by lines, many frames at once, and parity. */
final class TrajectoryFigures {
    /** Of so many frames one is drawn. */
    static final int STRIDE = 40;

    private TrajectoryFigures() {}

    private static double[] column(Nd frame, int k) {
        return IntStream.range(0, Pairs.BEADS)
                .mapToDouble(i -> frame.getFlat(3 * i + k))
                .toArray();
    }

    /** One frame seen along z. */
    static LineMark beads(Axes ax, Nd frame, int color) {
        return ax.plot(column(frame, 0), column(frame, 1)).marker('o').size(7).color(color);
    }

    /** Frames in the order of time, from cyan to magenta. */
    static Figure trajectories(String[] titles, Nd... sets) {
        Figure fig = Figure.grid(1, sets.length, 4.4 * sets.length, 4);
        for (int k = 0; k < sets.length; k++) {
            Axes ax = fig.axes(k).title(titles[k]).noTicks().equalAspect();
            int n = sets[k].dim(0);
            for (int f = 0; f < n; f++) {
                float t = (float) f / n;
                Nd frame = sets[k].row(f);
                ax.plot(column(frame, 0), column(frame, 1))
                        .marker('o')
                        .size(3)
                        .color(new Color(t, 1 - t, 1))
                        .alpha(0.4);
            }
        }
        return fig;
    }

    /** Means of each bead's coordinates, predicted against given. */
    static Figure parity(Nd labels, Nd predicted, double r2) {
        double[] y = Pairs.means(labels);
        double[] p = Pairs.means(predicted);
        double lo = IntStream.range(0, y.length)
                .mapToDouble(i -> Math.min(y[i], p[i]))
                .min()
                .orElse(0);
        double hi = IntStream.range(0, y.length)
                .mapToDouble(i -> Math.max(y[i], p[i]))
                .max()
                .orElse(1);
        Figure fig = new Figure(5.2, 4.6);
        Axes ax = fig.axes().title("centered coordinates").xlabel("y").ylabel("ŷ");
        ax.plot(new double[] {lo, hi}, new double[] {lo, hi}).color(3);
        ax.scatter(y, p).size(3).alpha(0.3).color(0);
        ax.text(lo + 0.08 * (hi - lo), hi - 0.1 * (hi - lo), String.format(Locale.ROOT, "r-squared = %.3f", r2));
        return fig;
    }
}
