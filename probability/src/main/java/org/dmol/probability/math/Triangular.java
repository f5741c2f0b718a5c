package org.dmol.probability.math;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.tf.Trace;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.TriangularSolve;

/** Triangular matrices in the last two axes of operands. */
public final class Triangular {
    private Triangular() {}

    /** A constant matrix of ones where {@code row - column} is at least {@code least}, zeros elsewhere. */
    private static Expr ones(Expr like, int least) {
        int n = like.dim(-1);
        double[] m = new double[n * n];
        Arrays.setAll(m, i -> i / n - i % n >= least ? 1 : 0);
        return Expr.of(like.tf(), Trace.constant(like.tf(), Nd.of(m, n, n))).cast(like.dtype());
    }

    /** The lower triangle with the diagonal; zeros above. */
    public static Expr lower(Expr matrix) {
        return matrix.times(ones(matrix, 0));
    }

    /** The strictly lower triangle with ones on the diagonal. */
    public static Expr unitLower(Expr matrix) {
        return matrix.times(ones(matrix, 1)).plus(ones(matrix, 0).minus(ones(matrix, 1)));
    }

    /** The upper triangle with the diagonal; zeros below. */
    public static Expr upper(Expr matrix) {
        return matrix.times(ones(matrix, 1).from(1));
    }

    /** The diagonal, shape (…, n). */
    public static Expr diagonal(Expr matrix) {
        return matrix.times(ones(matrix, 0).minus(ones(matrix, 1))).sum(-1);
    }

    /** The solution x of {@code matrix x = y} for vectors y (…, n); other axes broadcast. */
    public static Expr solve(Expr matrix, Expr y, boolean lower) {
        Ops tf = matrix.tf();
        int n = matrix.dim(-1);
        Dims matrices = matrix.dims().dropLast(tf, 2);
        if (matrices.rank() == 0) {
            // One matrix: all vectors as the columns of one right-hand side.
            Expr columns = y.reshape(-1, n).transposeLast();
            return Expr.of(tf, tf.linalg.triangularSolve(matrix, columns, TriangularSolve.lower(lower)))
                    .transposeLast()
                    .reshape(y.dims());
        }
        Dims all = Dims.broadcast(tf, matrices, y.dims().dropLast(tf, 1));
        Expr m = matrix.broadcastTo(all.plus(tf, n, n));
        Expr columns = y.broadcastTo(all.plus(tf, n)).expand(-1);
        return Expr.of(tf, tf.linalg.triangularSolve(m, columns, TriangularSolve.lower(lower)))
                .squeeze(-1);
    }
}
