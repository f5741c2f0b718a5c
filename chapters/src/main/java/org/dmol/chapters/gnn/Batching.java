package org.dmol.chapters.gnn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.molecules.DisjointGraphs;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.PaddedGraphs;
import org.dmol.layers.models.Functional;

/** The same molecules in padded batches, as a disjoint union, and one at a time. */
final class Batching {
    private static final int MOLECULES = 64;

    private Batching() {}

    /** The largest difference between the three predictions of untrained weights. */
    static double largestDifference(SolubilityGraphs set, MoleculeStore store, Functional padded, Functional picked) {
        int[] rows = IntStream.range(0, Math.min(MOLECULES, set.size())).toArray();
        List<MoleculeGraph> graphs =
                Arrays.stream(rows).mapToObj(set.graphs()::get).toList();
        double[] batch = padded(padded, graphs);
        double[] union = store.predict(picked, rows);
        double worst = 0;
        for (int i : rows) {
            double single = padded(padded, graphs.subList(i, i + 1))[0];
            worst = Math.max(worst, Math.max(Math.abs(batch[i] - single), Math.abs(union[i] - single)));
        }
        return worst;
    }

    private static double[] padded(Functional network, List<MoleculeGraph> graphs) {
        List<Nd> y = network.call(inputs(graphs));
        return IntStream.range(0, graphs.size()).mapToDouble(y.get(0)::getFlat).toArray();
    }

    /** Elements, senders, receivers, molecules and sizes: the inputs of {@link GcnNetwork#union()}, self loops at the end. */
    static List<Nd> union(List<MoleculeGraph> graphs) {
        DisjointGraphs d = DisjointGraphs.of(graphs);
        int n = d.graph().size();
        Nd loops = Nd.of(IntStream.range(0, n).toArray(), n);
        int[] elements = graphs.stream()
                .flatMapToInt(g -> Arrays.stream(g.elements().ints()))
                .toArray();
        return List.of(
                Nd.of(elements, n), Nd.concat(d.sources(), loops), Nd.concat(d.targets(), loops), d.graph(), d.sizes());
    }

    /** Elements, adjacency with self loops, mask: the inputs of {@link GcnNetwork#padded()} with a node for each atom. */
    static List<Nd> inputs(List<MoleculeGraph> graphs) {
        PaddedGraphs p =
                PaddedGraphs.of(graphs, PaddedGraphs.Settings.defaults().withSelfLoops());
        int n = p.mask().dim(1);
        int[] elements = new int[graphs.size() * n];
        for (int k = 0; k < graphs.size(); k++) {
            int[] z = graphs.get(k).elements().ints();
            System.arraycopy(z, 0, elements, k * n, z.length);
        }
        return List.of(Nd.of(elements, graphs.size(), n), p.adjacency(), p.mask());
    }
}
