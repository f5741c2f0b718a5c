package org.dmol.layers.train;

import org.dmol.array.Nd;

/** Adds up rows of the logs of a bundle in double precision. */
final class LogRows {
    private LogRows() {}

    /** {@code sums} (null: zeros) plus the rows {@code from} to {@code to} of {@code logs} (k, columns). */
    static double[] add(double[] sums, Nd logs, int from, int to) {
        int width = logs.dim(1);
        double[] out = sums == null ? new double[width] : sums;
        float[] flat = logs.floats();
        for (int i = from; i < to; i++) {
            for (int j = 0; j < width; j++) {
                out[j] += flat[i * width + j];
            }
        }
        return out;
    }
}
