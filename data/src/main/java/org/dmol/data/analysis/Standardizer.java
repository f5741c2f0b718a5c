package org.dmol.data.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;

/**
 * Columns to mean 0 and standard deviation 1, with the numbers of the rows it was fitted to.
 *
 * @param mean column means
 * @param std column standard deviations; a constant column has 1 here, so that it becomes 0
 * @param clip transformed values are limited to [-clip, clip]
 */
public record Standardizer(double[] mean, double[] std, double clip) {

    /** Fits to the rows of {@code x}; {@code ddof} 0 divides by n (NumPy), 1 by n - 1 (pandas). No clipping. */
    public static Standardizer fit(Nd x, int ddof) {
        double[][] columns = Mat.rows(x.transpose(), "x");
        double[] mean = new double[columns.length];
        double[] std = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            mean[j] = Stats.mean(columns[j]);
            std[j] = constant(columns[j], mean[j]) ? 1 : Stats.std(columns[j], ddof);
        }
        return new Standardizer(mean, std, Double.POSITIVE_INFINITY);
    }

    /** The same with transformed values limited to [-limit, limit]: guards against rows far outside the fitted ones. */
    public Standardizer clip(double limit) {
        return new Standardizer(mean, std, limit);
    }

    /** (x - mean) / std, float64. */
    public Nd transform(Nd x) {
        double[][] rows = Mat.rows(x, "x");
        Mat.requireColumns(rows, mean.length, "the standardizer");
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.max(-clip, Math.min(clip, (row[j] - mean[j]) / std[j]));
            }
        }
        return Nd.matrix(rows);
    }

    /** Back to the original units. */
    public Nd inverse(Nd z) {
        double[][] rows = Mat.rows(z, "z");
        Mat.requireColumns(rows, mean.length, "the standardizer");
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j] * std[j] + mean[j];
            }
        }
        return Nd.matrix(rows);
    }

    /** Columns of {@code x} that are finite in every row and not constant: those that a model can use. */
    public static int[] usableColumns(Nd x) {
        Mat.requireMatrix(x, "x");
        int n = x.dim(0);
        int d = x.dim(1);
        double[] flat = x.doubles();
        return IntStream.range(0, d)
                .filter(j -> {
                    double[] column = new double[n];
                    Arrays.setAll(column, i -> flat[i * d + j]);
                    return Arrays.stream(column).allMatch(Double::isFinite) && !constant(column, Stats.mean(column));
                })
                .toArray();
    }

    /** The given columns of {@code x}, in the given order. */
    public static Nd columns(Nd x, int... columns) {
        Mat.requireMatrix(x, "x");
        int d = x.dim(1);
        double[] flat = x.doubles();
        double[] out = new double[x.dim(0) * columns.length];
        for (int i = 0; i < x.dim(0); i++) {
            for (int j = 0; j < columns.length; j++) {
                out[i * columns.length + j] = flat[i * d + columns[j]];
            }
        }
        return Nd.of(out, x.dim(0), columns.length).cast(x.dtype());
    }

    /** Rounding in the mean makes the deviation of a constant column a little more than 0. */
    private static boolean constant(double[] column, double mean) {
        return Stats.std(column, 0) <= 1e-12 * Math.abs(mean);
    }
}
