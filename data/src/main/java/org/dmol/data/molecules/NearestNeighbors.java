package org.dmol.data.molecules;

import java.util.Arrays;
import org.dmol.array.Nd;

/**
 * The k nearest neighbours of each of n points, nearest first, equal distances by index.
 *
 * @param indices int (n, k)
 * @param distances float (n, k), in the unit of the points
 */
public record NearestNeighbors(Nd indices, Nd distances) {
    /** Points nearer than this are the same point. */
    private static final double OVERLAP = 5e-4;
    /** Distance given to a point itself and to points on top of it: never among the neighbours if others are left. */
    private static final double FAR = 1000;

    /**
     * Finds the neighbours as the book does: a point itself, and any point nearer than 5e-4, counts as 1000 away. There are
     * min(k, n) neighbours.
     *
     * @param points (n, d) of any number type
     */
    public static NearestNeighbors of(Nd points, int k) {
        if (points.rank() != 2 || k < 1) {
            throw new IllegalArgumentException("Nearest neighbours want points of shape (n, d) and k of 1 or more, not "
                    + points.describe() + " and " + k + ".");
        }
        int n = points.dim(0);
        int m = Math.min(k, n);
        double[] x = points.cast(org.dmol.array.DType.FLOAT64).doubles();
        int d = points.dim(1);
        int[] indices = new int[n * m];
        float[] distances = new float[n * m];
        double[] row = new double[m];
        int[] who = new int[m];
        for (int i = 0; i < n; i++) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
            for (int j = 0; j < n; j++) {
                double square = 0;
                for (int c = 0; c < d; c++) {
                    double delta = x[i * d + c] - x[j * d + c];
                    square += delta * delta;
                }
                double key = square < OVERLAP * OVERLAP ? FAR * FAR : square;
                if (key < row[m - 1]) {
                    int p = m - 1;
                    while (p > 0 && row[p - 1] > key) {
                        row[p] = row[p - 1];
                        who[p] = who[p - 1];
                        p--;
                    }
                    row[p] = key;
                    who[p] = j;
                }
            }
            for (int c = 0; c < m; c++) {
                indices[i * m + c] = who[c];
                distances[i * m + c] = (float) Math.sqrt(row[c]);
            }
        }
        return new NearestNeighbors(Nd.of(indices, n, m), Nd.of(distances, n, m));
    }
}
