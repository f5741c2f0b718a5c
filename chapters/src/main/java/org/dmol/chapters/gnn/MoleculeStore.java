package org.dmol.chapters.gnn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.NodeClasses;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;

/**
 * Many molecules end to end, as {@link org.dmol.layers.graph.RaggedUnion} picks them. Atoms that the network cannot tell apart, such as
 * the hydrogens of a methyl group, share a node: the same numbers from three fifths of the nodes.
 */
final class MoleculeStore {
    private static final int PREDICTED_AT_ONCE = 256;

    private final int[] picks;
    private final int[] senders;
    private final int[] receivers;
    private final int[] elements;
    private final float[] shares;

    /** Graphs for a network of the given depth; depth 0 keeps each atom. */
    MoleculeStore(List<MoleculeGraph> graphs, int depth) {
        NodeClasses[] classes = graphs.parallelStream()
                .map(g -> depth == 0 ? each(g) : NodeClasses.of(g, depth))
                .toArray(NodeClasses[]::new);
        picks = new int[4 * graphs.size()];
        int nodes = 0;
        int edges = 0;
        for (int m = 0; m < classes.length; m++) {
            int n = classes[m].count();
            int e = n;
            for (int k = 0; k < n; k++) {
                e += graphs.get(m).molecule().degree(classes[m].first(k));
            }
            picks[4 * m] = nodes;
            picks[4 * m + 1] = n;
            picks[4 * m + 2] = edges;
            picks[4 * m + 3] = e;
            nodes += n;
            edges += e;
        }
        senders = new int[edges];
        receivers = new int[edges];
        elements = new int[nodes];
        shares = new float[nodes];
        for (int m = 0; m < classes.length; m++) {
            put(graphs.get(m), classes[m], picks[4 * m], picks[4 * m + 2]);
        }
    }

    private static NodeClasses each(MoleculeGraph g) {
        int[] own = new int[g.nodeCount()];
        Arrays.setAll(own, i -> i);
        return NodeClasses.of(own, i -> new long[0], 0);
    }

    /** Nodes of the first atoms of the classes, their edges, a self loop first. */
    private void put(MoleculeGraph g, NodeClasses c, int firstNode, int firstEdge) {
        int e = firstEdge;
        for (int k = 0; k < c.count(); k++) {
            int atom = c.first(k);
            elements[firstNode + k] = g.molecule().atomicNumber(atom);
            shares[firstNode + k] = (float) c.size(k) / g.nodeCount();
            senders[e] = k;
            receivers[e++] = k;
            for (int j = 0; j < g.molecule().degree(atom); j++) {
                senders[e] = c.of(g.molecule().neighbor(atom, j));
                receivers[e++] = k;
            }
        }
    }

    int size() {
        return picks.length / 4;
    }

    /** Nodes of a molecule. */
    int nodes(int molecule) {
        return picks[4 * molecule + 1];
    }

    private Nd picks(int[] molecules) {
        return Nd.of(picks, size(), 4).take(molecules);
    }

    /** Senders, receivers, elements and shares: what follows the picked molecules as inputs of a network. */
    private Nd[] shared() {
        return new Nd[] {
            Nd.of(senders, senders.length),
            Nd.of(receivers, receivers.length),
            Nd.of(elements, elements.length),
            Nd.of(shares, shares.length)
        };
    }

    /** What a program in another language needs to make the graphs of some molecules. */
    Map<String, Nd> arrays(int[] molecules) {
        Nd[] shared = shared();
        return Map.of("picks", picks(molecules), "senders", shared[0], "receivers", shared[1], "elements", shared[2]);
    }

    /** All molecules with their targets. */
    Dataset dataset(double[] y) {
        return Dataset.of(Nd.of(picks, size(), 4), Nd.of(y, size(), 1)).shared(shared());
    }

    /** Predictions of a network for some molecules. */
    double[] predict(Model network, int[] molecules) {
        double[] out = new double[molecules.length];
        for (int at = 0; at < out.length; at += PREDICTED_AT_ONCE) {
            int[] some = Arrays.copyOfRange(molecules, at, Math.min(out.length, at + PREDICTED_AT_ONCE));
            Nd[] shared = shared();
            Nd y = network.call(List.of(picks(some), shared[0], shared[1], shared[2], shared[3]))
                    .get(0);
            for (int i = 0; i < some.length; i++) {
                out[at + i] = y.getFlat(i);
            }
        }
        return out;
    }
}
