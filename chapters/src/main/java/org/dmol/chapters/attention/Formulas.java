package org.dmol.chapters.attention;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Activations;
import org.dmol.tf.Einsum;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/** The chapter's formulas in TensorFlow, in float64: scores, softmax over the keys, and the weighted mean of the values. */
final class Formulas {
    private Formulas() {}

    /** {@code softmax(K q / divisor)} for one query: (keys). */
    static final class Weights implements AutoCloseable {
        private final Fn f = Fn.of((tf, in) ->
                softmax(tf, tf.math.div(Einsum.einsum(tf, "j,ij->i", in.get(0), in.get(1)), in.get(2))));

        double[] of(Nd query, Nd keys, double divisor) {
            return f.call(query, keys, Nd.scalar(divisor)).doubles();
        }

        @Override
        public void close() {
            f.close();
        }
    }

    /** Over the keys, the last axis; the largest score is subtracted, so that no exponential overflows. */
    static Operand<TFloat32> softmax(Ops tf, Operand<TFloat32> scores) {
        return Activations.softmax(tf, scores, -1);
    }

    /** {@code q k^T / sqrt(d)}: (…, queries, keys). */
    static Operand<TFloat32> scores(Ops tf, Operand<TFloat32> q, Operand<TFloat32> k) {
        return tf.math.div(
                Einsum.einsum(tf, equation(q, "ij,kj->ik"), q, k), scalar(tf, q, Math.sqrt(Trace.dim(q, -1))));
    }

    /** The equation with a batch axis in front if the operand has one. */
    private static String equation(Operand<TFloat32> x, String plain) {
        if (x.shape().numDimensions() == 2) {
            return plain;
        }
        int comma = plain.indexOf(',');
        int arrow = plain.indexOf("->");
        return "b" + plain.substring(0, comma) + ",b" + plain.substring(comma + 1, arrow) + "->b"
                + plain.substring(arrow + 2);
    }

    /** Weights (…, queries, keys): each row sums to 1. */
    static Operand<TFloat32> attentionWeights(Ops tf, Operand<TFloat32> q, Operand<TFloat32> k) {
        return softmax(tf, scores(tf, q, k));
    }

    /** {@code softmax(q k^T / sqrt(d)) v}: (…, queries, value features). */
    static Operand<TFloat32> attention(Ops tf, Operand<TFloat32> q, Operand<TFloat32> k, Operand<TFloat32> v) {
        return Einsum.einsum(tf, equation(q, "ik,kl->il"), attentionWeights(tf, q, k), v);
    }

    /** Self-attention of x (…, sequence, features) with projections. */
    static Operand<TFloat32> projected(
            Ops tf, Operand<TFloat32> x, Operand<TFloat32> wq, Operand<TFloat32> wk, Operand<TFloat32> wv) {
        return attention(tf, product(tf, x, wq), product(tf, x, wk), product(tf, x, wv));
    }

    /** Features times a matrix. */
    static Operand<TFloat32> product(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w) {
        return Einsum.einsum(tf, x.shape().numDimensions() == 2 ? "ij,jk->ik" : "bij,jk->bik", x, w);
    }

    /** The outputs of two heads on a new last axis: (…, sequence, value features, 2). */
    static Operand<TFloat32> stackedHeads(Ops tf, List<Operand<TFloat32>> in) {
        Operand<TFloat32> x = in.get(0);
        Operand<TFloat32> first = projected(tf, x, in.get(1), in.get(2), in.get(3));
        Operand<TFloat32> second = projected(tf, x, in.get(4), in.get(5), in.get(6));
        return tf.stack(List.of(first, second), Stack.axis(-1L));
    }

    /** Two heads mixed by a vector: (…, sequence, value features). */
    static Operand<TFloat32> twoHeads(Ops tf, List<Operand<TFloat32>> in) {
        Operand<TFloat32> stacked = stackedHeads(tf, in);
        String equation = stacked.shape().numDimensions() == 3 ? "ijh,h->ij" : "bijh,h->bij";
        return Einsum.einsum(tf, equation, stacked, in.get(7));
    }

    /**
     * What the original computes: the exponentials of entry (i, j) divided by the sum of row j, and scores divided by the root of the
     * length of the sequence.
     */
    static Operand<TFloat32> defectiveWeights(Ops tf, Operand<TFloat32> q, Operand<TFloat32> k) {
        Operand<TFloat32> e = tf.math.exp(
                tf.math.div(Einsum.einsum(tf, "ij,kj->ik", q, k), scalar(tf, q, Math.sqrt(Trace.dim(q, 0)))));
        return tf.math.div(e, Trace.sum(tf, e, 1));
    }

    /** The original's self-attention with projections. */
    static Operand<TFloat32> defectiveProjected(
            Ops tf, Operand<TFloat32> x, Operand<TFloat32> wq, Operand<TFloat32> wk, Operand<TFloat32> wv) {
        return defective(tf, product(tf, x, wq), product(tf, x, wk), product(tf, x, wv));
    }

    /** The original's two heads. */
    static Operand<TFloat32> defectiveTwoHeads(Ops tf, List<Operand<TFloat32>> in) {
        Operand<TFloat32> x = in.get(0);
        Operand<TFloat32> first = defectiveProjected(tf, x, in.get(1), in.get(2), in.get(3));
        Operand<TFloat32> second = defectiveProjected(tf, x, in.get(4), in.get(5), in.get(6));
        return Einsum.einsum(tf, "ijh,h->ij", tf.stack(List.of(first, second), Stack.axis(-1L)), in.get(7));
    }

    /** The defective weights applied to the values. */
    static Operand<TFloat32> defective(Ops tf, Operand<TFloat32> q, Operand<TFloat32> k, Operand<TFloat32> v) {
        return Einsum.einsum(tf, "ik,kl->il", defectiveWeights(tf, q, k), v);
    }
}
