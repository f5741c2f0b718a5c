package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.data.molecules.NodeClasses;

/**
 * A point set as each block of the network sees it. Points are alike at first; after block l those differ whose surroundings differ
 * within l steps, so the copies of an atom inside a crystal are computed once, and a product of a sender and a filter, too.
 *
 * @param distances the different distances to neighbours, ascending
 * @param levels one for each block
 * @param shares share of each of the finest classes in the set
 */
record LayeredPoints(float[] distances, List<Level> levels, float[] shares) {
    /** Distances that differ by less, in sigma, are equal: the rounding of coordinates in single precision. */
    private static final float ROUNDING = 3e-5f;

    /**
     * The classes of points after a block.
     *
     * @param parents class before the block, for each class
     * @param senders class before the block, for each pair of a sender and a distance
     * @param which number of the distance, for each pair
     * @param pairs the pairs of the nearest neighbours, {@link PlaneGroupNet#NEIGHBOURS} for each class
     */
    record Level(int[] parents, int[] senders, int[] which, int[] pairs) {}

    /** A set of points (n, 2); {@code merge} false keeps each point and each distance apart. */
    static LayeredPoints of(Nd points, boolean merge) {
        int n = points.dim(0);
        int k = PlaneGroupNet.NEIGHBOURS;
        if (n < k) {
            throw new IllegalArgumentException(
                    "A point set of " + n + " points is too small: the network looks at " + k + " neighbours.");
        }
        NearestNeighbors near = NearestNeighbors.of(points, k);
        float[] all = near.distances().floats();
        int[] to = near.indices().ints();
        int[] group = new int[all.length];
        float[] distances = equal(all, group, merge ? ROUNDING : -1);
        int[] labels = merge ? new int[n] : IntStream.range(0, n).toArray();
        NodeClasses.Edges edges = i -> IntStream.range(i * k, (i + 1) * k)
                .mapToLong(e -> (long) group[e] << 32 | to[e])
                .toArray();
        List<Level> levels = new ArrayList<>();
        NodeClasses before = null;
        for (int depth = 1; depth <= PlaneGroupNet.BLOCKS; depth++) {
            NodeClasses after = NodeClasses.of(labels, edges, depth);
            levels.add(level(before, after, to, group));
            before = after;
        }
        float[] shares = new float[before.count()];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = (float) before.size(c) / n;
        }
        return new LayeredPoints(distances, levels, shares);
    }

    /** {@code before} is null before the first block, where all points are one class. */
    private static Level level(NodeClasses before, NodeClasses after, int[] to, int[] group) {
        int k = PlaneGroupNet.NEIGHBOURS;
        int[] parents = new int[after.count()];
        int[] pairs = new int[after.count() * k];
        Map<Long, Integer> numbers = new HashMap<>();
        List<Long> different = new ArrayList<>();
        for (int c = 0; c < parents.length; c++) {
            int point = after.first(c);
            parents[c] = before == null ? 0 : before.of(point);
            for (int j = 0; j < k; j++) {
                int e = point * k + j;
                long pair = (long) (before == null ? 0 : before.of(to[e])) << 32 | group[e];
                pairs[c * k + j] = numbers.computeIfAbsent(pair, p -> {
                    different.add(p);
                    return different.size() - 1;
                });
            }
        }
        return new Level(
                parents,
                different.stream().mapToInt(p -> (int) (p >> 32)).toArray(),
                different.stream().mapToInt(Long::intValue).toArray(),
                pairs);
    }

    /** The different values in ascending order; {@code group} gets the number of each. */
    private static float[] equal(float[] values, int[] group, float tolerance) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Float.compare(values[a], values[b]));
        float[] different = new float[values.length];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            if (i == 0 || values[order[i]] - values[order[i - 1]] > tolerance) {
                different[count++] = values[order[i]];
            }
            group[order[i]] = count - 1;
        }
        return Arrays.copyOf(different, count);
    }
}
