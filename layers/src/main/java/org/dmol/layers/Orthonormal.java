package org.dmol.layers;

import java.util.random.RandomGenerator;
import org.dmol.array.Nd;

/** Random matrices with orthonormal rows or columns, by modified Gram-Schmidt on a normal matrix (done twice, for accuracy). */
final class Orthonormal {
    private Orthonormal() {}

    static Nd matrix(int[] shape, double gain, RandomGenerator random) {
        if (shape.length < 2) {
            throw new IllegalArgumentException("The orthogonal initializer needs at least two axes.");
        }
        int columns = shape[shape.length - 1];
        int rows = Nd.sizeOf(shape) / columns;
        boolean wide = columns > rows;
        int n = Math.max(rows, columns);
        int k = Math.min(rows, columns);
        double[][] basis = new double[k][n];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < n; j++) {
                basis[i][j] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int m = 0; m < i; m++) {
                    axpy(-dot(basis[i], basis[m]), basis[m], basis[i]);
                }
            }
            double norm = Math.sqrt(dot(basis[i], basis[i]));
            for (int j = 0; j < n; j++) {
                basis[i][j] /= norm;
            }
        }
        double[] out = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                out[r * columns + c] = gain * (wide ? basis[r][c] : basis[c][r]);
            }
        }
        return Nd.of(out, shape);
    }

    private static double dot(double[] a, double[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s;
    }

    private static void axpy(double f, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] += f * x[i];
        }
    }
}
