package org.dmol.data.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.dmol.array.Nd;

/**
 * Density-based clustering (Ester, Kriegel, Sander, Xu, KDD 1996) with Euclidean distances, labelled as scikit-learn does: clusters
 * 0, 1, … in the order of their first core row, noise -1.
 */
public final class Dbscan {
    /** Label of rows in no cluster. */
    public static final int NOISE = -1;

    private final double eps;
    private final int minSamples;

    private Dbscan(double eps, int minSamples) {
        this.eps = eps;
        this.minSamples = minSamples;
    }

    /** Rows within {@code eps} (inclusive) are neighbours; a core row has at least {@code minSamples}, itself counted. */
    public static Dbscan of(double eps, int minSamples) {
        if (!(eps > 0) || minSamples < 1) {
            throw new IllegalArgumentException("DBSCAN has eps " + eps + " and min_samples " + minSamples
                    + "; eps must be positive and min_samples at least 1.");
        }
        return new Dbscan(eps, minSamples);
    }

    /** A label for each row of {@code x} (n, d). Takes time n^2. */
    public int[] fit(Nd x) {
        double[][] rows = Mat.rows(x, "x");
        int n = rows.length;
        int[][] neighbours = new int[n][];
        Arrays.parallelSetAll(neighbours, i -> neighbours(rows, i));
        int[] labels = new int[n];
        Arrays.fill(labels, NOISE);
        int cluster = 0;
        Deque<Integer> stack = new ArrayDeque<>();
        for (int i = 0; i < n; i++) {
            if (labels[i] != NOISE || neighbours[i].length < minSamples) {
                continue;
            }
            stack.push(i);
            while (!stack.isEmpty()) {
                int p = stack.pop();
                if (labels[p] != NOISE) {
                    continue;
                }
                labels[p] = cluster;
                if (neighbours[p].length >= minSamples) {
                    for (int q : neighbours[p]) {
                        if (labels[q] == NOISE) {
                            stack.push(q);
                        }
                    }
                }
            }
            cluster++;
        }
        return labels;
    }

    private int[] neighbours(double[][] rows, int i) {
        int[] found = new int[16];
        int size = 0;
        double limit = eps * eps;
        for (int j = 0; j < rows.length; j++) {
            if (Mat.squaredDistance(rows[i], rows[j]) <= limit) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, 2 * size);
                }
                found[size++] = j;
            }
        }
        return Arrays.copyOf(found, size);
    }
}
