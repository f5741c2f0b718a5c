package org.dmol.data.descriptors;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Indices of the molecular graph. Written after RDKit's GraphDescriptors (BSD 3-clause). */
final class Complexity {
    /** Atoms are equivalent if their distances to this many nearest atoms agree. */
    private static final int CUTOFF = 100;

    private Complexity() {}

    /** Balaban's J (Chem. Phys. Lett. 1982, 89, 399) of distances that count a bond of order k as 1/k. */
    static double balabanJ(Topology t, double[][] byOrder) {
        double[] sums = new double[t.atoms];
        for (double[] row : byOrder) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += row[j];
            }
        }
        double sum = 0;
        for (int b = 0; b < t.bonds; b++) {
            sum += 1 / Math.sqrt(sums[t.begin[b]] * sums[t.end[b]]);
        }
        int mu = t.bonds - t.atoms + 1;
        return mu + 1 == 0 ? 0 : t.bonds / (mu + 1.0) * sum;
    }

    /** Bertz's complexity (J. Am. Chem. Soc. 1981, 103, 3599). */
    static double bertzCt(Topology t, double[][] byOrder) {
        if (t.atoms < 2) {
            return 0;
        }
        int[] symmetry = symmetryClasses(byOrder);
        Map<Integer, Double> elements = new HashMap<>();
        Map<List<Integer>, Double> connections = new HashMap<>();
        for (int i = 0; i < t.atoms; i++) {
            elements.merge(t.number[i], 1.0, Double::sum);
            for (int a = 0; a < t.degree(i); a++) {
                int first = t.neighbour[i][a];
                double order = t.conjugatedOrder(t.bond[i][a]);
                if (order > 1 && first > i) {
                    connections.merge(pair(symmetry[i], symmetry[first], 0), order * (order - 1) / 2, Double::sum);
                }
                for (int b = a + 1; b < t.degree(i); b++) {
                    connections.merge(
                            pair(symmetry[first], symmetry[t.neighbour[i][b]], symmetry[i]),
                            order * t.conjugatedOrder(t.bond[i][b]),
                            Double::sum);
                }
            }
        }
        double total =
                connections.values().stream().mapToDouble(Double::doubleValue).sum();
        if (connections.isEmpty()) {
            total = 1;
        }
        return total * (entropy(connections.values()) + Math.log(total) / Math.log(2))
                + t.atoms * entropy(elements.values());
    }

    private static List<Integer> pair(int a, int b, int hinge) {
        return List.of(Math.min(a, b), Math.max(a, b), hinge);
    }

    /** Classes 1, 2, … of atoms with the same sorted distances, to four decimals. */
    private static int[] symmetryClasses(double[][] distances) {
        Map<List<Long>, Integer> classes = new HashMap<>();
        int[] out = new int[distances.length];
        for (int i = 0; i < out.length; i++) {
            double[] sorted = distances[i].clone();
            Arrays.sort(sorted);
            List<Long> key = Arrays.stream(sorted)
                    .limit(CUTOFF)
                    .mapToObj(d -> Math.round(d * 1e4))
                    .toList();
            Integer known = classes.putIfAbsent(key, classes.size() + 1);
            out[i] = known == null ? classes.size() : known;
        }
        return out;
    }

    /** Shannon entropy in bits of counts. */
    private static double entropy(Collection<Double> counts) {
        double total = counts.stream().mapToDouble(Double::doubleValue).sum();
        double sum = 0;
        for (double c : counts) {
            if (c > 0) {
                sum -= c / total * Math.log(c / total) / Math.log(2);
            }
        }
        return sum;
    }
}
