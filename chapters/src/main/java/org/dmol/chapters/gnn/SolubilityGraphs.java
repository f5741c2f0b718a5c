package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dmol.array.Nd;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;

/**
 * The molecules of AqSolDB as graphs, hydrogens included, and their solubilities.
 *
 * @param graphs one a molecule, in the order of the file
 * @param y log10 of mol/L
 * @param rejected number of SMILES that could not be read
 */
record SolubilityGraphs(List<MoleculeGraph> graphs, double[] y, int rejected) {
    private static final int[] CLASSES = {16, 24, 32, 40, 56, 80, 128, 208};

    /** Rows of one padded size. */
    private record Padded(int[] rows, List<Nd> inputs) {}

    static SolubilityGraphs of(AqSolDb set) {
        MoleculeBatch batch =
                Smiles.parseAll(Arrays.stream(set.smiles()).map(String::strip).toList());
        double[] all = set.solubility().doubles();
        List<MoleculeGraph> graphs = batch.molecules().stream()
                .map(m -> MoleculeGraph.of(m.withHydrogens()))
                .toList();
        for (int i = 0; i < graphs.size(); i++) {
            requireKnown(graphs.get(i));
        }
        return new SolubilityGraphs(
                graphs,
                Arrays.stream(batch.rows()).mapToDouble(r -> all[r]).toArray(),
                batch.rejected().size());
    }

    /** Rejects what the network has no feature for. */
    static void requireKnown(MoleculeGraph g) {
        if (g.nodeCount() == 0) {
            throw new IllegalArgumentException(
                    "The molecule '" + g.molecule().smiles() + "' has no atoms; it needs one at least.");
        }
        int largest = Arrays.stream(g.elements().ints()).max().orElseThrow();
        if (largest >= GcnNetwork.WIDTH) {
            throw new IllegalArgumentException("The molecule '" + g.molecule().smiles() + "' holds element " + largest
                    + "; the network knows atomic numbers up to " + (GcnNetwork.WIDTH - 1) + ".");
        }
    }

    int size() {
        return graphs.size();
    }

    double[] y(int[] rows) {
        return Arrays.stream(rows).mapToDouble(r -> y[r]).toArray();
    }

    /** Buckets of molecules of similar size, padded to one size each. */
    List<Dataset> buckets(int[] rows, int batch) {
        return padded(rows).stream()
                .map(p -> Dataset.of(p.inputs, List.of(targets(p.rows)))
                        .batch(batch)
                        .shuffle())
                .toList();
    }

    private Nd targets(int[] rows) {
        return Nd.of(y(rows), rows.length, 1);
    }

    private List<Padded> padded(int[] rows) {
        Map<Integer, List<Integer>> bySize = new TreeMap<>();
        for (int r : rows) {
            int n = graphs.get(r).nodeCount();
            int size = Arrays.stream(CLASSES).filter(c -> n <= c).findFirst().orElse(Integer.MAX_VALUE);
            bySize.computeIfAbsent(size, k -> new ArrayList<>()).add(r);
        }
        List<Padded> out = new ArrayList<>();
        bySize.forEach((size, list) -> {
            int[] chosen = list.stream().mapToInt(i -> i).toArray();
            int n = size < Integer.MAX_VALUE
                    ? size
                    : list.stream()
                            .mapToInt(r -> graphs.get(r).nodeCount())
                            .max()
                            .orElseThrow();
            out.add(new Padded(chosen, pad(chosen, n)));
        });
        return out;
    }

    private List<Nd> pad(int[] rows, int n) {
        int[] elements = new int[rows.length * n];
        float[] adjacency = new float[Nd.sizeOf(rows.length, n, n)];
        float[] mask = new float[rows.length * n];
        for (int k = 0; k < rows.length; k++) {
            MoleculeGraph g = graphs.get(rows[k]);
            int[] z = g.elements().ints();
            System.arraycopy(z, 0, elements, k * n, z.length);
            Arrays.fill(mask, k * n, k * n + z.length, 1f);
            int[] pairs = pairs(g);
            float[] shares = shares(g, pairs);
            for (int e = 0; e < shares.length; e++) {
                adjacency[(k * n + pairs[2 * e]) * n + pairs[2 * e + 1]] = shares[e];
            }
        }
        return List.of(
                Nd.of(elements, rows.length, n), Nd.of(adjacency, rows.length, n, n), Nd.of(mask, rows.length, n));
    }

    /** Receiver and sender of each edge, self loops first. */
    private static int[] pairs(MoleculeGraph g) {
        int n = g.nodeCount();
        int[] from = g.sources().ints();
        int[] to = g.targets().ints();
        int[] out = new int[2 * (n + from.length)];
        for (int i = 0; i < n; i++) {
            out[2 * i] = i;
            out[2 * i + 1] = i;
        }
        for (int e = 0; e < from.length; e++) {
            out[2 * (n + e)] = from[e];
            out[2 * (n + e) + 1] = to[e];
        }
        return out;
    }

    private static float[] shares(MoleculeGraph g, int[] pairs) {
        int[] degree = g.degrees().ints();
        float[] out = new float[pairs.length / 2];
        for (int e = 0; e < out.length; e++) {
            out[e] = 1f / (degree[pairs[2 * e]] + 1);
        }
        return out;
    }

    /** The network on molecules one at a time, in any order. */
    RaggedGcn ragged(Functional network) {
        int atoms = graphs.stream().mapToInt(MoleculeGraph::nodeCount).sum();
        int edges = graphs.stream().mapToInt(g -> g.nodeCount() + g.edgeCount()).sum();
        int[] z = new int[atoms];
        int[] pairs = new int[2 * edges];
        float[] shares = new float[edges];
        int a = 0;
        int e = 0;
        for (MoleculeGraph g : graphs) {
            int[] p = pairs(g);
            float[] s = shares(g, p);
            System.arraycopy(g.elements().ints(), 0, z, a, g.nodeCount());
            System.arraycopy(p, 0, pairs, 2 * e, p.length);
            System.arraycopy(s, 0, shares, e, s.length);
            a += g.nodeCount();
            e += s.length;
        }
        return new RaggedGcn(network, Nd.of(z, atoms), Nd.of(pairs, edges, 2), Nd.of(shares, edges));
    }

    /** Single molecules for {@link #ragged}, in file order. */
    Dataset singles() {
        int[] rows = new int[4 * size()];
        int a = 0;
        int e = 0;
        for (int i = 0; i < size(); i++) {
            int n = graphs.get(i).nodeCount();
            int m = n + graphs.get(i).edgeCount();
            rows[4 * i] = a;
            rows[4 * i + 1] = n;
            rows[4 * i + 2] = e;
            rows[4 * i + 3] = m;
            a += n;
            e += m;
        }
        return Dataset.of(Nd.of(rows, size(), 4), Nd.of(y, size(), 1)).batch(1);
    }

    /** Predictions for some rows. */
    double[] predict(Model network, int[] rows) {
        Map<Integer, Double> found = new TreeMap<>();
        for (Padded p : padded(rows)) {
            Nd out = network.predict(p.inputs, 32).get(0);
            for (int k = 0; k < p.rows.length; k++) {
                found.put(p.rows[k], out.getFlat(k));
            }
        }
        return Arrays.stream(rows).mapToDouble(found::get).toArray();
    }
}
