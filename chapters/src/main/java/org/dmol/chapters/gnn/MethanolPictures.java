package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;

/** Steps 2 and 3: methanol drawn as a graph, and two layers of averaging over neighbours as an animation. */
final class MethanolPictures {
    /** The order in which the animation visits the atoms, from the hydrogen of the hydroxyl group on. */
    private static final int[] ORDER = {5, 1, 0, 2, 3, 4};

    private static final int OXYGEN = 1;

    private final Methanol methanol;

    MethanolPictures(Methanol methanol) {
        this.methanol = methanol;
    }

    void drawing(Run run) throws IOException {
        Figure fig = new Figure(8, 5);
        MethanolPanel panel = new MethanolPanel(methanol, fig.axes().title("Methanol"));
        panel.draw(methanol.nodes(), OXYGEN, ORDER, withNeighbours(panel, OXYGEN));
        run.figure("methanol", fig, "A node, its neighbours and their features; read from the bottom: C, O, H.");
    }

    void animation(Run run) throws IOException {
        Nd once = methanol.mean(methanol.nodes());
        Nd[] layers = {methanol.nodes(), once, methanol.mean(once)};
        int each = run.shorten(4, 1);
        run.animation(
                "gcn",
                2 * ORDER.length * each,
                2,
                frame -> {
                    int layer = frame / each / ORDER.length;
                    int at = frame / each % ORDER.length;
                    int centre = ORDER[at];
                    Figure fig = Figure.grid(1, 2, 11, 5);
                    MethanolPanel before =
                            new MethanolPanel(methanol, fig.axes(0).title("Layer " + (layer + 1) + " Input"));
                    before.draw(layers[layer], centre, ORDER, withNeighbours(before, centre));
                    MethanolPanel after =
                            new MethanolPanel(methanol, fig.axes(1).title("Layer " + (layer + 1) + " Output"));
                    after.draw(layers[layer + 1], centre, Arrays.copyOf(ORDER, at + 1), new int[] {centre});
                    return fig;
                },
                "Each node takes the mean of its neighbours and itself; two layers, no weights.");
    }

    private static int[] withNeighbours(MethanolPanel panel, int centre) {
        return IntStream.concat(IntStream.of(centre), IntStream.of(panel.neighbours(centre)))
                .toArray();
    }
}
