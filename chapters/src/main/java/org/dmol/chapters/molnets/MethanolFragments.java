package org.dmol.chapters.molnets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.MoleculeDrawing;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;

/** Step 2: methanol as a graph, and features of its atoms sorted by how they turn. */
final class MethanolFragments {
    /** The book's table of elements. */
    private static final int[] ELEMENTS = {6, 8, 1};

    private static final double[] SCALAR = {-1, 0.5, 0.3};

    private final MoleculeGraph graph;
    private final double[][] nodes;
    private final double[][] places;
    private final boolean[][] bonded;

    MethanolFragments() {
        graph = MoleculeGraph.of(Smiles.parse("CO").withHydrogens());
        nodes = nodes(graph);
        places = centred(MoleculeDrawing.of(graph.molecule()).layout());
        bonded = new boolean[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                bonded[i][j] = graph.molecule().bondBetween(i, j) >= 0;
            }
        }
    }

    /** One-hot elements in the book's order, (atoms, 3). */
    static double[][] nodes(MoleculeGraph g) {
        double[][] out = new double[g.nodeCount()][3];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < 3; k++) {
                out[i][k] = g.molecule().atomicNumber(i) == ELEMENTS[k] ? 1 : 0;
            }
        }
        return out;
    }

    private static double[][] centred(double[][] p) {
        double[] mean = new double[2];
        for (double[] q : p) {
            mean[0] += q[0] / p.length;
            mean[1] += q[1] / p.length;
        }
        return Arrays.stream(p)
                .map(q -> new double[] {q[0] - mean[0], q[1] - mean[1]})
                .toArray(double[][]::new);
    }

    String symbol(int i) {
        return graph.molecule().symbol(i);
    }

    /** Places of the atoms in the drawing, Angstrom, centred. */
    double[][] places() {
        return places;
    }

    boolean bonded(int i, int j) {
        return bonded[i][j];
    }

    /** The two rows of the edition of 2023: the one-hot element and its first two numbers. */
    double[][][] truncated() {
        double[][][] out = new double[6][2][];
        for (int i = 0; i < 6; i++) {
            out[i][0] = nodes[i].clone();
            out[i][1] = Arrays.copyOf(nodes[i], 2);
        }
        return out;
    }

    /** The fragments of 2026: degree 0, a number of the element; degree 1, three of the place (x, y, x - y). */
    double[][][] fragments() {
        double[][][] out = new double[6][2][];
        for (int i = 0; i < 6; i++) {
            double scalar = 0;
            for (int k = 0; k < 3; k++) {
                scalar += nodes[i][k] * SCALAR[k];
            }
            double x = places[i][0];
            double y = places[i][1];
            out[i][0] = new double[] {scalar};
            out[i][1] = new double[] {x, y, x - y};
        }
        return out;
    }

    /** The layer: D^-1 (A + I) x for each fragment, D the degree plus 1. */
    double[][][] layer(double[][][] x) {
        double[][][] out = new double[6][2][];
        for (int i = 0; i < 6; i++) {
            for (int l = 0; l < 2; l++) {
                out[i][l] = new double[x[i][l].length];
                double d = 0;
                for (int j = 0; j < 6; j++) {
                    if (i == j || bonded[i][j]) {
                        d++;
                        for (int m = 0; m < out[i][l].length; m++) {
                            out[i][l][m] += x[j][l][m];
                        }
                    }
                }
                for (int m = 0; m < out[i][l].length; m++) {
                    out[i][l][m] /= d;
                }
            }
        }
        return out;
    }

    /** Pairs of atoms without a bond that lie closer than a distance, in Angstrom of the drawing. */
    List<int[]> spacePairs(double cutoff) {
        List<int[]> out = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                double d = Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
                if (!bonded[i][j] && d < cutoff) {
                    out.add(new int[] {j, i});
                }
            }
        }
        return out;
    }

    /** Length in Angstrom that the edition of 2023 calls 1: its layout is scaled until the largest coordinate is 1. */
    double unit() {
        return Arrays.stream(places)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    void graph(Run run) {
        Nd v = Nd.matrix(nodes);
        Nd e = graph.bondChannels();
        run.print("nodes (C, O, H)\n%s", v);
        run.print("edges %s: no bond, single, double, triple, aromatic", e.describe());
        double[] rows = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1};
        run.series("methanol_nodes", v.doubles()).exactly(rows, 0);
        double sum = 0;
        double asymmetry = 0;
        double others = 0;
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                for (int k = 0; k < 5; k++) {
                    sum += e.get(i, j, k);
                    others += k == 1 ? 0 : Math.abs(e.get(i, j, k));
                    asymmetry += Math.abs(e.get(i, j, k) - e.get(j, i, k));
                }
            }
        }
        run.metric("adjacency_sum", sum).expected(10, 0).alsoQuick().note("Five bonds, each in both directions.");
        run.check("edges_are_symmetric_and_single", asymmetry == 0 && others == 0)
                .alsoQuick();
        double[][] old = truncated()[1];
        run.print("fragments of atom 1: %s %s", Arrays.toString(old[0]), Arrays.toString(old[1]));
        run.series("atom_1_first_fragment", old[0]).exactly(new double[] {0, 1, 0}, 0);
        run.series("atom_1_second_fragment", old[1]).exactly(new double[] {0, 1}, 0);
        double[][][] f = fragments();
        Table t = Table.of("fragments of 2026", "atom", "l = 0", "l = 1: x", "y", "x - y");
        for (int i = 0; i < 6; i++) {
            t.row(i + " " + symbol(i), f[i][0][0], f[i][1][0], f[i][1][1], f[i][1][2]);
        }
        run.table(t);
        run.corrected(
                "The second fragment of 2023 is a piece of the first. That of 2026 has the drawing's place in it, of which x - y is "
                        + "a stand-in for a third coordinate; real features of degree 1 are in step 19.5.");
    }
}
