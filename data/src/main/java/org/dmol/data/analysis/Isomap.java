package org.dmol.data.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;

/**
 * Isomap (Tenenbaum, de Silva, Langford, Science 2000, 290, 2319): classical scaling of the shortest-path distances in the graph of
 * nearest neighbours. New points are placed through their neighbours among the fitted ones. Components of the graph are joined as
 * scikit-learn joins them. Signs are fixed: the eigenvector element of largest magnitude is positive.
 */
public final class Isomap {
    private final double[][] x;
    private final int neighbours;
    private final double[][] distances;
    private final double[] columnMeans;
    private final double grandMean;
    private final TopEigen eigen;
    private final double reconstructionError;

    private Isomap(double[][] x, int neighbours, int components) {
        this.x = x;
        this.neighbours = neighbours;
        int n = x.length;
        NeighbourGraph graph = new NeighbourGraph(x, neighbours);
        this.distances = new double[n][];
        Arrays.parallelSetAll(distances, graph::distancesFrom);
        double[][] kernel = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // Dijkstra from i and from j may round differently.
                double d = Math.min(distances[i][j], distances[j][i]);
                kernel[i][j] = -0.5 * d * d;
            }
        }
        this.columnMeans = Mat.means(kernel);
        this.grandMean = Stats.mean(columnMeans);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kernel[i][j] += grandMean - columnMeans[i] - columnMeans[j];
                squares += kernel[i][j] * kernel[i][j];
            }
        }
        this.eigen = TopEigen.of(kernel, components);
        for (double v : eigen.values()) {
            squares -= v * v;
        }
        this.reconstructionError = Math.sqrt(Math.max(0, squares)) / n;
    }

    /** Fits the rows of {@code x} (n, d) with the given numbers of neighbours and of output dimensions. */
    public static Isomap fit(Nd x, int neighbours, int components) {
        double[][] rows = Mat.rows(x, "x");
        if (neighbours < 1 || neighbours >= rows.length || components < 1 || components >= rows.length) {
            throw new IllegalArgumentException("Isomap of " + rows.length + " rows cannot have " + neighbours
                    + " neighbours and " + components + " components; both must be from 1 to the rows less 1.");
        }
        return new Isomap(rows, neighbours, components);
    }

    /** Coordinates (n, components) of the fitted rows. */
    public Nd embedding() {
        double[][] out = new double[x.length][eigen.values().length];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < out[i].length; k++) {
                out[i][k] = eigen.vectors()[k][i] * Math.sqrt(Math.max(0, eigen.values()[k]));
            }
        }
        return Nd.matrix(out);
    }

    /** Eigenvalues of the centred kernel, largest first. */
    public double[] eigenvalues() {
        return eigen.values().clone();
    }

    /** Frobenius norm of what the kept eigenpairs leave of the centred kernel, divided by n. */
    public double reconstructionError() {
        return reconstructionError;
    }

    /** Shortest-path distances (n, n) between the fitted rows. */
    public Nd distances() {
        return Nd.matrix(distances);
    }

    /** Coordinates of further rows (m, d). */
    public Nd transform(Nd points) {
        double[][] z = Mat.rows(points, "points");
        Mat.requireColumns(z, x[0].length, "the Isomap");
        double[][] out = new double[z.length][];
        IntStream.range(0, z.length).parallel().forEach(i -> out[i] = place(z[i]));
        return Nd.matrix(out);
    }

    private double[] place(double[] z) {
        int n = x.length;
        double[] d = new double[n];
        Arrays.fill(d, Double.POSITIVE_INFINITY);
        for (int j : NeighbourGraph.nearest(x, z, neighbours, -1)) {
            double hop = Math.sqrt(Mat.squaredDistance(z, x[j]));
            for (int i = 0; i < n; i++) {
                d[i] = Math.min(d[i], hop + distances[j][i]);
            }
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            d[i] = -0.5 * d[i] * d[i];
            mean += d[i] / n;
        }
        double[] out = new double[eigen.values().length];
        for (int i = 0; i < n; i++) {
            double centred = d[i] - columnMeans[i] - mean + grandMean;
            for (int k = 0; k < out.length; k++) {
                out[k] += centred * eigen.vectors()[k][i];
            }
        }
        for (int k = 0; k < out.length; k++) {
            double value = eigen.values()[k];
            out[k] = value > 0 ? out[k] / Math.sqrt(value) : 0;
        }
        return out;
    }
}
