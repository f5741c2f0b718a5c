package org.dmol.layers.graph;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * The disjoint union of graphs picked from a store in which many graphs lie end to end; nothing is padded.
 *
 * <p>Inputs: the picked graphs (b, 4) int32, each as first node, number of nodes, first edge, number of edges; senders and receivers of
 * the store, int32, counted within their graph; then any arrays of the store with a row for each node. Outputs: senders and receivers
 * of the union, the graph number of each node, then the picked rows of the arrays. XLA has no kernels for it.
 */
public final class RaggedUnion extends Layer {
    /** A layer without settings. */
    public RaggedUnion() {}

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        if (in.size() < 3) {
            throw new IllegalArgumentException(
                    "inputs are the picked graphs, senders, receivers and arrays of nodes, not " + in.size()
                            + " arrays.");
        }
        Ops tf = c.tf();
        Operand<TInt32> picked = Trace.as(in.get(0));
        Part nodes = new Part(tf, picked, 0);
        Part edges = new Part(tf, picked, 2);
        Operand<TInt32> shift = tf.gather(tf.math.sub(nodes.ends, nodes.counts), edges.graph, tf.constant(0));
        List<Operand<?>> out = new ArrayList<>();
        for (int k = 1; k <= 2; k++) {
            out.add(tf.math.add(tf.gather(Trace.<TInt32>as(in.get(k)), edges.rows, tf.constant(0)), shift));
        }
        out.add(nodes.graph);
        for (Operand<?> array : in.subList(3, in.size())) {
            out.add(tf.gather(Trace.floats(array), nodes.rows, tf.constant(0)));
        }
        return out;
    }

    /** The picked nodes, or edges: their rows in the store and their graphs. */
    private static final class Part {
        private final Operand<TInt32> counts;
        private final Operand<TInt32> ends;
        private final Operand<TInt32> rows;
        private final Operand<TInt32> graph;

        Part(Ops tf, Operand<TInt32> picked, int column) {
            Operand<TInt32> first = tf.gather(picked, tf.constant(column), tf.constant(1));
            counts = tf.gather(picked, tf.constant(column + 1), tf.constant(1));
            ends = tf.math.cumsum(counts, tf.constant(0));
            rows = tf.ragged
                    .raggedRange(first, tf.math.add(first, counts), tf.constant(1))
                    .rtDenseValues();
            Operand<TInt32> all = tf.range(tf.constant(0), tf.size(rows), tf.constant(1));
            graph = tf.reshape(
                    tf.upperBound(tf.expandDims(ends, tf.constant(0)), tf.expandDims(all, tf.constant(0))),
                    tf.constant(new int[] {-1}));
        }
    }
}
