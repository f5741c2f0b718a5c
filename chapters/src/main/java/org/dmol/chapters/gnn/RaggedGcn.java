package org.dmol.chapters.gnn;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The solubility network for one molecule at a time in any order and without padding: all molecules lie end to end in constants of the
 * program, and a step gets (1, 4) int: first atom, atoms, first edge, edges.
 */
final class RaggedGcn extends Model {
    private final Functional network;
    private final Nd atoms;
    private final Nd pairs;
    private final Nd shares;

    /**
     * @param atoms elements of all molecules, int (total)
     * @param pairs receiver and sender of all edges, self loops included, int (edges, 2), counted within the molecule
     * @param shares one over the receiver's number of edges, float (edges)
     */
    RaggedGcn(Functional network, Nd atoms, Nd pairs, Nd shares) {
        this.network = network;
        this.atoms = atoms;
        this.pairs = pairs;
        this.shares = shares;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        weights.add(network);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TInt32> row = tf.reshape(Trace.<TInt32>as(in.get(0)), tf.constant(new int[] {4}));
        Operand<TInt32> n = part(tf, row, 1);
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> z = tf.slice(Trace.<TInt32>constant(tf, atoms), part(tf, row, 0), n);
        Operand<TInt32> edge = part(tf, row, 2);
        Operand<TInt32> edges = part(tf, row, 3);
        Operand<TInt32> pair = tf.slice(
                Trace.<TInt32>constant(tf, pairs),
                tf.concat(List.of(edge, tf.constant(new int[] {0})), zero),
                tf.concat(List.of(edges, tf.constant(new int[] {2})), zero));
        Operand<TFloat32> share = tf.slice(Trace.<TFloat32>constant(tf, shares), edge, edges);
        Operand<TFloat32> adjacency = tf.scatterNd(pair, share, tf.concat(List.of(n, n), zero));
        Operand<TFloat32> ones = tf.fill(tf.concat(List.of(tf.constant(new int[] {1}), n), zero), tf.constant(1f));
        return network.apply(c, List.of(tf.expandDims(z, zero), tf.expandDims(adjacency, zero), ones));
    }

    private static Operand<TInt32> part(Ops tf, Operand<TInt32> row, int i) {
        return tf.slice(row, tf.constant(new int[] {i}), tf.constant(new int[] {1}));
    }
}
