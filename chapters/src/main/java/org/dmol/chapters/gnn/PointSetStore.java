package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.data.molecules.NodeClasses;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;

/**
 * Many point sets end to end, each with its neighbours. Points that the network cannot tell apart, such as the copies of an atom inside
 * the crystal, are kept once, and so are equal distances.
 */
final class PointSetStore {
    /** Distances that differ by less, in sigma, are equal: the rounding of coordinates in single precision. */
    private static final float ROUNDING = 3e-5f;

    private static final int PREDICTED_AT_ONCE = 16;

    /** One set: its distances, and for its chosen points the numbers of distances and of chosen points. */
    private record PointSet(float[] distances, int[] which, int[] neighbours, float[] shares) {}

    private final Nd picks;
    private final Nd[] shared;

    /** Sets of points (n, 2) for a network of the given depth; depth 0 keeps each point and distance. */
    PointSetStore(List<Nd> points, int depth) {
        List<PointSet> sets = points.parallelStream().map(p -> of(p, depth)).toList();
        int k = PlaneGroupNet.NEIGHBOURS;
        int[] rows = new int[4 * sets.size()];
        int nodes = 0;
        int distances = 0;
        for (int i = 0; i < sets.size(); i++) {
            rows[4 * i] = nodes;
            rows[4 * i + 1] = sets.get(i).shares.length;
            rows[4 * i + 2] = distances;
            rows[4 * i + 3] = sets.get(i).distances.length;
            nodes += rows[4 * i + 1];
            distances += rows[4 * i + 3];
        }
        float[] d = new float[distances];
        int[] which = new int[nodes * k];
        int[] neighbours = new int[nodes * k];
        float[] shares = new float[nodes];
        for (int i = 0; i < sets.size(); i++) {
            PointSet s = sets.get(i);
            System.arraycopy(s.distances, 0, d, rows[4 * i + 2], s.distances.length);
            System.arraycopy(s.which, 0, which, rows[4 * i] * k, s.which.length);
            System.arraycopy(s.neighbours, 0, neighbours, rows[4 * i] * k, s.neighbours.length);
            System.arraycopy(s.shares, 0, shares, rows[4 * i], s.shares.length);
        }
        picks = Nd.of(rows, sets.size(), 4);
        shared =
                new Nd[] {Nd.of(d, distances), Nd.of(which, nodes, k), Nd.of(neighbours, nodes, k), Nd.of(shares, nodes)
                };
    }

    private static PointSet of(Nd points, int depth) {
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
        float[] distances = equal(all, group, depth == 0 ? -1 : ROUNDING);
        int[] labels = depth == 0 ? IntStream.range(0, n).toArray() : new int[n];
        NodeClasses classes = NodeClasses.of(
                labels,
                i -> IntStream.range(i * k, (i + 1) * k)
                        .mapToLong(e -> (long) group[e] << 32 | to[e])
                        .toArray(),
                depth);
        int m = classes.count();
        int[] which = new int[m * k];
        int[] neighbours = new int[m * k];
        float[] shares = new float[m];
        for (int c = 0; c < m; c++) {
            shares[c] = (float) classes.size(c) / n;
            for (int j = 0; j < k; j++) {
                int e = classes.first(c) * k + j;
                which[c * k + j] = group[e];
                neighbours[c * k + j] = classes.of(to[e]);
            }
        }
        return new PointSet(distances, which, neighbours, shares);
    }

    /** The different values in ascending order; {@code group} gets the number of each. */
    private static float[] equal(float[] values, int[] group, float tolerance) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Float.compare(values[a], values[b]))
                .mapToInt(i -> i)
                .toArray();
        List<Float> different = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            if (i == 0 || values[order[i]] - values[order[i - 1]] > tolerance) {
                different.add(values[order[i]]);
            }
            group[order[i]] = different.size() - 1;
        }
        float[] out = new float[different.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = different.get(i);
        }
        return out;
    }

    int size() {
        return picks.dim(0);
    }

    /** Points that are computed for a set. */
    int nodes(int set) {
        return (int) picks.get(set, 1);
    }

    /** All sets with their labels, as {@link PickedPoints} takes them. */
    Dataset dataset(int[] labels) {
        return Dataset.of(picks, Nd.of(labels, labels.length, 1)).shared(shared);
    }

    /** Logits (17) of some sets. */
    double[][] logits(Model picked, int[] sets) {
        double[][] out = new double[sets.length][];
        for (int at = 0; at < sets.length; at += PREDICTED_AT_ONCE) {
            int[] some = Arrays.copyOfRange(sets, at, Math.min(sets.length, at + PREDICTED_AT_ONCE));
            Nd y = picked.call(List.of(picks.take(some), shared[0], shared[1], shared[2], shared[3]))
                    .get(0)
                    .cast(DType.FLOAT64);
            for (int i = 0; i < some.length; i++) {
                out[at + i] = y.row(i).doubles();
            }
        }
        return out;
    }
}
