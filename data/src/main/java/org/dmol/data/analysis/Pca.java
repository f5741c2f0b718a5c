package org.dmol.data.analysis;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Principal components. Signs are fixed: the loading of largest magnitude of each component is positive.
 *
 * @param mean column means of the fitted rows
 * @param components (k, d), unit rows, largest variance first
 * @param variance variance (ddof 1) along each component
 * @param ratio share of the total variance
 */
public record Pca(double[] mean, Nd components, double[] variance, double[] ratio) {
    /** Up to this size of the smaller side all singular values are computed. */
    private static final int DENSE = 400;

    /** The first {@code k} components of the rows of {@code x} (n, d); k is at most the smaller of n and d. */
    public static Pca fit(Nd x, int k) {
        double[][] rows = Mat.rows(x, "x");
        int n = rows.length;
        int d = rows[0].length;
        if (k < 1 || k > Math.min(n, d) || n < 2) {
            throw new IllegalArgumentException("PCA of a " + n + " by " + d + " matrix cannot have " + k
                    + " components; it needs at least 2 rows and 1 … min(rows, columns) components.");
        }
        double[] mean = Mat.means(rows);
        double[][] a = Mat.minus(rows, mean);
        double total = 0;
        for (double[] row : a) {
            total += Mat.dot(row, row);
        }
        total /= n - 1;
        double[] variance = new double[k];
        double[][] components = new double[k][];
        if (Math.min(n, d) <= DENSE) {
            var svd = new SingularValueDecomposition(Mat.real(a));
            for (int i = 0; i < k; i++) {
                variance[i] = svd.getSingularValues()[i] * svd.getSingularValues()[i] / (n - 1);
                components[i] = svd.getV().getColumn(i);
                Mat.fixSign(components[i]);
            }
        } else {
            TopEigen eigen = TopEigen.of(v -> covarianceTimes(a, v), d, k);
            variance = Arrays.copyOf(eigen.values(), k);
            components = eigen.vectors();
        }
        double sum = total;
        double[] ratio = Arrays.stream(variance).map(v -> v / sum).toArray();
        return new Pca(mean, Nd.matrix(components), variance, ratio);
    }

    private static double[] covarianceTimes(double[][] a, double[] v) {
        double[] out = new double[v.length];
        for (double[] row : a) {
            double c = Mat.dot(row, v);
            for (int j = 0; j < out.length; j++) {
                out[j] += c * row[j];
            }
        }
        for (int j = 0; j < out.length; j++) {
            out[j] /= a.length - 1;
        }
        return out;
    }

    /** Coordinates (n, k) of the rows of {@code x} (n, d). */
    public Nd transform(Nd x) {
        double[][] rows = Mat.rows(x, "x");
        Mat.requireColumns(rows, mean.length, "the PCA");
        double[][] a = Mat.minus(rows, mean);
        double[][] c = Mat.rows(components, "components");
        double[][] out = new double[a.length][c.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < c.length; j++) {
                out[i][j] = Mat.dot(a[i], c[j]);
            }
        }
        return Nd.matrix(out);
    }

    /** Points (n, d) of given coordinates (n, k). */
    public Nd inverse(Nd coordinates) {
        double[][] z = Mat.rows(coordinates, "coordinates");
        double[][] c = Mat.rows(components, "components");
        Mat.requireColumns(z, c.length, "the PCA");
        double[][] out = new double[z.length][];
        for (int i = 0; i < z.length; i++) {
            out[i] = mean.clone();
            for (int k = 0; k < c.length; k++) {
                for (int j = 0; j < mean.length; j++) {
                    out[i][j] += z[i][k] * c[k][j];
                }
            }
        }
        return Nd.matrix(out);
    }
}
