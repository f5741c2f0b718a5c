package org.dmol.data.analysis;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;

/**
 * k-means clustering: greedy k-means++ seeding (Arthur and Vassilvitskii, SODA 2007) and Lloyd's iteration, several restarts, the
 * one of least inertia wins. Draws its random numbers as scikit-learn's {@code KMeans} does from {@code random_state=seed}, so
 * that both find the same clusters.
 *
 * <pre>{@code
 * Clusters c = KMeans.of(4).seed(0).fit(x);
 * }</pre>
 */
public final class KMeans {
    private final int k;
    private final int restarts;
    private final int maxIterations;
    private final double tolerance;
    private final long seed;

    private KMeans(int k, int restarts, int maxIterations, double tolerance, long seed) {
        this.k = k;
        this.restarts = restarts;
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
        this.seed = seed;
    }

    /** {@code k} clusters; 10 restarts, at most 300 iterations, tolerance 1e-4, seed 0. */
    public static KMeans of(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("The number of clusters is " + k + "; at least 1 is needed.");
        }
        return new KMeans(k, 10, 300, 1e-4, 0);
    }

    /** Number of starts, at least 1. */
    public KMeans restarts(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("The number of restarts is " + n + "; at least 1 is needed.");
        }
        return new KMeans(k, n, maxIterations, tolerance, seed);
    }

    /** Limit of Lloyd iterations in each start. */
    public KMeans maxIterations(int n) {
        return new KMeans(k, restarts, n, tolerance, seed);
    }

    /** Stop when the squared movement of all centres is at most this times the mean variance of the columns. */
    public KMeans tolerance(double relative) {
        return new KMeans(k, restarts, maxIterations, relative, seed);
    }

    /** Seed of the random numbers, 0 … 2^32 - 1. */
    public KMeans seed(long value) {
        return new KMeans(k, restarts, maxIterations, tolerance, value);
    }

    /** Clusters the rows of {@code x} (n, d), n at least k. */
    public Clusters fit(Nd x) {
        double[][] rows = Mat.rows(x, "x");
        if (rows.length < k) {
            throw new IllegalArgumentException(
                    "The matrix x has " + rows.length + " rows; " + k + " clusters need at least as many.");
        }
        double[] mean = Mat.means(rows);
        double[][] centred = Mat.minus(rows, mean);
        NumpyRandom random = new NumpyRandom(seed);
        double limit = tolerance * meanVariance(centred);
        Lloyd best = null;
        for (int r = 0; r < restarts; r++) {
            Lloyd run = new Lloyd(centred, seeds(centred, random)).run(maxIterations, limit);
            if (best == null || (run.inertia() < best.inertia() && !sameClustering(run.labels(), best.labels()))) {
                best = run;
            }
        }
        double inertia = best.inertia();
        for (double[] centre : best.centres()) {
            for (int j = 0; j < mean.length; j++) {
                centre[j] += mean[j];
            }
        }
        return new Clusters(Nd.matrix(best.centres()), best.labels(), inertia, best.iterations());
    }

    private static double meanVariance(double[][] centred) {
        double sum = 0;
        for (double[] row : centred) {
            sum += Mat.dot(row, row);
        }
        return sum / centred.length / centred[0].length;
    }

    /** Greedy k-means++: of 2 + ln k candidates, each drawn by squared distance, the one that lowers the inertia most. */
    private double[][] seeds(double[][] x, NumpyRandom random) {
        int n = x.length;
        int trials = 2 + (int) Math.log(k);
        double[][] centres = new double[k][];
        double[] uniform = new double[n];
        Arrays.fill(uniform, 1.0 / n);
        centres[0] = x[random.choice(uniform, 1, true)[0]].clone();
        double[] closest = distances(x, centres[0]);
        double potential = sum(closest);
        for (int c = 1; c < k; c++) {
            double[] draws = random.random(trials).doubles();
            double[] cumulative = cumulative(closest);
            double[] bestDistances = null;
            double bestPotential = Double.POSITIVE_INFINITY;
            for (double draw : draws) {
                int candidate = firstAtLeast(cumulative, draw * potential);
                double[] d = distances(x, x[candidate]);
                for (int i = 0; i < n; i++) {
                    d[i] = Math.min(d[i], closest[i]);
                }
                double p = sum(d);
                if (p < bestPotential) {
                    bestPotential = p;
                    bestDistances = d;
                    centres[c] = x[candidate].clone();
                }
            }
            closest = bestDistances;
            potential = bestPotential;
        }
        return centres;
    }

    private static double[] distances(double[][] x, double[] from) {
        double[] d = new double[x.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = Mat.squaredDistance(x[i], from);
        }
        return d;
    }

    private static double sum(double[] v) {
        double sum = 0;
        for (double e : v) {
            sum += e;
        }
        return sum;
    }

    private static double[] cumulative(double[] v) {
        double[] out = new double[v.length];
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i];
            out[i] = sum;
        }
        return out;
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (sorted[mid] < value) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        return low;
    }

    /** Whether two labellings are the same up to names: then a lower inertia is only rounding. */
    private boolean sameClustering(int[] a, int[] b) {
        int[] name = new int[k];
        Arrays.fill(name, -1);
        for (int i = 0; i < a.length; i++) {
            if (name[a[i]] < 0) {
                name[a[i]] = b[i];
            } else if (name[a[i]] != b[i]) {
                return false;
            }
        }
        return true;
    }
}
