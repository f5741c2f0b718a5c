package org.dmol.chapters.molnets;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.LineMark;
import org.dmol.chapters.figures.Palette;

/** Steps 3 and 4: methanol with the features of its atoms in boxes, and two layers at work on them. */
final class FragmentPictures {
    /** The order in which the book's animation visits the atoms. */
    private static final int[] ORDER = {5, 1, 0, 2, 3, 4};

    private static final String[] STAGES = {"find neighbors", "l = 0", "l = 1"};
    private static final double CELL = 0.44;
    private static final double ROW = 0.3;

    private final MethanolFragments methanol;

    FragmentPictures(MethanolFragments methanol) {
        this.methanol = methanol;
    }

    void drawing(Run run) throws IOException {
        double cutoff = run.number("space-cutoff");
        List<int[]> old = methanol.spacePairs(methanol.unit());
        List<int[]> now = methanol.spacePairs(cutoff);
        run.print("unbonded pairs within %.2f Å (2023: 1 in its layout): %d", methanol.unit(), old.size());
        run.print("unbonded pairs within %.2f Å: %d of 10", cutoff, now.size());
        Figure fig = Figure.grid(1, 2, 12, 5.6);
        panel(fig.axes(0).title("2023"), methanol.truncated(), 1, old, (i, l) -> true);
        panel(fig.axes(1).title("2026"), methanol.fragments(), 1, now, (i, l) -> true);
        run.figure(
                "methanol",
                fig,
                "Boxes: fragments of each atom, one row a degree. Atom 1 is the centre, 0 and 5 its neighbours; dotted: close without a bond.");
        run.check(
                        "neighbours_of_the_centre_are_0_and_5",
                        methanol.bonded(1, 0)
                                && methanol.bonded(1, 5)
                                && !methanol.bonded(1, 2)
                                && !methanol.bonded(1, 3)
                                && !methanol.bonded(1, 4))
                .alsoQuick();
        run.corrected(
                "Pairs are joined that are close. The edition of 2026 asks whether any pair is and joins all; in its drawing no two atoms "
                        + "without a bond are within its 2 Å (--set space-cutoff=2.3 shows neighbouring hydrogens).");
    }

    void animation(Run run) throws IOException {
        double[][][] input = methanol.fragments();
        double[][][] once = methanol.layer(input);
        double[][][] twice = methanol.layer(once);
        double[][][][] layers = {input, once, twice};
        int step = run.shorten(1, 9);
        run.animation(
                "layers",
                36 / step,
                1,
                k -> {
                    int frame = k * step;
                    int layer = frame / 18;
                    int place = frame / 3 % 6;
                    int stage = frame % 3;
                    int centre = ORDER[place];
                    Figure fig = Figure.grid(1, 2, 12, 5.4)
                            .title(String.format(
                                    "layer %d, atom %d (%s): %s",
                                    layer + 1, centre, methanol.symbol(centre), STAGES[stage]));
                    panel(fig.axes(0).title("input"), layers[layer], centre, List.of(), (i, l) -> true);
                    panel(
                            fig.axes(1).title("output"),
                            layers[layer + 1],
                            centre,
                            List.of(),
                            (i, l) -> visited(i) < place || i == centre && l < stage);
                    return fig;
                },
                "Each fragment becomes the mean over the atom and its neighbours; two layers, no weights.");
        run.series("oxygen_l1_after_one_layer", once[1][1])
                .expected(mean(input, 1, 1, 0, 5), 1e-12)
                .each((m, i) -> m.alsoQuick());
        double moved = 0;
        for (int i = 0; i < 6; i++) {
            moved = Math.max(moved, Math.abs(once[i][0][0] - input[i][0][0]));
        }
        run.check("the layer changes the features", moved > 0.1).alsoQuick();
        run.corrected("The animation of 2023 shows the same numbers before and after; here each layer is computed.");
    }

    private static double[] mean(double[][][] x, int l, int... atoms) {
        double[] out = new double[x[0][l].length];
        for (int i : atoms) {
            for (int m = 0; m < out.length; m++) {
                out[m] += x[i][l][m] / atoms.length;
            }
        }
        return out;
    }

    private static int visited(int atom) {
        for (int k = 0; k < ORDER.length; k++) {
            if (ORDER[k] == atom) {
                return k;
            }
        }
        throw new IllegalArgumentException();
    }

