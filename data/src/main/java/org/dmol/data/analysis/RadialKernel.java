package org.dmol.data.analysis;

import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * A function of the mean squared difference of two vectors. A matrix of values is computed in blocks of one row by many columns, so that
 * the inner loops run over contiguous numbers and the processor takes several at a time.
 *
 * @param profile the function
 */
record RadialKernel(Profile profile) implements Kernel {
    private static final int BLOCK = 512;

    /** Applies the function to the first {@code n} mean squared differences, in place. */
    @FunctionalInterface
    interface Profile {
        void apply(double[] meanSquares, int n);
    }

    @Override
    public double of(double[] a, double[] b) {
        double[] r2 = {Mat.squaredDistance(a, b) / a.length};
        profile.apply(r2, 1);
        return r2[0];
    }

    @Override
    public Nd matrix(Nd x, Nd z, DType type) {
        double[][] a = Mat.rows(x, "x");
        double[][] b = Mat.rows(z, "z");
        Mat.requireColumns(a, b[0].length, "z");
        int n = a.length;
        int m = b.length;
        int size = Nd.sizeOf(n, m);
        float[] floats = type == DType.FLOAT32 ? new float[size] : null;
        double[] doubles = type == DType.FLOAT32 ? null : new double[size];
        int blocks = (m + BLOCK - 1) / BLOCK;
        for (int k = 0; k < blocks; k++) {
            int from = k * BLOCK;
            int width = Math.min(BLOCK, m - from);
            double[][] columns = columns(b, from, width);
            IntStream.range(0, n).parallel().forEach(i -> {
                double[] r2 = meanSquares(a[i], columns, width);
                profile.apply(r2, width);
                int at = i * m + from;
                if (floats == null) {
                    System.arraycopy(r2, 0, doubles, at, width);
                } else {
                    for (int j = 0; j < width; j++) {
                        floats[at + j] = (float) r2[j];
                    }
                }
            });
        }
        return floats != null ? Nd.of(floats, n, m) : Nd.of(doubles, n, m).cast(type);
    }

    /** Some rows of a matrix, column by column. */
    private static double[][] columns(double[][] rows, int from, int count) {
        double[][] out = new double[rows[0].length][count];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < out.length; d++) {
                out[d][i] = rows[from + i][d];
            }
        }
        return out;
    }

    private static double[] meanSquares(double[] row, double[][] columns, int width) {
        double[] sum = new double[width];
        for (int d = 0; d < row.length; d++) {
            double v = row[d];
            double[] c = columns[d];
            for (int j = 0; j < width; j++) {
                double difference = v - c[j];
                sum[j] += difference * difference;
            }
        }
        for (int j = 0; j < width; j++) {
            sum[j] /= row.length;
        }
        return sum;
    }
}
