package org.dmol.data.molecules;

import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * Points joined to all others within a cutoff; e directed edges sorted by source, then target.
 *
 * @param sources int (e)
 * @param targets int (e)
 * @param vectors float (e, d): target minus source
 * @param distances float (e)
 */
public record RadiusGraph(Nd sources, Nd targets, Nd vectors, Nd distances) {
    /**
     * Joins points no further apart than the cutoff; infinity gives the complete graph.
     *
     * @param points (n, d) of any number type
     */
    public static RadiusGraph of(Nd points, double cutoff) {
        if (points.rank() != 2 || !(cutoff > 0)) {
            throw new IllegalArgumentException("A radius graph wants points of shape (n, d) and a positive cutoff, not "
                    + points.describe() + " and " + cutoff + ".");
        }
        int n = points.dim(0);
        int d = points.dim(1);
        double[] x = points.cast(DType.FLOAT64).doubles();
        int e = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                e += distance(x, d, i, j) <= cutoff ? 2 : 0;
            }
        }
        int[] sources = new int[e];
        int[] targets = new int[e];
        float[] vectors = new float[e * d];
        float[] distances = new float[e];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double distance = distance(x, d, i, j);
                if (i != j && distance <= cutoff) {
                    sources[at] = i;
                    targets[at] = j;
                    distances[at] = (float) distance;
                    for (int c = 0; c < d; c++) {
                        vectors[at * d + c] = (float) (x[j * d + c] - x[i * d + c]);
                    }
                    at++;
                }
            }
        }
        return new RadiusGraph(Nd.of(sources, e), Nd.of(targets, e), Nd.of(vectors, e, d), Nd.of(distances, e));
    }

    private static double distance(double[] x, int d, int i, int j) {
        double square = 0;
        for (int c = 0; c < d; c++) {
            double delta = x[i * d + c] - x[j * d + c];
            square += delta * delta;
        }
        return Math.sqrt(square);
    }
}
