package org.dmol.data.molecules;

import java.util.List;
import org.dmol.array.Nd;

/**
 * Graphs of one batch as one large graph without edges between its parts; b graphs, n nodes and e directed edges in all.
 *
 * @param nodes float (n, f)
 * @param sources int (e): source of each edge among all nodes
 * @param targets int (e)
 * @param edges float (e, g): edge features
 * @param graph int (n): which graph a node belongs to
 * @param sizes int (b): nodes of each graph
 */
public record DisjointGraphs(Nd nodes, Nd sources, Nd targets, Nd edges, Nd graph, Nd sizes) {
    /** Joins graphs with the book's one-hot atomic numbers and one-hot bond types. */
    public static DisjointGraphs of(List<MoleculeGraph> graphs) {
        return of(graphs, AtomFeatures.atomicNumber(), BondFeatures.type());
    }

    public static DisjointGraphs of(List<MoleculeGraph> graphs, AtomFeatures atoms, BondFeatures bonds) {
        int b = graphs.size();
        int n = graphs.stream().mapToInt(MoleculeGraph::nodeCount).sum();
        int e = graphs.stream().mapToInt(MoleculeGraph::edgeCount).sum();
        float[] nodes = new float[Nd.sizeOf(n, atoms.width())];
        float[] edges = new float[Nd.sizeOf(e, bonds.width())];
        int[] sources = new int[e];
        int[] targets = new int[e];
        int[] graph = new int[n];
        int[] sizes = new int[b];
        int node = 0;
        int edge = 0;
        for (int k = 0; k < b; k++) {
            MoleculeGraph g = graphs.get(k);
            sizes[k] = g.nodeCount();
            g.writeNodes(atoms, nodes, node * atoms.width());
            g.writeEdges(bonds, edges, edge * bonds.width());
            for (int i = 0; i < g.edgeCount(); i++) {
                sources[edge + i] = node + g.source(i);
                targets[edge + i] = node + g.target(i);
            }
            java.util.Arrays.fill(graph, node, node + sizes[k], k);
            node += sizes[k];
            edge += g.edgeCount();
        }
        return new DisjointGraphs(
                Nd.of(nodes, n, atoms.width()),
                Nd.of(sources, e),
                Nd.of(targets, e),
                Nd.of(edges, e, bonds.width()),
                Nd.of(graph, n),
                Nd.of(sizes, b));
    }
}
