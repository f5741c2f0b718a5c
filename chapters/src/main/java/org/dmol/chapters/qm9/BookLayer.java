package org.dmol.chapters.qm9;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The book's layer on a fully connected graph. Inputs: nodes v (batch, n, 16), edges e (batch, n, n), mask (batch, n), graph u (batch,
 * 8). Outputs: new nodes and graph. The message from j to i is {@code lrelu((v_j W_e) e_ij + b_e)}, also for i = j, where it is {@code
 * lrelu(b_e)}; the messages are summed, so the graph's features grow with the molecule.
 */
final class BookLayer extends Layer {
    static final int NODES = 16;
    static final int GRAPH = 8;
    private static final double SLOPE = 0.01;
    private static final int RECEIVERS = 5;

    private final double rate;
    private Var edgeKernel;
    private Var edgeBias;
    private Var nodeKernel;
    private Var graphKernel;

    /**
     * A layer.
     *
     * @param rate share of the learning rate that its weights get
     */
    BookLayer(double rate) {
        this.rate = rate;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        var normal = Initializers.randomNormal(0, 0.1);
        edgeKernel = weights.add("edge_kernel", Shape.of(NODES, NODES), normal);
        edgeBias = weights.add("edge_bias", Shape.of(NODES), normal);
        nodeKernel = weights.add("node_kernel", Shape.of(NODES, NODES), normal);
        graphKernel = weights.add("graph_kernel", Shape.of(NODES, GRAPH), normal);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> v = Trace.floats(in.get(0));
        Operand<TFloat32> e = tf.expandDims(Trace.floats(in.get(1)), tf.constant(-1));
        Operand<TFloat32> mask = Trace.floats(in.get(2));
        Operand<TFloat32> u = Trace.floats(in.get(3));
        Operand<TFloat32> sent = tf.expandDims(times(tf, v, read(c, edgeKernel), NODES), tf.constant(1));
        Operand<TFloat32> bias = read(c, edgeBias);
        // The bias makes messages of padding too: they go after the nonlinearity.
        Operand<TFloat32> senders = tf.expandDims(tf.expandDims(mask, tf.constant(1)), tf.constant(-1));
        List<Operand<TFloat32>> sums = new ArrayList<>();
        for (Operand<TFloat32> some : receivers(tf, e)) {
            Operand<TFloat32> k = lrelu(tf, tf.math.add(tf.math.mul(sent, some), bias));
            sums.add(Trace.sum(tf, tf.math.mul(k, senders), 2));
        }
        Operand<TFloat32> sum = sums.size() == 1 ? sums.get(0) : tf.concat(sums, tf.constant(1));
        Operand<TFloat32> moved = tf.math.add(lrelu(tf, times(tf, sum, read(c, nodeKernel), NODES)), v);
        Operand<TFloat32> nodes = tf.math.mul(moved, tf.expandDims(mask, tf.constant(-1)));
        Operand<TFloat32> all = Trace.sum(tf, nodes, 1);
        return List.of(nodes, tf.math.add(lrelu(tf, tf.linalg.matMul(all, read(c, graphKernel))), u));
    }

    /**
     * The edges (batch, n, n, 1) of a few receivers at a time, if n is known. XLA shares loops over more than some 20 kB among threads;
     * for the messages of one molecule, waking a thread takes longer than the loop.
     */
    private static List<Operand<TFloat32>> receivers(Ops tf, Operand<TFloat32> e) {
        long n = e.shape().get(1);
        if (n <= RECEIVERS) {
            return List.of(e); // also when it is not known
        }
        List<Operand<TFloat32>> out = new ArrayList<>();
        for (int at = 0; at < n; at += RECEIVERS) {
            int count = (int) Math.min(RECEIVERS, n - at);
            out.add(tf.slice(e, tf.constant(new int[] {0, at, 0, 0}), tf.constant(new int[] {-1, count, -1, -1})));
        }
        return out;
    }

    private static Operand<TFloat32> lrelu(Ops tf, Operand<TFloat32> x) {
        return tf.math.maximum(x, tf.math.mul(x, Trace.scalar(tf, x, SLOPE)));
    }

    private static Operand<TFloat32> times(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w, int units) {
        Operand<TFloat32> flat = tf.linalg.matMul(tf.reshape(x, tf.constant(new int[] {-1, units})), w);
        return tf.reshape(flat, tf.shape(x));
    }

    /** The weight; its gradient is that of the share of the learning rate. */
    private Operand<TFloat32> read(Ctx c, Var weight) {
        Ops tf = c.tf();
        Operand<TFloat32> w = c.read(weight);
        if (rate == 1) {
            return w;
        }
        Operand<TFloat32> fixed = tf.stopGradient(w);
        return tf.math.add(fixed, tf.math.mul(tf.math.sub(w, fixed), Trace.scalar(tf, w, rate)));
    }
}
