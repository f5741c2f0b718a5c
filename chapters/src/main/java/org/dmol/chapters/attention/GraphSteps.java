package org.dmol.chapters.attention;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.layers.graph.Graph;
import org.dmol.tf.Einsum;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Attention on a graph: the receiver of an edge asks, the sender answers, and the softmax runs over the edges of one receiver. */
final class GraphSteps {
    /** The bonds of acetic acid without hydrogens (C, C, O, O), both ways, and one atom without any. */
    private static final int[][] EDGES = {{0, 1}, {1, 0}, {1, 2}, {2, 1}, {1, 3}, {3, 1}};

    private static final int NODES = 5;

    private GraphSteps() {}

    static void show(Run run) {
        NumpyRandom r = new NumpyRandom(run.seed());
        Nd[] in = {r.randn(NODES, 4), r.randn(4, 4), r.randn(4, 4), r.randn(4, 3)};
        try (Fn edges = Fn.multi((tf, x) -> attention(tf, x, Graph.of(tf, x.get(0), x.subList(4, 6))));
                Fn dense = Fn.multi((tf, x) -> attention(tf, x, Graph.of(tf, x.get(0), x.subList(4, 5))))) {
            List<Nd> byEdges = edges.callAll(with(in, ends(0), ends(1)));
            List<Nd> byMatrix = dense.callAll(with(in, adjacency()));
            run.print("weight of each edge (sender, receiver)");
            for (int e = 0; e < EDGES.length; e++) {
                run.print(
                        "(%d, %d)  %.4f",
                        EDGES[e][0], EDGES[e][1], byEdges.get(1).get(e, 0));
            }
            double sum = 0;
            for (int e = 0; e < EDGES.length; e++) {
                sum += EDGES[e][1] == 1 ? byEdges.get(1).get(e, 0) : 0;
            }
            run.metric("weights_into_atom_1", sum).expected(1, 1e-12).alsoStandIn();
            double worst = 0;
            for (int i = 0; i < byEdges.get(0).size(); i++) {
                worst = Math.max(
                        worst,
                        Math.abs(byEdges.get(0).getFlat(i) - byMatrix.get(0).getFlat(i)));
            }
            run.metric("edge_list_less_matrix", worst)
                    .band(0, 1e-14)
                    .alsoQuick()
                    .alsoStandIn();
            run.check(
                    "an_atom_without_bonds_gets_nothing", byEdges.get(0).row(4).equals(Nd.zeros(in[0].dtype(), 3)));
        }
        run.corrected(
                "The text's edge equation multiplies by the whole vector of weights; it is the edge's own weight, and the softmax runs over the edges of one receiver.");
    }

    /** New features of the nodes, and the weights of the edges. */
    private static List<Operand<TFloat32>> attention(Ops tf, List<Operand<TFloat32>> in, Graph g) {
        Operand<TFloat32> query = g.receivers(times(tf, in.get(0), in.get(1)));
        Operand<TFloat32> key = g.senders(times(tf, in.get(0), in.get(2)));
        Operand<TFloat32> value = g.senders(times(tf, in.get(0), in.get(3)));
        Operand<TFloat32> scores =
                tf.math.div(Trace.sumKeep(tf, tf.math.mul(query, key), -1), scalar(tf, query, Math.sqrt(4)));
        Operand<TFloat32> weights = g.softmax(scores);
        return List.of(g.sum(tf.math.mul(weights, value)), weights);
    }

    private static Operand<TFloat32> times(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w) {
        return Einsum.einsum(tf, "ij,jk->ik", x, w);
    }

    private static Nd[] with(Nd[] in, Nd... graph) {
        List<Nd> all = new ArrayList<>(List.of(in));
        all.addAll(List.of(graph));
        return all.toArray(Nd[]::new);
    }

    private static Nd ends(int end) {
        int[] out = new int[EDGES.length];
        for (int e = 0; e < out.length; e++) {
            out[e] = EDGES[e][end];
        }
        return Nd.vector(out);
    }

    /** Row i, column j is 1 where j sends to i. */
    private static Nd adjacency() {
        double[] a = new double[NODES * NODES];
        for (int[] e : EDGES) {
            a[e[1] * NODES + e[0]] = 1;
        }
        return Nd.of(a, NODES, NODES);
    }
}
