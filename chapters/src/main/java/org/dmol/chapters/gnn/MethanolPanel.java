package org.dmol.chapters.gnn;

import java.awt.Color;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Palette;

/** Draws methanol as a graph: beside each atom a column of boxes with its features, the first at the bottom, coloured where attention is. */
final class MethanolPanel {
    private static final double[][] PLACES = {
        {-0.35, 0}, {0.6, 0.1}, {-0.45, 0.95}, {-1.15, -0.3}, {-0.35, -0.95}, {1.05, -0.65}
    };

    /** From each atom to the middle of its column, where no bond runs. */
    private static final double[][] COLUMNS = {
        {0.35, -0.36}, {0.08, 0.52}, {0.36, 0.05}, {-0.36, 0.05}, {0.38, -0.08}, {0.38, 0}
    };

    private static final String[] FEATURES = {"C", "O", "H"};
    private static final double WIDTH = 0.34;
    private static final double HEIGHT = 0.18;
    private static final Colormap VALUES = Colormap.stops("#fff9c4", "#ffd54f", "#fb8c00");

    private final Methanol methanol;
    private final Axes ax;

    MethanolPanel(Methanol methanol, Axes ax) {
        this.methanol = methanol;
        this.ax = ax;
        ax.off().xlim(-1.75, 1.85).ylim(-1.4, 1.5);
    }

    /**
     * The molecule.
     *
     * @param features a row for each atom
     * @param centre atom in the colour of the centre; its neighbours get theirs
     * @param shown atoms whose features are written
     * @param coloured atoms whose boxes are coloured by value
     */
    void draw(Nd features, int centre, int[] shown, int[] coloured) {
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                if (methanol.adjacency().get(i, j) != 0) {
                    line(PLACES[i][0], PLACES[i][1], PLACES[j][0], PLACES[j][1], 2, "#999999");
                }
            }
        }
        atoms(IntStream.of(centre).toArray(), Palette.color(1), "center");
        atoms(neighbours(centre), Palette.color(2), "neighbors");
        atoms(
                IntStream.range(0, 6)
                        .filter(i -> i != centre && methanol.adjacency().get(i, centre) == 0)
                        .toArray(),
                Color.LIGHT_GRAY,
                null);
        for (int i = 0; i < 6; i++) {
            ax.text(PLACES[i][0], PLACES[i][1], methanol.graph().molecule().symbol(i))
                    .centred()
                    .bold();
        }
        for (int i : shown) {
            boolean colour = IntStream.of(coloured).anyMatch(c -> c == i);
            for (int k = 0; k < FEATURES.length; k++) {
                double v = features.get(i, k);
                box(
                        PLACES[i][0] + COLUMNS[i][0],
                        PLACES[i][1] + COLUMNS[i][1] + HEIGHT * (k - 1),
                        String.format(Locale.ROOT, "%.2f", v),
                        colour ? VALUES.at(v) : Color.WHITE);
            }
        }
        for (int k = 0; k < FEATURES.length; k++) {
            box(-1.45, 1.1 + HEIGHT * (k - 1), FEATURES[k], Color.WHITE);
        }
        ax.text(-1.45, 1.1 + 1.5 * HEIGHT + 0.02, "features").align(0.5, 1).size(10);
        ax.legend("upper right");
    }

    /** Atoms bonded to an atom. */
    int[] neighbours(int centre) {
        return IntStream.range(0, 6)
                .filter(i -> i != centre && methanol.adjacency().get(i, centre) != 0)
                .toArray();
    }

    private void atoms(int[] who, Color color, String label) {
        if (who.length == 0) {
            return;
        }
        double[] x = IntStream.of(who).mapToDouble(i -> PLACES[i][0]).toArray();
        double[] y = IntStream.of(who).mapToDouble(i -> PLACES[i][1]).toArray();
        var dots = ax.scatter(x, y).size(26).color(color);
        if (label != null) {
            dots.label(label);
        }
    }

    private void box(double x, double y, String words, Color fill) {
        double left = x - WIDTH / 2;
        double right = x + WIDTH / 2;
        double low = y - HEIGHT / 2;
        double high = y + HEIGHT / 2;
        ax.fillBetween(new double[] {left, right}, new double[] {low, low}, new double[] {high, high})
                .alpha(1)
                .color(fill);
        line(left, low, right, low, 1, "#555555");
        line(left, high, right, high, 1, "#555555");
        line(left, low, left, high, 1, "#555555");
        line(right, low, right, high, 1, "#555555");
        ax.text(x, y, words).centred().size(10);
    }

    private void line(double x0, double y0, double x1, double y1, double width, String color) {
        ax.plot(new double[] {x0, x1}, new double[] {y0, y1}).width(width).color(color);
    }
}
