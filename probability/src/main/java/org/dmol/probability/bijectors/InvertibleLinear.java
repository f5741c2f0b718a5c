package org.dmol.probability.bijectors;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.FloatX;
import org.dmol.probability.Bijector;
import org.dmol.probability.Checks;
import org.dmol.probability.Mapped;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Triangular;
import org.dmol.tf.Ctx;

/**
 * {@code y = P L U x}: an invertible matrix by its decomposition into a permutation, a lower triangular matrix with ones on the diagonal
 * and an upper triangular one, so that inverse and determinant are cheap (D. P. Kingma, P. Dhariwal, "Glow", 2018). The
 * {@code ScaleMatvecLU} of TensorFlow Probability.
 */
public final class InvertibleLinear extends Bijector {
    private final int[] rows;
    private final int[] back;

    /**
     * A matrix.
     *
     * @param lowerUpper shape (k, k): U with its diagonal, below it L
     * @param permutation row i of {@code P^-1 y} is row {@code permutation[i]} of y
     */
    public InvertibleLinear(Param lowerUpper, int... permutation) {
        super("scale_matvec_lu", 1, new Slot("lower_upper", lowerUpper, 2));
        Permute p = new Permute(permutation);
        this.back = permutation.clone();
        this.rows = p.inverseOrder();
        int rank = lowerUpper.shape().numDimensions();
        for (int axis = 1; axis <= 2; axis++) {
            if (lowerUpper.shape().get(rank - axis) != permutation.length) {
                throw new IllegalArgumentException("InvertibleLinear permutes " + permutation.length
                        + " elements; its matrix lower_upper must be as large, not " + lowerUpper.spec() + ".");
            }
        }
        Checks.invertibleDiagonal(name(), "lower_upper", lowerUpper);
    }

    /** A trainable matrix that starts as a random rotation (or reflection) of vectors of {@code k} elements. */
    public static InvertibleLinear random(int k, long seed) {
        double[][] m = rotation(k, new NumpyRandom(seed));
        int[] order = new int[k];
        Arrays.setAll(order, i -> i);
        decompose(m, order);
        Nd lu = Nd.of(Arrays.stream(m).flatMapToDouble(Arrays::stream).toArray(), k, k);
        return new InvertibleLinear(Param.trainable("lower_upper", lu.cast(FloatX.get())), order);
    }

    /** Rows of an orthogonal matrix, by Gram and Schmidt from normal numbers. */
    private static double[][] rotation(int k, NumpyRandom random) {
        double[] draws = random.randn(k, k).doubles();
        double[][] q = new double[k][];
        for (int i = 0; i < k; i++) {
            double[] v = Arrays.copyOfRange(draws, i * k, (i + 1) * k);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    double dot = dot(v, q[j]);
                    double[] u = q[j];
                    Arrays.setAll(v, e -> v[e] - dot * u[e]);
                }
            }
            double norm = Math.sqrt(dot(v, v));
            q[i] = Arrays.stream(v).map(e -> e / norm).toArray();
        }
        return q;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** L and U in place of the matrix, with the largest pivots; the rows' numbers are exchanged with the rows. */
    private static void decompose(double[][] m, int[] order) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int r = i + 1; r < n; r++) {
                pivot = Math.abs(m[r][i]) > Math.abs(m[pivot][i]) ? r : pivot;
            }
            double[] row = m[i];
            m[i] = m[pivot];
            m[pivot] = row;
            int number = order[i];
            order[i] = order[pivot];
            order[pivot] = number;
            for (int r = i + 1; r < n; r++) {
                m[r][i] /= m[i][i];
                for (int j = i + 1; j < n; j++) {
                    m[r][j] -= m[r][i] * m[i][j];
                }
            }
        }
    }

    private Expr logDet(Expr matrix, Expr x) {
        return Triangular.diagonal(matrix).abs().log().sum(-1).plus(noLogDet(x, 1));
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        Expr lu = param(c, 0, x);
        Expr y = Triangular.unitLower(lu).matVec(Triangular.upper(lu).matVec(x));
        return new Mapped(y.permute(rows, back), logDet(lu, x));
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        Expr lu = param(c, 0, y);
        Expr z = Triangular.solve(Triangular.unitLower(lu), y.permute(back, rows), true);
        return new Mapped(
                Triangular.solve(Triangular.upper(lu), z, false), logDet(lu, y).neg());
    }
}
