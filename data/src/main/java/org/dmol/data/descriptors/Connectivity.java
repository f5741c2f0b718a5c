package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.data.molecules.Molecule;

/**
 * Chi connectivity indices of Kier and Hall over paths, stars and rings of the hydrogen-free graph, simple and valence, and the numbers of
 * paths. Named as in CDK, {@code SP-4} is the simple index of paths of 4 bonds, {@code SC-3} that of atoms with 3 of their neighbours;
 * {@code VR-5} is the valence index of rings of 5 atoms (CDK's chains also hold rings with tails). Found by a bounded depth-first search.
 */
final class Connectivity implements DescriptorBlock {
    private static final int LONGEST_PATH = 7;
    private static final int SMALLEST_RING = 3;
    private static final int LARGEST_RING = 7;
    private static final List<String> NAMES = makeNames();

    private static List<String> makeNames() {
        List<String> names = new ArrayList<>();
        for (String kind : List.of("S", "V")) {
            for (int k = 0; k <= LONGEST_PATH; k++) {
                names.add(kind + "P-" + k);
            }
            for (int k = SMALLEST_RING; k <= LARGEST_RING; k++) {
                names.add(kind + "R-" + k);
            }
            for (int k = 3; k <= 4; k++) {
                names.add(kind + "C-" + k);
            }
        }
        for (int k = 2; k <= LONGEST_PATH; k++) {
            names.add("MPC" + k);
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] of(Molecule molecule) {
        Topology t = new Topology(molecule);
        Search search = new Search(t);
        double[] out = new double[NAMES.size()];
        int at = 0;
        for (int kind = 0; kind < 2; kind++) {
            System.arraycopy(search.paths[kind], 0, out, at, LONGEST_PATH + 1);
            at += LONGEST_PATH + 1;
            System.arraycopy(search.rings[kind], SMALLEST_RING, out, at, LARGEST_RING - SMALLEST_RING + 1);
            at += LARGEST_RING - SMALLEST_RING + 1;
            out[at++] = search.stars(kind, 3);
            out[at++] = search.stars(kind, 4);
        }
        for (int k = 2; k <= LONGEST_PATH; k++) {
            out[at++] = search.pathCount[k];
        }
        return out;
    }

    /** Valence electrons not in bonds to hydrogen, scaled down for heavier elements; 0 for a hydrogen that is an atom. */
    static double valenceDelta(Topology t, int atom) {
        if (t.number[atom] <= 1) {
            return 0;
        }
        int outer = Elements.outerElectrons(t.number[atom]);
        double delta = outer - t.hydrogens[atom];
        return t.number[atom] > 10 ? delta / (t.number[atom] - outer - 1) : delta;
    }

    private static final class Search {
        private final Topology t;
        /** 1 / sqrt(delta) of each atom, simple and valence; 0 for an isolated atom. */
        private final double[][] weight;

        private final double[][] paths = new double[2][LONGEST_PATH + 1];
        private final double[][] rings = new double[2][LARGEST_RING + 1];
        private final long[] pathCount = new long[LONGEST_PATH + 1];
        private final boolean[] onPath;
        private int start;

        Search(Topology t) {
            this.t = t;
            weight = new double[2][t.atoms];
            onPath = new boolean[t.atoms];
            for (int i = 0; i < t.atoms; i++) {
                weight[0][i] = inverseRoot(t.degree(i));
                weight[1][i] = inverseRoot(valenceDelta(t, i));
                paths[0][0] += weight[0][i];
                paths[1][0] += weight[1][i];
            }
            for (start = 0; start < t.atoms; start++) {
                onPath[start] = true;
                extend(start, 0, weight[0][start], weight[1][start], -1);
                onPath[start] = false;
            }
        }

        private static double inverseRoot(double delta) {
            return delta > 0 ? 1 / Math.sqrt(delta) : 0;
        }

        /** Each path is found from both ends and counted from the lower one, each ring from its lowest atom in one direction. */
        private void extend(int at, int length, double simple, double valence, int second) {
            for (int next : t.neighbour[at]) {
                if (next == start && length >= SMALLEST_RING - 1 && second < at && length < LARGEST_RING) {
                    rings[0][length + 1] += simple;
                    rings[1][length + 1] += valence;
                }
                if (onPath[next] || length == LONGEST_PATH) {
                    continue;
                }
                double s = simple * weight[0][next];
                double v = valence * weight[1][next];
                if (next > start) {
                    paths[0][length + 1] += s;
                    paths[1][length + 1] += v;
                    pathCount[length + 1]++;
                }
                onPath[next] = true;
                // A ring below its lowest atom is none: "second" beyond every atom keeps it from closing.
                boolean ringPossible = next > start && (length == 0 || second < t.atoms);
                extend(next, length + 1, s, v, !ringPossible ? Integer.MAX_VALUE : length == 0 ? next : second);
                onPath[next] = false;
            }
        }

        /** Every choice of {@code points} neighbours of every atom. */
        double stars(int kind, int points) {
            double sum = 0;
            for (int i = 0; i < t.atoms; i++) {
                if (t.degree(i) >= points) {
                    int centre = i;
                    double[] w = Arrays.stream(t.neighbour[i])
                            .mapToDouble(j -> weight[kind][j])
                            .toArray();
                    sum += weight[kind][centre] * elementary(w, points);
                }
            }
            return sum;
        }

        /** Sum over all products of {@code points} different elements. */
        private static double elementary(double[] w, int points) {
            double[] e = new double[points + 1];
            e[0] = 1;
            for (double x : w) {
                for (int k = points; k > 0; k--) {
                    e[k] += x * e[k - 1];
                }
            }
            return e[points];
        }
    }
}
