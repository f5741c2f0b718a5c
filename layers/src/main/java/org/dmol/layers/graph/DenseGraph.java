package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;

/** A graph given by its adjacency matrix (…, nodes, nodes); padding is rows and columns of zeros. */
final class DenseGraph implements Graph {
    private final Ops tf;
    private final Operand<TFloat32> adjacency;

    DenseGraph(Ops tf, Operand<TFloat32> adjacency) {
        if (adjacency.shape().numDimensions() < 2) {
            throw new IllegalArgumentException("an adjacency matrix has at least two axes.");
        }
        this.tf = tf;
        this.adjacency = adjacency;
    }

    @Override
    public Operand<TFloat32> senders(Operand<TFloat32> nodes) {
        return tf.expandDims(nodes, tf.constant(-3));
    }

    @Override
    public Operand<TFloat32> receivers(Operand<TFloat32> nodes) {
        return tf.expandDims(nodes, tf.constant(-2));
    }

    @Override
    public Operand<TFloat32> sum(Operand<TFloat32> messages) {
        return Trace.sum(tf, tf.math.mul(messages, weights()), -2);
    }

    private Operand<TFloat32> weights() {
        return tf.expandDims(adjacency, tf.constant(-1));
    }

    private Operand<TFloat32> present() {
        return Trace.castLike(tf, tf.math.notEqual(weights(), scalar(tf, adjacency, 0)), adjacency);
    }

    @Override
    public Operand<TFloat32> max(Operand<TFloat32> messages) {
        Operand<TFloat32> here = present();
        Operand<TFloat32> absent = tf.math.mul(tf.math.sub(scalar(tf, here, 1), here), scalar(tf, here, -1e30));
        Operand<TFloat32> best = tf.reduceMax(
                tf.math.add(tf.math.mul(messages, here), absent),
                tf.constant(new int[] {-2}),
                ReduceMax.keepDims(false));
        return tf.math.mul(best, any(here));
    }

    private Operand<TFloat32> any(Operand<TFloat32> here) {
        return tf.reduceMax(here, tf.constant(new int[] {-2}), ReduceMax.keepDims(false));
    }

    @Override
    public Operand<TFloat32> softmax(Operand<TFloat32> scores) {
        Operand<TFloat32> here = present();
        Operand<TFloat32> absent = tf.math.mul(tf.math.sub(scalar(tf, here, 1), here), scalar(tf, here, -1e30));
        Operand<TFloat32> shown = tf.math.add(tf.math.mul(scores, here), absent);
        Operand<TFloat32> top =
                tf.stopGradient(tf.reduceMax(shown, tf.constant(new int[] {-2}), ReduceMax.keepDims(true)));
        Operand<TFloat32> e = tf.math.mul(tf.math.exp(tf.math.sub(shown, top)), here);
        return tf.math.divNoNan(e, Trace.sumKeep(tf, e, -2));
    }

    @Override
    public Operand<TFloat32> sumNeighbours(Operand<TFloat32> nodes) {
        return tf.train.batchMatMul(adjacency, nodes, adjacency.type());
    }

    @Override
    public Operand<TFloat32> degree() {
        return Trace.sumKeep(tf, adjacency, -1);
    }
}
