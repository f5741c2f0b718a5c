package org.dmol.data.analysis;

import org.dmol.array.Nd;

/**
 * The outcome of {@link KMeans}.
 *
 * @param centres (k, d)
 * @param labels cluster of each row, 0 … k-1
 * @param inertia sum of the squared distances of the rows to their centres
 * @param iterations Lloyd iterations of the start that won
 */
public record Clusters(Nd centres, int[] labels, double inertia, int iterations) {

    /** Number of clusters. */
    public int k() {
        return centres.dim(0);
    }

    /** Rows in each cluster. */
    public int[] sizes() {
        int[] sizes = new int[k()];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** The nearest centre of each row of {@code x}. */
    public int[] predict(Nd x) {
        double[][] rows = Mat.rows(x, "x");
        double[][] c = Mat.rows(centres, "centres");
        Mat.requireColumns(rows, c[0].length, "the clustering");
        int[] out = new int[rows.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Lloyd.nearest(c, rows[i]);
        }
        return out;
    }

    /** For each centre the index of the row of {@code x} nearest to it. */
    public int[] representatives(Nd x) {
        double[][] rows = Mat.rows(x, "x");
        double[][] c = Mat.rows(centres, "centres");
        Mat.requireColumns(rows, c[0].length, "the clustering");
        int[] out = new int[c.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Lloyd.nearest(rows, c[i]);
        }
        return out;
    }
}
