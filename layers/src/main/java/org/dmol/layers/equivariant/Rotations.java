package org.dmol.layers.equivariant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/** Orthogonal 3 × 3 matrices. */
public final class Rotations {
    private Rotations() {}

    /** A uniformly distributed rotation, determinant +1. */
    public static double[][] random(Random random) {
        double a = random.nextGaussian();
        double b = random.nextGaussian();
        double c = random.nextGaussian();
        double d = random.nextGaussian();
        double n = Math.sqrt(a * a + b * b + c * c + d * d);
        a /= n;
        b /= n;
        c /= n;
        d /= n;
        return new double[][] {
            {1 - 2 * (c * c + d * d), 2 * (b * c - a * d), 2 * (b * d + a * c)},
            {2 * (b * c + a * d), 1 - 2 * (b * b + d * d), 2 * (c * d - a * b)},
            {2 * (b * d - a * c), 2 * (c * d + a * b), 1 - 2 * (b * b + c * c)}
        };
    }

    /** Rz(alpha) Ry(beta) Rz(gamma), radians. */
    public static double[][] euler(double alpha, double beta, double gamma) {
        return multiply(multiply(aboutZ(alpha), aboutY(beta)), aboutZ(gamma));
    }

    private static double[][] aboutZ(double t) {
        return new double[][] {{Math.cos(t), -Math.sin(t), 0}, {Math.sin(t), Math.cos(t), 0}, {0, 0, 1}};
    }

    private static double[][] aboutY(double t) {
        return new double[][] {{Math.cos(t), 0, Math.sin(t)}, {0, 1, 0}, {-Math.sin(t), 0, Math.cos(t)}};
    }

    /** The determinant. */
    public static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    /** The matrix with all signs changed: a rotation becomes a rotation with inversion. */
    public static double[][] inverted(double[][] m) {
        double[][] out = new double[3][3];
        for (int i = 0; i < 9; i++) {
            out[i / 3][i % 3] = -m[i / 3][i % 3];
        }
        return out;
    }

    /** The matrix product. */
    public static double[][] multiply(double[][] a, double[][] b) {
        double[][] out = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    out[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return out;
    }

    /** The product of a matrix and a vector. */
    public static double[] apply(double[][] m, double... v) {
        double[] out = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < v.length; j++) {
                out[i] += m[i][j] * v[j];
            }
        }
        return out;
    }

    /**
     * The products of a square matrix and each vector of an array.
     *
     * @param m (n, n), such as a rotation or the matrix of {@link Irreps#matrix}
     * @param x (..., n), left as it is
     * @return (..., n) of the same type, summed in double precision
     */
    public static Nd apply(double[][] m, Nd x) {
        int n = m.length;
        if (x.rank() == 0 || x.dim(x.rank() - 1) != n) {
            throw new IllegalArgumentException("A matrix of " + n + " rows turns arrays (..., " + n
                    + "), not one of shape " + Arrays.toString(x.shape()) + ".");
        }
        double[] in = x.cast(DType.FLOAT64).doubles();
        double[] out = new double[in.length];
        for (int i = 0; i < in.length; i += n) {
            System.arraycopy(apply(m, Arrays.copyOfRange(in, i, i + n)), 0, out, i, n);
        }
        return Nd.of(out, x.shape()).cast(x.dtype());
    }

    /**
     * Fails unless the matrix is orthogonal within 1e-6.
     *
     * @return its determinant, 1 or -1
     */
    static int requireOrthogonal(double[][] m) {
        if (m.length != 3 || m[0].length != 3 || m[1].length != 3 || m[2].length != 3) {
            throw new IllegalArgumentException("A rotation is a 3 by 3 matrix, not one of " + m.length + " rows.");
        }
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double dot = m[i][0] * m[j][0] + m[i][1] * m[j][1] + m[i][2] * m[j][2];
                worst = Math.max(worst, Double.isFinite(dot) ? Math.abs(dot - (i == j ? 1 : 0)) : Double.MAX_VALUE);
            }
        }
        if (worst > 1e-6) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The matrix is not orthogonal: its product with its transpose is off by %.2g.",
                    worst));
        }
        return determinant(m) > 0 ? 1 : -1;
    }
}
