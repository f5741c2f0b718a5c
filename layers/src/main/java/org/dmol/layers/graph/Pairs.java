package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * All pairs of atoms of padded molecules, seen from the receiver i to the sender j.
 *
 * @param present 1 for two different atoms neither of which is padding, else 0; (batch, n, n)
 * @param different 1 where j is not i; (1, n, n)
 * @param distance distances (batch, n, n); 1 for pairs that are not present, so that no derivative is infinite
 * @param direction unit vectors (batch, n, n, 3); 0 from an atom to itself
 */
record Pairs(
        Operand<TFloat32> present,
        Operand<TFloat32> different,
        Operand<TFloat32> distance,
        Operand<TFloat32> direction) {
    /**
     * The pairs of molecules.
     *
     * @param elements any type, (batch, n), 0 for padding
     * @param x positions (batch, n, 3)
     */
    static Pairs of(Ops tf, Operand<TFloat32> elements, Operand<TFloat32> x) {
        Operand<TFloat32> real = Trace.castLike(tf, tf.math.notEqual(elements, scalar(tf, elements, 0)), x);
        var index = tf.range(tf.constant(0), Trace.size(tf, x, 1), tf.constant(1));
        Operand<TFloat32> different = tf.expandDims(
                Trace.castLike(
                        tf,
                        tf.math.notEqual(tf.expandDims(index, tf.constant(0)), tf.expandDims(index, tf.constant(1))),
                        x),
                tf.constant(0));
        Operand<TFloat32> present = tf.math.mul(
                tf.math.mul(tf.expandDims(real, tf.constant(1)), tf.expandDims(real, tf.constant(2))), different);
        Operand<TFloat32> delta = tf.math.sub(tf.expandDims(x, tf.constant(1)), tf.expandDims(x, tf.constant(2)));
        Operand<TFloat32> square = Trace.sum(tf, tf.math.square(delta), -1);
        Operand<TFloat32> d =
                tf.math.sqrt(tf.math.add(tf.math.mul(square, present), tf.math.sub(scalar(tf, x, 1), present)));
        return new Pairs(present, different, d, tf.math.div(delta, tf.expandDims(d, tf.constant(-1))));
    }
}
