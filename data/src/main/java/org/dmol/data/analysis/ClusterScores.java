package org.dmol.data.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;

/** How good, and how alike, clusterings are. */
public final class ClusterScores {
    private ClusterScores() {}

    /**
     * Mean silhouette (Rousseeuw, J. Comput. Appl. Math. 1987, 20, 53), -1 … 1, of a clustering with Euclidean distances. Labels are
     * 0 … k-1 with 2 ≤ k &lt; n; a row alone in its cluster counts 0.
     */
    public static double silhouette(Nd x, int[] labels) {
        double[][] rows = Mat.rows(x, "x");
        if (labels.length != rows.length) {
            throw new IllegalArgumentException(
                    "There are " + labels.length + " labels for " + rows.length + " rows; each row needs one.");
        }
        int k = Arrays.stream(labels).max().orElse(-1) + 1;
        if (k < 2 || Arrays.stream(labels).anyMatch(l -> l < 0)) {
            throw new IllegalArgumentException(
                    "The silhouette needs labels 0 … k-1 with at least 2 clusters, not " + k + ".");
        }
        int[] sizes = new int[k];
        for (int label : labels) {
            sizes[label]++;
        }
        return IntStream.range(0, rows.length)
                .parallel()
                .mapToDouble(i -> silhouette(rows, labels, sizes, i))
                .boxed()
                .toList()
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static double silhouette(double[][] rows, int[] labels, int[] sizes, int i) {
        int own = labels[i];
        if (sizes[own] == 1) {
            return 0;
        }
        double[] sums = new double[sizes.length];
        for (int j = 0; j < rows.length; j++) {
            sums[labels[j]] += Math.sqrt(Mat.squaredDistance(rows[i], rows[j]));
        }
        double inside = sums[own] / (sizes[own] - 1);
        double outside = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sums.length; c++) {
            if (c != own && sizes[c] > 0) {
                outside = Math.min(outside, sums[c] / sizes[c]);
            }
        }
        double larger = Math.max(inside, outside);
        return larger == 0 ? 0 : (outside - inside) / larger;
    }

    /**
     * Adjusted Rand index (Hubert and Arabie, J. Classif. 1985, 2, 193): 1 for the same partition whatever the names, about 0 for
     * independent ones.
     */
    public static double adjustedRand(int[] a, int[] b) {
        if (a.length != b.length || a.length == 0) {
            throw new IllegalArgumentException("The labellings have " + a.length + " and " + b.length
                    + " elements; they need the same number, at least 1.");
        }
        Map<Long, Long> cells = new HashMap<>();
        Map<Integer, Long> inA = new HashMap<>();
        Map<Integer, Long> inB = new HashMap<>();
        for (int i = 0; i < a.length; i++) {
            cells.merge((long) a[i] << 32 | (b[i] & 0xffffffffL), 1L, Long::sum);
            inA.merge(a[i], 1L, Long::sum);
            inB.merge(b[i], 1L, Long::sum);
        }
        double together = pairs(cells);
        double pairsA = pairs(inA);
        double pairsB = pairs(inB);
        double all = a.length * (a.length - 1.0) / 2;
        double expected = all == 0 ? 0 : pairsA * pairsB / all;
        double max = (pairsA + pairsB) / 2;
        return max == expected ? 1 : (together - expected) / (max - expected);
    }

    private static double pairs(Map<?, Long> counts) {
        double sum = 0;
        for (long n : counts.values()) {
            sum += n * (n - 1.0) / 2;
        }
        return sum;
    }
}
