package org.dmol.layers.attention;

import org.dmol.layers.Activations;
import org.dmol.layers.activations.Softmax;
import org.dmol.tf.Einsum;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Dot-product attention of projected queries, keys and values (batch axes, attended axes, heads, size). */
final class Heads {
    /** Keras's stand-in for minus infinity. */
    private static final double FAR = -1e9;

    private final int attended;
    private final String query;
    private final String key;
    private final String scores;

    /**
     * Equations for inputs of a rank.
     *
     * @param rank axes of the projected inputs: batch, …, heads, size
     * @param axes those that are attended over
     */
    Heads(int rank, int[] axes) {
        String letters = "abcdefghijklmnopqrstuvwxyz";
        StringBuilder q = new StringBuilder(letters.substring(0, rank));
        StringBuilder k = new StringBuilder(q);
        int next = rank;
        for (int axis : axes) {
            k.setCharAt(axis, letters.charAt(next++));
        }
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < rank - 1; i++) {
            int axis = i;
            if (java.util.Arrays.stream(axes).noneMatch(a -> a == axis)) {
                s.append(q.charAt(i));
            }
        }
        for (int axis : axes) {
            s.append(q.charAt(axis));
        }
        for (int axis : axes) {
            s.append(k.charAt(axis));
        }
        attended = axes.length;
        query = q.toString();
        key = k.toString();
        scores = s.toString();
    }

    /**
     * How much each query attends to each key: (batch axes, heads, queries, keys), summing to 1 over the keys.
     *
     * @param zeroRows where a query may attend to nothing: zeros (true) or equal shares (false); Keras has both
     */
    Operand<TFloat32> weights(Ops tf, Operand<TFloat32> q, Operand<TFloat32> k, Operand<TBool> mask, boolean zeroRows) {
        Operand<TFloat32> s = Einsum.einsum(tf, key + "," + query + "->" + scores, k, q);
        Operand<TBool> allowed = mask == null ? null : Masks.expand(tf, mask, scores.length(), -2 * attended - 1);
        Operand<TFloat32> masked = allowed == null ? s : tf.select(allowed, s, Trace.scalar(tf, s, FAR));
        Operand<TFloat32> w = softmax(tf, masked);
        return allowed == null || !zeroRows ? w : tf.select(allowed, w, Trace.scalar(tf, w, 0));
    }

    private Operand<TFloat32> softmax(Ops tf, Operand<TFloat32> s) {
        if (attended == 1) {
            return Activations.softmax(tf, s, -1);
        }
        int[] axes = new int[attended];
        for (int i = 0; i < attended; i++) {
            axes[i] = scores.length() - attended + i;
        }
        return Softmax.over(tf, s, axes);
    }

    /** The values' means under the weights, in the axes of the queries. */
    Operand<TFloat32> combine(Ops tf, Operand<TFloat32> weights, Operand<TFloat32> v) {
        return Einsum.einsum(tf, scores + "," + key + "->" + query, weights, v);
    }
}
