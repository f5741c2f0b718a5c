package org.dmol.chapters.gnn;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.graph.GraphConvolution;
import org.dmol.layers.graph.GraphConvolution.Normalization;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;

/** Steps 1 to 5: methanol as a graph, and graph convolutions of it. */
final class Methanol {
    private static final int[] ELEMENTS = {6, 8, 1};
    private static final double[][] PLACES = {
        {-0.35, 0}, {0.6, 0.1}, {-0.45, 0.95}, {-1.15, -0.3}, {-0.35, -0.95}, {1.05, -0.65}
    };
    private static final int[] ORDER = {5, 1, 0, 2, 3, 4};

    private MoleculeGraph graph;
    private Nd nodes;
    private Nd adjacency;

    /** One-hot carbon, oxygen, hydrogen. */
    static Nd nodes(MoleculeGraph g) {
        int[] z = g.elements().ints();
        double[] out = new double[z.length * 3];
        for (int i = 0; i < z.length; i++) {
            int e = z[i];
            int k = e == ELEMENTS[0] ? 0 : e == ELEMENTS[1] ? 1 : e == ELEMENTS[2] ? 2 : -1;
            if (k < 0) {
                throw new IllegalArgumentException(
                        "The molecule '" + g.molecule().smiles() + "' has element "
                                + g.molecule().symbol(i) + "; this table knows C, O and H.");
            }
            out[3 * i + k] = 1;
        }
        return Nd.of(out, z.length, 3);
    }

