package org.dmol.data.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dmol.array.NumpyRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The algebraically largest eigenpairs of a symmetric matrix: dense for small ones, block Lanczos with full orthogonalisation for
 * large ones, of which only products with vectors are needed.
 *
 * @param values descending
 * @param vectors one unit vector for each value, largest element positive
 */
record TopEigen(double[] values, double[][] vectors) {
    private static final int DENSE = 300;

    static TopEigen of(double[][] matrix, int k) {
        if (matrix.length <= DENSE) {
            return dense(matrix, k);
        }
        return of(v -> times(matrix, v), matrix.length, k);
    }

    private static TopEigen dense(double[][] matrix, int k) {
        var eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(matrix, false));
        double[] values = new double[k];
        double[][] vectors = new double[k][];
        for (int i = 0; i < k; i++) {
            values[i] = eigen.getEigenvalue(i);
            vectors[i] = eigen.getEigenvector(i).toArray();
            Mat.fixSign(vectors[i]);
        }
        return new TopEigen(values, vectors);
    }

    /** A block of {@code k + 1} start vectors finds eigenvalues of multiplicity up to that. */
    static TopEigen of(UnaryOperator<double[]> product, int n, int k) {
        NumpyRandom random = new NumpyRandom(0);
        List<double[]> basis = new ArrayList<>();
        List<double[]> images = new ArrayList<>();
        for (int i = 0; i <= k; i++) {
            extend(basis, random.randn(n).doubles());
        }
        double[][] t = new double[0][];
        while (true) {
            int from = images.size();
            int to = basis.size();
            for (int i = from; i < to; i++) {
                images.add(product.apply(basis.get(i)));
            }
            t = grow(t, basis, images);
            boolean full = from == to || to >= n;
            if (full || to % 8 < to - from) {
                TopEigen small = dense(t, Math.min(k, t.length));
                TopEigen ritz = small.lift(basis);
                if (full || ritz.residual(product) < 1e-13) {
                    return ritz;
                }
            }
            for (int i = from; i < to; i++) {
                extend(basis, images.get(i).clone());
            }
        }
    }

    /** Adds the part of {@code v} that is orthogonal to the basis, if there is any. */
    private static void extend(List<double[]> basis, double[] v) {
        double before = Math.sqrt(Mat.dot(v, v));
        for (int pass = 0; pass < 2; pass++) {
            for (double[] b : basis) {
                double c = Mat.dot(b, v);
                for (int j = 0; j < v.length; j++) {
                    v[j] -= c * b[j];
                }
            }
        }
        double norm = Math.sqrt(Mat.dot(v, v));
        if (norm > 1e-12 * before) {
            for (int j = 0; j < v.length; j++) {
                v[j] /= norm;
            }
            basis.add(v);
        }
    }

    private static double[][] grow(double[][] t, List<double[]> basis, List<double[]> images) {
        int m = images.size();
        double[][] out = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
                out[i][j] = i < t.length ? t[i][j] : Mat.dot(basis.get(j), images.get(i));
                out[j][i] = out[i][j];
            }
        }
        return out;
    }

    private TopEigen lift(List<double[]> basis) {
        double[][] out = new double[values.length][basis.get(0).length];
        for (int i = 0; i < out.length; i++) {
            for (int b = 0; b < vectors[i].length; b++) {
                for (int j = 0; j < out[i].length; j++) {
                    out[i][j] += vectors[i][b] * basis.get(b)[j];
                }
            }
            Mat.fixSign(out[i]);
        }
        return new TopEigen(values, out);
    }

    /** Largest norm of A v - lambda v, relative to the largest eigenvalue. */
    private double residual(UnaryOperator<double[]> product) {
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            double[] image = product.apply(vectors[i]);
            for (int j = 0; j < image.length; j++) {
                image[j] -= values[i] * vectors[i][j];
            }
            worst = Math.max(worst, Math.sqrt(Mat.dot(image, image)));
        }
        return worst / Math.max(Math.abs(values[0]), Double.MIN_NORMAL);
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] out = new double[matrix.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Mat.dot(matrix[i], v);
        }
        return out;
    }
}
