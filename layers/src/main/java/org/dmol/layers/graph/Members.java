package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Which graph of a disjoint union each node belongs to; -1 for nodes that only fill up. */
final class Members {
    private final Ops tf;
    private final Operand<TInt32> graphs;
    private final Operand<TInt32> count;

    /** The number of graphs is that of the rows of {@code perGraph}. */
    Members(Ops tf, Operand<TInt32> graphs, Operand<?> perGraph) {
        this.tf = tf;
        this.graphs = graphs;
        this.count = Trace.dim(perGraph, 0) >= 0
                ? tf.constant((int) Trace.dim(perGraph, 0))
                : tf.gather(tf.shape(Trace.floats(perGraph)), tf.constant(0), tf.constant(0));
    }

    Operand<TFloat32> sum(Operand<TFloat32> nodes) {
        return tf.math.unsortedSegmentSum(nodes, graphs, count);
    }

    Operand<TFloat32> max(Operand<TFloat32> nodes) {
        Operand<TFloat32> best = tf.math.unsortedSegmentMax(nodes, graphs, count);
        return tf.select(tf.math.greater(best, scalar(tf, best, -1e30)), best, tf.zerosLike(best));
    }

    Operand<TFloat32> toNodes(Operand<TFloat32> perGraph) {
        return tf.gather(perGraph, tf.math.maximum(graphs, tf.constant(0)), tf.constant(0));
    }

    /** 1 for nodes that count, (nodes, 1). */
    Operand<TFloat32> real(Operand<TFloat32> like) {
        return tf.expandDims(Trace.castLike(tf, tf.math.greaterEqual(graphs, tf.constant(0)), like), tf.constant(-1));
    }
}
