package org.dmol.data.analysis;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/** Checks and conversions that the classes of this package share. */
final class Mat {
    private Mat() {}

    /** The rows of a matrix of at least one row, all finite. */
    static double[][] rows(Nd x, String name) {
        requireMatrix(x, name);
        int n = x.dim(0);
        int d = x.dim(1);
        double[] flat = x.doubles();
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * d, (i + 1) * d);
            for (int j = 0; j < d; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    throw new IllegalArgumentException("The matrix " + name + " holds " + rows[i][j] + " in row " + i
                            + ", column " + j + "; every element must be finite.");
                }
            }
        }
        return rows;
    }

    static void requireMatrix(Nd x, String name) {
        if (x.rank() != 2 || x.dim(0) == 0 || x.dim(1) == 0) {
            throw new IllegalArgumentException(
                    "The argument " + name + " is " + x.describe() + "; a matrix with rows and columns is needed.");
        }
    }

    static RealMatrix real(double[][] rows) {
        return new Array2DRowRealMatrix(rows, false);
    }

    static void requireColumns(double[][] x, int columns, String what) {
        if (x[0].length != columns) {
            throw new IllegalArgumentException(
                    "The matrix x has " + x[0].length + " columns; " + what + " was made from " + columns + ".");
        }
    }

    static void requireLength(double[] y, int n, String name) {
        if (y.length != n) {
            throw new IllegalArgumentException(
                    "The vector " + name + " has " + y.length + " elements where " + n + " are needed.");
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(y[i])) {
                throw new IllegalArgumentException(
                        "The vector " + name + " holds " + y[i] + " at " + i + "; every element must be finite.");
            }
        }
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = a[i] - b[i];
            sum += d * d;
        }
        return sum;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Column means. */
    static double[] means(double[][] x) {
        double[] mean = new double[x[0].length];
        for (double[] row : x) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= x.length;
        }
        return mean;
    }

    /** A copy with {@code shift} subtracted from every row. */
    static double[][] minus(double[][] x, double[] shift) {
        double[][] out = new double[x.length][shift.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < shift.length; j++) {
                out[i][j] = x[i][j] - shift[j];
            }
        }
        return out;
    }

    /** Multiplies the vector by -1 if its element of largest magnitude is negative, so that its sign is defined. */
    static void fixSign(double[] v) {
        double extreme = 0;
        for (double e : v) {
            // The margin keeps rounding from choosing between two elements of one magnitude.
            if (Math.abs(e) > Math.abs(extreme) * (1 + 1e-9)) {
                extreme = e;
            }
        }
        if (extreme < 0) {
            for (int i = 0; i < v.length; i++) {
                v[i] = -v[i];
            }
        }
    }

    /** Indices that sort {@code v} ascending; equal elements keep their order. */
    static int[] argsort(double[] v) {
        Integer[] order = new Integer[v.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(v[a], v[b]));
        int[] out = new int[v.length];
        Arrays.setAll(out, i -> order[i]);
        return out;
    }

    static double[] take(double[] v, int[] indices) {
        double[] out = new double[indices.length];
        Arrays.setAll(out, i -> v[indices[i]]);
        return out;
    }
}
