package org.dmol.layers.attention;

import java.util.List;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/** Truth values that say which key a query may attend to. */
final class Masks {
    private Masks() {}

    /** Both masks together; null is everything. */
    static Operand<TBool> and(Ops tf, Operand<TBool> a, Operand<TBool> b) {
        return a == null ? b : b == null ? a : tf.math.logicalAnd(a, b);
    }

    /** (1, queries, keys): no key later than the query. */
    static Operand<TBool> causal(Ops tf, Operand<TInt32> queries, Operand<TInt32> keys) {
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> one = tf.constant(1);
        Operand<TInt32> row = tf.expandDims(tf.range(zero, queries, one), one);
        Operand<TInt32> column = tf.expandDims(tf.range(zero, keys, one), zero);
        return tf.expandDims(tf.math.greaterEqual(row, column), zero);
    }

    /** The mask with axes of size 1 put in at {@code axis} (from the end) until it has the rank. */
    static Operand<TBool> expand(Ops tf, Operand<TBool> mask, int rank, int axis) {
        Operand<TBool> wide = mask;
        for (int r = mask.shape().numDimensions(); r < rank; r++) {
            wide = tf.expandDims(wide, tf.constant(axis));
        }
        return wide;
    }

    /** Number of steps (axis 1) of each operand. */
    static List<Operand<TInt32>> steps(Ops tf, Operand<?> query, Operand<?> key) {
        return List.of(Trace.size(tf, query, 1), Trace.size(tf, key, 1));
    }
}
