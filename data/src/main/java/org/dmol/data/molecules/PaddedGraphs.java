package org.dmol.data.molecules;

import java.util.List;
import org.dmol.array.Nd;

/**
 * Graphs of one batch in equal-sized arrays; b graphs, n the padded number of nodes, f the node features. Padded nodes
 * have zero features, mask 0 and no edges (no self loop either).
 *
 * @param nodes float (b, n, f)
 * @param adjacency float (b, n, n), or (b, n, n, 5) with bond channels
 * @param mask float (b, n): 1 for atoms, 0 for padding
 * @param sizes int (b): number of atoms
 */
public record PaddedGraphs(Nd nodes, Nd adjacency, Nd mask, Nd sizes) {
    /**
     * What the arrays hold; change with the {@code with} methods.
     *
     * @param features of the atoms; default the book's one-hot atomic numbers
     * @param selfLoops whether real atoms have ones on the diagonal; default false
     * @param bondChannels whether bonds are one-hot by type; default false
     * @param size padded number of nodes, 0 for the largest graph of the batch; default 0
     */
    public record Settings(AtomFeatures features, boolean selfLoops, boolean bondChannels, int size) {
        public static Settings defaults() {
            return new Settings(AtomFeatures.atomicNumber(), false, false, 0);
        }

        public Settings withFeatures(AtomFeatures newFeatures) {
            return new Settings(newFeatures, selfLoops, bondChannels, size);
        }

        public Settings withSelfLoops() {
            return new Settings(features, true, bondChannels, size);
        }

        public Settings withBondChannels() {
            return new Settings(features, selfLoops, true, size);
        }

        public Settings withSize(int newSize) {
            return new Settings(features, selfLoops, bondChannels, newSize);
        }
    }

    /** Pads with the default settings. */
    public static PaddedGraphs of(List<MoleculeGraph> graphs) {
        return of(graphs, Settings.defaults());
    }

    /** Pads; throws if a graph is larger than the given size. */
    public static PaddedGraphs of(List<MoleculeGraph> graphs, Settings settings) {
        if (settings.selfLoops() && settings.bondChannels()) {
            throw new IllegalArgumentException(
                    "Self loops and bond channels exclude each other: a loop has no bond type.");
        }
        int b = graphs.size();
        int largest = graphs.stream().mapToInt(MoleculeGraph::nodeCount).max().orElse(0);
        int n = settings.size() == 0 ? largest : settings.size();
        if (largest > n) {
            throw new IllegalArgumentException(
                    "A graph has " + largest + " nodes; the padded size is " + n + ", it must not be smaller.");
        }
        AtomFeatures features = settings.features();
        int f = features.width();
        int channels = settings.bondChannels() ? MoleculeGraph.BOND_CHANNELS : 1;
        float[] nodes = new float[Nd.sizeOf(b, n, f)];
        float[] adjacency = new float[Nd.sizeOf(b, n, n, channels)];
        float[] mask = new float[b * n];
        int[] sizes = new int[b];
        for (int k = 0; k < b; k++) {
            MoleculeGraph g = graphs.get(k);
            g.writeNodes(features, nodes, k * n * f);
            if (settings.bondChannels()) {
                g.writeChannels(adjacency, k * n * n * channels, n);
            } else {
                g.writeAdjacency(adjacency, k * n * n, n, settings.selfLoops());
            }
            sizes[k] = g.nodeCount();
            java.util.Arrays.fill(mask, k * n, k * n + sizes[k], 1);
        }
        return new PaddedGraphs(
                Nd.of(nodes, b, n, f),
                settings.bondChannels() ? Nd.of(adjacency, b, n, n, channels) : Nd.of(adjacency, b, n, n),
                Nd.of(mask, b, n),
                Nd.of(sizes, b));
    }
}
