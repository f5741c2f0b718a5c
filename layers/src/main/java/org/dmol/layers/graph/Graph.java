package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A graph in a trace, and the few operations that all graph layers are made of: bring node features to the edges, bring messages back to
 * the receiving nodes. Edges point from sender j to receiver i, adjacency entry (i, j).
 */
public interface Graph {
    /** Features of the senders on each edge: (edges, f), or (…, nodes, nodes, f) that broadcasts. */
    Operand<TFloat32> senders(Operand<TFloat32> nodes);

    /** Features of the receivers on each edge: (edges, f), or (…, nodes, nodes, f) that broadcasts. */
    Operand<TFloat32> receivers(Operand<TFloat32> nodes);

    /** Sums the messages of the edges that end at a node, weighted by the adjacency: (…, nodes, f). */
    Operand<TFloat32> sum(Operand<TFloat32> messages);

    /** The largest message of the edges that end at a node, elementwise; 0 for nodes without edges. */
    Operand<TFloat32> max(Operand<TFloat32> messages);

    /** Softmax of scores over the edges that end at the same node; absent edges get 0. */
    Operand<TFloat32> softmax(Operand<TFloat32> scores);

    /** Sum of the neighbours' features, weighted by the adjacency: as {@code sum(senders(x))} but in one product where that is possible. */
    Operand<TFloat32> sumNeighbours(Operand<TFloat32> nodes);

    /** Sum of the adjacency over the edges that end at a node: (…, nodes, 1). */
    Operand<TFloat32> degree();

    /** Mean of the neighbours' features; 0 for nodes without edges. */
    default Operand<TFloat32> meanNeighbours(Ops tf, Operand<TFloat32> nodes) {
        return tf.math.divNoNan(sumNeighbours(nodes), degree());
    }

    /**
     * The graph in the inputs of a layer that follow the node features.
     *
     * @param nodes node features, (…, nodes, f)
     * @param graph one adjacency matrix, or senders and receivers
     */
    static Graph of(Ops tf, Operand<TFloat32> nodes, List<? extends Operand<?>> graph) {
        if (graph.size() == 1) {
            return new DenseGraph(tf, Trace.castLike(tf, graph.get(0), nodes));
        }
        if (graph.size() == 2) {
            return new EdgeGraph(tf, nodes, Trace.as(graph.get(0)), Trace.as(graph.get(1)));
        }
        throw new IllegalArgumentException(
                "a graph is one adjacency matrix, or senders and receivers; given were " + graph.size() + " arrays.");
    }

    /** {@code 1 / sqrt(degree)}, 0 where the degree is 0. */
    default Operand<TFloat32> inverseRootDegree(Ops tf) {
        Operand<TFloat32> d = degree();
        Operand<TFloat32> safe = tf.math.maximum(d, scalar(tf, d, 1e-12));
        Operand<TFloat32> positive = Trace.castLike(tf, tf.math.greater(d, scalar(tf, d, 0)), d);
        return tf.math.mul(positive, tf.math.rsqrt(safe));
    }
}
