package org.dmol.tf;

import java.util.List;
import org.dmol.tf.grad.CustomGradient;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Products of a batch with a matrix of weights.
 *
 * <p>On a processor XLA leaves matrix products to Eigen, which copies a factor that is read across its rows one number at a time: for a
 * small batch, the gradient with respect to the batch spends as long on the copy of the weights as on the product. Where the numbers of
 * the batch are fewer, they are transposed instead. The values are the same up to the order of the sums.
 */
public final class Products {
    private Products() {}

    /** The product (m, n) of a batch (m, k) and weights (k, n); a plain one where m is unknown, and for vectors, which XLA multiplies itself. */
    public static Operand<TFloat32> matMul(Ctx c, Operand<TFloat32> batch, Operand<TFloat32> weights) {
        Ops tf = c.tf();
        Operand<TFloat32> y = tf.linalg.matMul(batch, weights);
        double m = Trace.dim(batch, 0), k = Trace.dim(weights, 0), n = Trace.dim(weights, 1);
        boolean byEigen = c.compiled() && c.device().isDefault() && m > 1 && k > 1 && n > 1;
        boolean fewRows = byEigen && m * (k + n) < k * n;
        boolean narrow = byEigen && n * (k + m) < k * m;
        return fewRows || narrow ? withGradient(tf, batch, weights, y, fewRows, narrow) : y;
    }

    private static Operand<TFloat32> withGradient(
            Ops tf,
            Operand<TFloat32> batch,
            Operand<TFloat32> weights,
            Operand<TFloat32> y,
            boolean fewRows,
            boolean narrow) {
        return Trace.floats(CustomGradient.of(tf, List.of(batch, weights), List.of(y), (t, dys) -> {
                    Operand<TFloat32> dy = Trace.floats(dys.get(0));
                    return List.of(
                            fewRows
                                    ? transpose(t, alone(t, t.linalg.matMul(weights, alone(t, transpose(t, dy)))))
                                    : t.linalg.matMul(dy, weights, MatMul.transposeB(true)),
                            narrow
                                    ? transpose(t, alone(t, t.linalg.matMul(dy, batch, MatMul.transposeA(true))))
                                    : t.linalg.matMul(batch, dy, MatMul.transposeA(true)));
                })
                .get(0));
    }

    private static Operand<TFloat32> transpose(Ops tf, Operand<TFloat32> x) {
        return tf.linalg.transpose(x, tf.constant(new int[] {1, 0}));
    }

    /**
     * The same numbers. XLA does not see that they are, and so makes no single product of a product and a transposition, which would undo
     * this; an optimization barrier does not do, because XLA takes barriers out before it joins the two.
     */
    private static Operand<TFloat32> alone(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> nan = tf.math.div(tf.zerosLike(x), tf.zerosLike(x));
        return tf.select(tf.math.equal(x, x), x, nan);
    }
}
