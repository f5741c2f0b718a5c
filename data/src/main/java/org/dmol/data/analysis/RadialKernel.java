package org.dmol.data.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * A function of the mean squared difference of two vectors. A matrix of values is computed in blocks of some rows by many columns, so that
 * the inner loops run over contiguous numbers and the processor takes several at a time.
 *
 * @param profile the function
 */
record RadialKernel(Profile profile) implements Kernel {
    private static final int BLOCK = 512;
    private static final int TALL = 64;

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
            IntStream.range(0, (n + TALL - 1) / TALL).parallel().forEach(group -> {
                double[] r2 = new double[width];
                for (int i = group * TALL; i < Math.min(n, (group + 1) * TALL); i++) {
                    meanSquares(a[i], columns, r2);
                    profile.apply(r2, width);
                    int at = i * m + from;
                    if (floats == null) {
                        System.arraycopy(r2, 0, doubles, at, width);
                    } else {
                        for (int j = 0; j < width; j++) {
                            floats[at + j] = (float) r2[j];
                        }
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

    private static void meanSquares(double[] row, double[][] columns, double[] sum) {
        Arrays.fill(sum, 0);
        int d = 0;
        for (; d + 4 <= row.length; d += 4) {
            addSquares(sum, row, columns, d);
        }
        for (; d < row.length; d++) {
            double v = row[d];
            double[] c = columns[d];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += (v - c[j]) * (v - c[j]);
            }
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] /= row.length;
        }
    }

    /** Adds the squared differences of features d to d + 3: four at a time, to load and store the sums less often. */
    private static void addSquares(double[] sum, double[] row, double[][] columns, int d) {
        double v0 = row[d];
        double v1 = row[d + 1];
        double v2 = row[d + 2];
        double v3 = row[d + 3];
        double[] c0 = columns[d];
        double[] c1 = columns[d + 1];
        double[] c2 = columns[d + 2];
        double[] c3 = columns[d + 3];
        for (int j = 0; j < sum.length; j++) {
            double d0 = v0 - c0[j];
            double d1 = v1 - c1[j];
            double d2 = v2 - c2[j];
            double d3 = v3 - c3[j];
            sum[j] += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
        }
    }
}