    void graph(Run run) {
        Molecule m = Smiles.parse("CO").withHydrogens();
        graph = MoleculeGraph.of(m);
        nodes = nodes(graph);
        adjacency = graph.adjacencyWithSelfLoops().cast(DType.FLOAT64);
        run.print("nodes (C, O, H)\n%s", nodes);
        run.print("bond channels %s", graph.bondChannels().describe());
        run.series("methanol_nodes", nodes.doubles())
                .exactly(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, 0);
        Nd bonds = graph.bondChannels();
        double first = 0;
        double asymmetry = 0;
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                first += bonds.get(i, j, 0);
                asymmetry += Math.abs(bonds.get(i, j, 1) - bonds.get(j, i, 1));
            }
        }
        run.check("bonds_are_symmetric_and_channel_0_is_empty", first == 0 && asymmetry == 0);
        String message = "";
        try {
            nodes(MoleculeGraph.of(Smiles.parse("CN").withHydrogens()));
        } catch (IllegalArgumentException e) {
            message = e.getMessage();
        }
        run.print("another element: %s", message);
        run.check("another_element_is_an_error", message.contains("element N"));
        MoleculeGraph ethanol = MoleculeGraph.of(Smiles.parse("CCO").withHydrogens());
        run.reveal("Ethanol as a graph?", "Nine nodes and " + ethanol.edgeCount() / 2 + " bonds:\n" + nodes(ethanol));
    }

    void drawing(Run run) throws IOException {
        run.figure(
                "methanol",
                figure(new String[] {"Methanol"}, nodes, 1),
                "A node, its neighbours and their features; read from the top: C, O, H.");
    }

    private Figure figure(String[] titles, Nd features, int centre) {
        Figure fig = new Figure(8, 5);
        panel(fig.axes().title(titles[0]), features, centre, 6);
        return fig;
    }

    /** One molecule; features are written for the nodes that are done. */
    private void panel(Axes ax, Nd features, int centre, int done) {
        ax.off().xlim(-1.6, 1.8).ylim(-1.4, 1.5);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                if (adjacency.get(i, j) != 0) {
                    ax.plot(new double[] {PLACES[i][0], PLACES[j][0]}, new double[] {PLACES[i][1], PLACES[j][1]})
                            .color("#999999");
                }
            }
        }
        for (int group = 0; group < 3; group++) {
            int wanted = group;
            int[] who = java.util.stream.IntStream.range(0, 6)
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
            ax.text(PLACES[i][0], PLACES[i][1], graph.molecule().symbol(i))
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
        return i == centre ? 0 : adjacency.get(i, centre) != 0 ? 1 : 2;
    }

    void animation(Run run) throws IOException {
        Nd[] layers = {nodes, mean(nodes), mean(mean(nodes))};
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

    /** Rows of the adjacency divided by their sum, times the features. */
    private Nd mean(Nd v) {
        int n = v.dim(0);
        int f = v.dim(1);
        double[] out = new double[n * f];
        for (int i = 0; i < n; i++) {
            double d = 0;
            for (int j = 0; j < n; j++) {
                d += adjacency.get(i, j);
            }
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < f; k++) {
                    out[i * f + k] += adjacency.get(i, j) / d * v.get(j, k);
                }
            }
        }
        return Nd.of(out, n, f);
    }

    void arithmetic(Run run) {
        double[] degree = new double[6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                degree[i] += adjacency.get(i, j);
            }
        }
        run.print("Â\n%s", adjacency);
        run.series("degree", degree).exactly(new double[] {5, 3, 2, 2, 2, 2}, 0);
        Nd one = mean(nodes);
        run.print("V[0] %s becomes %s", nodes.row(0), one.row(0));
        run.series("new_features_of_carbon", one.row(0).doubles()).exactly(new double[] {0.2, 0.2, 0.6}, 1e-12);
        double third = 1 / 3.0;
        run.series("layer_1", one.doubles())
                .expected(
                        rows(
                                new double[] {.2, .2, .6},
                                new double[] {third, third, third},
                                new double[] {.5, 0, .5},
                                new double[] {0, .5, .5}),
                        1e-12);
        run.series("layer_2", mean(one).doubles())
                .expected(
                        rows(
                                new double[] {.40666667, .10666667, .48666667},
                                new double[] {.17777778, .34444444, .47777778},
                                new double[] {.35, .1, .55},
                                new double[] {.16666667, .41666667, .41666667}),
                        1e-7);
    }

    private static double[] rows(double[] c, double[] o, double[] h, double[] oh) {
        double[] out = new double[18];
        double[][] all = {c, o, h, h, h, oh};
        for (int i = 0; i < 6; i++) {
            System.arraycopy(all[i], 0, out, 3 * i, 3);
        }
        return out;
    }

    /** The book's layer as a model of one molecule. */
    private static Functional layer(int times) {
        Sym v = Input.of("nodes", -1, 3);
        Sym a = Input.of("adjacency", -1, -1);
        GraphConvolution gcn = new GraphConvolution(3, "relu")
                .normalization(Normalization.MEAN)
                .useBias(false);
        Sym x = v;
        for (int k = 0; k < times; k++) {
            x = gcn.on(x, a).one();
        }
        return Model.of(List.of(v, a), List.of(x));
    }

    void layer(Run run) {
        Nd v = nodes.cast(DType.FLOAT32);
        Nd a = adjacency.cast(DType.FLOAT32);
        Nd w = Nd.of(new float[] {1, -2, .5f, .25f, 1, -1, -.5f, .75f, 2}, 3, 3);
        try (Functional once = layer(1);
                Functional twice = layer(2)) {
            Nd random = once.call(List.of(v, a)).get(0);
            run.print("random weights\n%s", random);
            run.check(
                    "hydrogens_of_carbon_are_alike_and_nothing_is_negative",
                    random.row(2).equals(random.row(3))
                            && random.row(3).equals(random.row(4))
                            && Arrays.stream(random.cast(DType.FLOAT64).doubles())
                                    .allMatch(x -> x >= 0));
            once.setWeights(List.of(w));
            twice.setWeights(List.of(w));
            Nd first = once.call(List.of(v, a)).get(0);
            Nd second = twice.call(List.of(v, a)).get(0);
            Table table = Table.of("one layer, and the same layer again", "atom", "first", "second");
            for (int i = 0; i < 6; i++) {
                table.row(
                        graph.molecule().symbol(i),
                        first.row(i).toString(),
                        second.row(i).toString());
            }
            run.table(table);
            run.series("given_weights_layer_1", first.cast(DType.FLOAT64).doubles())
                    .expected(
                            rows(
                                    new double[] {0, .25, 1.1},
                                    new double[] {.25, 0, .5},
                                    new double[] {.25, 0, 1.25},
                                    new double[] {0, .875, .5}),
                            1e-6);
            run.series("given_weights_layer_2", second.cast(DType.FLOAT64).doubles())
                    .expected(
                            rows(
                                    new double[] {0, .4525, 2.19},
                                    new double[] {0, .73333333, 1.06666667},
                                    new double[] {0, .75625, 2.2875},
                                    new double[] {0, .5625, .625}),
                            1e-6);
            run.metric("equivariance", equivariance(twice, v, a, run.seed()))
                    .band(0, 1e-6)
                    .alsoQuick()
                    .note("Largest difference of f(PV, PÂPᵀ) and P f(V, Â).");
        }
        run.say("The layer divides by the row sum; Kipf and Welling divide by the roots of both sums: "
                + "GraphConvolution.normalization(SYMMETRIC).");
    }

    /** Methanol after the same layer twice, with the weights of the cross-check. */
    static double[] twice() {
        MoleculeGraph g = MoleculeGraph.of(Smiles.parse("CO").withHydrogens());
        try (Functional f = layer(2)) {
            f.setWeights(List.of(Nd.of(new float[] {1, -2, .5f, .25f, 1, -1, -.5f, .75f, 2}, 3, 3)));
            return f.call(List.of(nodes(g).cast(DType.FLOAT32), g.adjacencyWithSelfLoops()))
                    .get(0)
                    .cast(DType.FLOAT64)
                    .doubles();
        }
    }

    private static double equivariance(Functional f, Nd v, Nd a, long seed) {
        int n = v.dim(0);
        List<Integer> order = new java.util.ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        java.util.Collections.shuffle(order, new Random(seed));
        int[] p = order.stream().mapToInt(i -> i).toArray();
        Nd moved = f.call(List.of(v.take(p), a.take(p).transpose().take(p).transpose()))
                .get(0);
        Nd plain = f.call(List.of(v, a)).get(0).take(p);
        double worst = 0;
        for (int i = 0; i < n * 3; i++) {
            worst = Math.max(worst, Math.abs(moved.getFlat(i) - plain.getFlat(i)));
        }
        return worst;
    }
}
