package org.dmol.chapters.gnn;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;

/** Steps 1 and 4: methanol as a graph, and the arithmetic of a graph convolution. */
final class Methanol {
    private static final int[] ELEMENTS = {6, 8, 1};

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

    MoleculeGraph graph() {
        return graph;
    }

    Nd nodes() {
        return nodes;
    }

    Nd adjacency() {
        return adjacency;
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

    /** Rows of the adjacency divided by their sum, times the features. */
    Nd mean(Nd v) {
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

    /** Features of carbon, oxygen, the three hydrogens of carbon and that of oxygen, flat. */
    static double[] rows(double[] c, double[] o, double[] h, double[] oh) {
        double[] out = new double[18];
        double[][] all = {c, o, h, h, h, oh};
        for (int i = 0; i < 6; i++) {
            System.arraycopy(all[i], 0, out, 3 * i, 3);
        }
        return out;
    }
}
