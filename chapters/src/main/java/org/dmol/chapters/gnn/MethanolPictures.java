package org.dmol.chapters.gnn;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;

/** Steps 2 and 3: methanol drawn as a graph, and two layers of averaging over neighbours as an animation. */
final class MethanolPictures {
    private static final double[][] PLACES = {
        {-0.35, 0}, {0.6, 0.1}, {-0.45, 0.95}, {-1.15, -0.3}, {-0.35, -0.95}, {1.05, -0.65}
    };
    private static final int[] ORDER = {5, 1, 0, 2, 3, 4};

    private final Methanol methanol;

    MethanolPictures(Methanol methanol) {
        this.methanol = methanol;
    }

    void drawing(Run run) throws IOException {
        Figure fig = new Figure(8, 5);
        panel(fig.axes().title("Methanol"), methanol.nodes(), 1, 6);
        run.figure("methanol", fig, "A node, its neighbours and their features; read from the top: C, O, H.");
    }

    void animation(Run run) throws IOException {
        Nd once = methanol.mean(methanol.nodes());
        Nd[] layers = {methanol.nodes(), once, methanol.mean(once)};
        int each = run.shorten(4, 1);
        run.animation(
                "gcn",
                12 * each,
                2,
                frame -> {
                    int at = frame / each;
                    int layer = at / 6;
                    int centre = ORDER[at % 6];
                    Figure fig = Figure.grid(1, 2, 9, 4.4);
                    panel(fig.axes(0).title("Layer " + (layer + 1) + " Input"), layers[layer], centre, 6);
                    panel(fig.axes(1).title("Layer " + (layer + 1) + " Output"), layers[layer + 1], centre, at % 6 + 1);
                    return fig;
                },
                "Each node takes the mean of its neighbours and itself; two layers, no weights.");
    }

    /** One molecule; features are written for the nodes that are done. */
    private void panel(Axes ax, Nd features, int centre, int done) {
        ax.off().xlim(-1.6, 1.8).ylim(-1.4, 1.5);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                if (methanol.adjacency().get(i, j) != 0) {
                    ax.plot(new double[] {PLACES[i][0], PLACES[j][0]}, new double[] {PLACES[i][1], PLACES[j][1]})
                            .color("#999999");
                }
            }
        }
        for (int group = 0; group < 3; group++) {
            int wanted = group;
            int[] who = IntStream.range(0, 6)
                    .filter(i -> group(i, centre) == wanted)
                    .toArray();
            Color color = wanted == 0 ? Palette.color(1) : wanted == 1 ? Palette.color(2) : Color.LIGHT_GRAY;
            if (who.length > 0) {
                var dots = ax.scatter(
                                Arrays.stream(who)
                                        .mapToDouble(i -> PLACES[i][0])
                                        .toArray(),
                                Arrays.stream(who)
                                        .mapToDouble(i -> PLACES[i][1])
                                        .toArray())
                        .size(26)
                        .color(color);
                if (wanted < 2) {
                    dots.label(wanted == 0 ? "center" : "neighbors");
                }
            }
        }
        for (int i = 0; i < 6; i++) {
            ax.text(PLACES[i][0], PLACES[i][1], methanol.graph().molecule().symbol(i))
                    .centred()
                    .bold();
            if (place(i) < done) {
                for (int k = 0; k < 3; k++) {
                    ax.text(
                                    PLACES[i][0] + 0.3,
                                    PLACES[i][1] + 0.2 - 0.18 * k,
                                    String.format(Locale.ROOT, "%.2f", features.get(i, k)))
                            .centred()
                            .size(9);
                }
            }
        }
        ax.legend("upper right");
    }

    private static int place(int node) {
        for (int k = 0; k < 6; k++) {
            if (ORDER[k] == node) {
                return k;
            }
        }
        throw new IllegalStateException();
    }

    private int group(int i, int centre) {
        return i == centre ? 0 : methanol.adjacency().get(i, centre) != 0 ? 1 : 2;
    }
}