    private void panel(Axes ax, double[][][] x, int centre, List<int[]> space, BiPredicate<Integer, Integer> shown) {
        double[][] p = methanol.places();
        ax.off().xlim(-4, 3.6).ylim(-3.1, 2.7);
        for (int[] pair : space) {
            line(ax, p[pair[0]], p[pair[1]]).dotted().color("#80cedb").width(1.6);
        }
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                if (methanol.bonded(i, j)) {
                    line(ax, p[i], p[j]).color("#999999").width(2);
                }
            }
        }
        for (int group = 0; group < 3; group++) {
            dots(ax, p, centre, group);
        }
        for (int i = 0; i < 6; i++) {
            ax.text(p[i][0], p[i][1], methanol.symbol(i) + i).centred().bold().size(12);
            boxes(ax, p[i], x[i], i, shown);
        }
        ax.legend("lower left");
    }

    /** The centre, its neighbours, or the others. */
    private void dots(Axes ax, double[][] p, int centre, int group) {
        int[] who = IntStream.range(0, 6)
                .filter(i -> group == (i == centre ? 0 : methanol.bonded(i, centre) ? 1 : 2))
                .toArray();
        if (who.length > 0) {
            var dots = ax.scatter(
                            IntStream.of(who).mapToDouble(i -> p[i][0]).toArray(),
                            IntStream.of(who).mapToDouble(i -> p[i][1]).toArray())
                    .size(26)
                    .color(group == 0 ? Palette.color(1) : group == 1 ? Palette.color(2) : Color.LIGHT_GRAY);
            if (group < 2) {
                dots.label(group == 0 ? "center" : "neighbors");
            }
        }
    }

    private static LineMark line(Axes ax, double[] a, double[] b) {
        return ax.plot(new double[] {a[0], b[0]}, new double[] {a[1], b[1]});
    }

    /** The rows of an atom, beside it on the side where there is room. */
    private void boxes(Axes ax, double[] at, double[][] rows, int atom, BiPredicate<Integer, Integer> shown) {
        double[] away = free(atom);
        double width = 3 * CELL;
        double left = at[0] + away[0] * (0.5 + width / 2) - width / 2;
        double top = at[1] + away[1] * (0.35 + ROW) + ROW;
        for (int l = 0; l < rows.length; l++) {
            // Rows begin or end on the side of their atom.
            double start = away[0] < -0.1 ? left + width - rows[l].length * CELL : left;
            for (int m = 0; m < rows[l].length; m++) {
                if (shown.test(atom, l)) {
                    cell(ax, start + m * CELL, top - (l + 1) * ROW, rows[l][m]);
                }
            }
        }
    }

    /** The direction, of eight, that is furthest from all bonds of an atom. */
    private double[] free(int atom) {
        double[][] p = methanol.places();
        double[] best = null;
        double most = -1;
        for (int k = 0; k < 8; k++) {
            double a = Math.PI / 4 * (k + 5); // the lower left first: nothing is there
            double least = Math.PI;
            for (int j = 0; j < 6; j++) {
                if (methanol.bonded(atom, j)) {
                    double b = Math.atan2(p[j][1] - p[atom][1], p[j][0] - p[atom][0]);
                    double d = Math.abs(Math.IEEEremainder(a - b, 2 * Math.PI));
                    least = Math.min(least, d);
                }
            }
            if (least > most + 1e-6) {
                most = least;
                best = new double[] {Math.cos(a), Math.sin(a)};
            }
        }
        return best;
    }

    private static void cell(Axes ax, double x, double y, double value) {
        double strength = Math.min(1, 0.12 + 0.45 * Math.abs(value));
        ax.fillBetween(new double[] {x, x + CELL}, new double[] {y, y}, new double[] {y + ROW, y + ROW})
                .color(value < 0 ? Palette.color(3) : Palette.color(5))
                .alpha(strength);
        ax.plot(new double[] {x, x + CELL, x + CELL, x, x}, new double[] {y, y, y + ROW, y + ROW, y})
                .color("#666666")
                .width(0.8);
        ax.text(x + CELL / 2, y + ROW / 2, String.format(Locale.ROOT, "%.2f", value))
                .centred()
                .size(9);
    }
}
