package org.dmol.chapters.gnn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.graph.GraphConvolution;
import org.dmol.layers.graph.GraphConvolution.Normalization;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;

/** Step 5: the graph convolution of the book on methanol, with random and with given weights. */
final class MethanolLayer {
    private static final Nd WEIGHTS = Nd.of(new float[] {1, -2, .5f, .25f, 1, -1, -.5f, .75f, 2}, 3, 3);

    private final Methanol methanol;

    MethanolLayer(Methanol methanol) {
        this.methanol = methanol;
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
        Nd v = methanol.nodes().cast(DType.FLOAT32);
        Nd a = methanol.adjacency().cast(DType.FLOAT32);
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
            once.setWeights(List.of(WEIGHTS));
            twice.setWeights(List.of(WEIGHTS));
            Nd first = once.call(List.of(v, a)).get(0);
            Nd second = twice.call(List.of(v, a)).get(0);
            Table table = Table.of("one layer, and the same layer again", "atom", "first", "second");
            for (int i = 0; i < 6; i++) {
                table.row(
                        methanol.graph().molecule().symbol(i),
                        first.row(i).toString(),
                        second.row(i).toString());
            }
            run.table(table);
            run.series("given_weights_layer_1", first.cast(DType.FLOAT64).doubles())
                    .expected(
                            Methanol.rows(
                                    new double[] {0, .25, 1.1},
                                    new double[] {.25, 0, .5},
                                    new double[] {.25, 0, 1.25},
                                    new double[] {0, .875, .5}),
                            1e-6);
            run.series("given_weights_layer_2", second.cast(DType.FLOAT64).doubles())
                    .expected(
                            Methanol.rows(
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
            f.setWeights(List.of(WEIGHTS));
            return f.call(List.of(Methanol.nodes(g).cast(DType.FLOAT32), g.adjacencyWithSelfLoops()))
                    .get(0)
                    .cast(DType.FLOAT64)
                    .doubles();
        }
    }

    private static double equivariance(Functional f, Nd v, Nd a, long seed) {
        int n = v.dim(0);
        List<Integer> order = IntStream.range(0, n).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
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
