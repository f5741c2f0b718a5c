package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A graph given by lists of senders and receivers. An edge whose receiver is -1 does not exist: that is how edge lists are padded (its
 * sender may be any node).
 */
final class EdgeGraph implements Graph {
    private final Ops tf;
    private final Operand<TInt32> from;
    private final Operand<TInt32> to;
    private final Operand<TInt32> count;
    private final Operand<TFloat32> real;

    EdgeGraph(Ops tf, Operand<TFloat32> nodes, Operand<TInt32> senders, Operand<TInt32> receivers) {
        if (nodes.shape().numDimensions() != 2) {
            throw new IllegalArgumentException("with edge lists, node features have two axes (nodes, features).");
        }
        this.tf = tf;
        this.from = tf.math.maximum(senders, tf.constant(0));
        this.to = receivers;
        this.count = Trace.dim(nodes, 0) >= 0
                ? tf.constant((int) Trace.dim(nodes, 0))
                : tf.gather(tf.shape(nodes), tf.constant(0), tf.constant(0));
        this.real = tf.expandDims(
                Trace.castLike(tf, tf.math.greaterEqual(receivers, tf.constant(0)), nodes), tf.constant(-1));
    }

    @Override
    public Operand<TFloat32> senders(Operand<TFloat32> nodes) {
        return tf.gather(nodes, from, tf.constant(0));
    }

    @Override
    public Operand<TFloat32> receivers(Operand<TFloat32> nodes) {
        return tf.gather(nodes, tf.math.maximum(to, tf.constant(0)), tf.constant(0));
    }

    @Override
    public Operand<TFloat32> sum(Operand<TFloat32> messages) {
        return tf.math.unsortedSegmentSum(messages, to, count);
    }

    @Override
    public Operand<TFloat32> max(Operand<TFloat32> messages) {
        Operand<TFloat32> best = tf.math.unsortedSegmentMax(messages, to, count);
        return tf.select(tf.math.greater(best, scalar(tf, best, -1e30)), best, tf.zerosLike(best));
    }

    @Override
    public Operand<TFloat32> softmax(Operand<TFloat32> scores) {
        Operand<TFloat32> top = tf.stopGradient(receivers(max(tf.stopGradient(scores))));
        Operand<TFloat32> e = tf.math.mul(tf.math.exp(tf.math.sub(scores, top)), real);
        return tf.math.divNoNan(e, receivers(sum(e)));
    }

    @Override
    public Operand<TFloat32> sumNeighbours(Operand<TFloat32> nodes) {
        return sum(senders(nodes));
    }

    @Override
    public Operand<TFloat32> degree() {
        return sum(real);
    }
}
