package org.dmol.layers.equivariant;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Pieces of arrays whose last axis is a direct sum of irreps. */
final class Slices {
    private Slices() {}

    /** Some components of the last axis. */
    static Operand<TFloat32> part(Ops tf, Operand<TFloat32> x, int offset, int size) {
        int rank = x.shape().numDimensions();
        int[] begin = new int[rank];
        int[] length = new int[rank];
        java.util.Arrays.fill(length, -1);
        begin[rank - 1] = offset;
        length[rank - 1] = size;
        return tf.slice(x, tf.constant(begin), tf.constant(length));
    }

    /** A term of irreps as (…, count, dim). */
    static Operand<TFloat32> term(Ops tf, Operand<TFloat32> x, Irreps irreps, int k) {
        Irreps.Term t = irreps.terms().get(k);
        Operand<TFloat32> piece = part(tf, x, irreps.offset(k), t.dim());
        return split(tf, piece, t.count(), t.irrep().dim());
    }

    /** (…, count · dim) as (…, count, dim). */
    static Operand<TFloat32> split(Ops tf, Operand<TFloat32> x, int count, int dim) {
        var leading = Trace.shapeWith(tf, x, x.shape().numDimensions() - 1, count);
        return tf.reshape(x, tf.concat(List.of(leading, tf.constant(new int[] {dim})), tf.constant(0)));
    }

    /** (…, count, dim) as (…, count · dim). */
    static Operand<TFloat32> join(Ops tf, Operand<TFloat32> x, int size) {
        int rank = x.shape().numDimensions();
        var shape = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {rank - 2}));
        return tf.reshape(x, tf.concat(List.of(shape, tf.constant(new int[] {size})), tf.constant(0)));
    }

    /** The coupling of three degrees, scaled by sqrt(2l + 1) so that products of components of size 1 have size 1. */
    static Operand<TFloat32> coupling(Ops tf, int l1, int l2, int l, Operand<?> like) {
        double[][][] c = ClebschGordan.real(l1, l2, l);
        double[] flat = new double[(2 * l1 + 1) * (2 * l2 + 1) * (2 * l + 1)];
        int at = 0;
        for (double[][] plane : c) {
            for (double[] row : plane) {
                for (double v : row) {
                    flat[at++] = v;
                }
            }
        }
        Nd array = Nd.of(flat, 2 * l1 + 1, 2 * l2 + 1, 2 * l + 1);
        return Trace.castLike(tf, Trace.constant(tf, array), like);
    }

    static void requireLast(String what, long size, Irreps irreps) {
        if (size != irreps.dim()) {
            throw new IllegalArgumentException(
                    what + " of irreps " + irreps + " has " + irreps.dim() + " components, not " + size + ".");
        }
    }
}
