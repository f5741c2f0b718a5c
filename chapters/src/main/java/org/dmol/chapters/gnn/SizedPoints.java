package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.train.Dataset;

/**
 * Point sets for a compiled step of one at a time: each is brought to one of a few sizes, and all lie end to end. {@link OnePointSet} reads
 * them.
 */
final class SizedPoints {
    /** More sizes mean less padding and more to compile. */
    private static final int SIZES = 4;

    private final List<PointSize> sizes = new ArrayList<>();
    private final Sized.Picks picks;
    private final int[] ints;
    private final float[] floats;

    /** Sets of points (n, 2). */
    SizedPoints(List<Nd> points) {
        List<PointTables> sets = points.parallelStream()
                .map(p -> PointTables.of(LayeredPoints.of(p, true)))
                .toList();
        List<PointTables> sorted =
                sets.stream().sorted(Comparator.comparingInt(PointTables::size)).toList();
        int k = Math.min(SIZES, sets.size());
        int[] limits = new int[k];
        for (int s = 0; s < k; s++) {
            List<PointTables> part = sorted.subList(s * sets.size() / k, (s + 1) * sets.size() / k);
            limits[s] = part.get(part.size() - 1).size();
        }
        int[] size = sets.stream().mapToInt(t -> firstAtLeast(limits, t.size())).toArray();
        for (int s = 0; s < k; s++) {
            List<PointTables> members = new ArrayList<>();
            for (int i = 0; i < size.length; i++) {
                if (size[i] == s) {
                    members.add(sets.get(i));
                }
            }
            sizes.add(PointSize.holding(members));
        }
        picks = Sized.Picks.of(size, s -> sizes.get(s).ints(), s -> sizes.get(s).floats());
        ints = new int[picks.ints()];
        floats = new float[picks.floats()];
        for (int i = 0; i < size.length; i++) {
            put(sets.get(i), sizes.get(size[i]), picks.firstInt(i), picks.firstFloat(i));
        }
    }

    private static int firstAtLeast(int[] limits, int value) {
        int k = 0;
        while (limits[k] < value) {
            k++;
        }
        return k;
    }

    private void put(PointTables t, PointSize size, int firstInt, int firstFloat) {
        int at = firstInt;
        for (int b = 0; b < PlaneGroupNet.BLOCKS; b++) {
            int points = size.points(b + 1);
            at = turned(t.slots().get(b), PlaneGroupNet.NEIGHBOURS, at, points, 0, 0);
            at = copied(t.set().levels().get(b).parents(), at, points);
            for (int f = 0; f < PointTables.FANS; f++) {
                Fan fan = t.fans().get(PointTables.FANS * b + f);
                int width = PointTables.width(f);
                int lines = size.lines(b, f);
                int empty = (points - 1) << Short.SIZE;
                Arrays.fill(ints, at, at + lines * width, empty);
                turned(fan.lines(), width, at, lines, 0, empty);
                at = turned(fan.more(), width, at, lines, size.rows(b, f), empty);
                at = copied(fan.owners(), at, size.more(b, f));
            }
        }
        System.arraycopy(t.set().distances(), 0, floats, firstFloat, t.set().distances().length);
        System.arraycopy(
                t.set().shares(),
                0,
                floats,
                firstFloat + size.distances(),
                t.set().shares().length);
    }

    /** Puts lines of a width down as columns, from a column on: what is gathered for one place of all lines lies together. */
    private int turned(int[] from, int width, int at, int lines, int first, int empty) {
        for (int e = 0; e < from.length; e++) {
            ints[at + e % width * lines + first + e / width] = from[e] == Fan.EMPTY ? empty : from[e];
        }
        return at + width * lines;
    }

    private int copied(int[] from, int at, int length) {
        System.arraycopy(from, 0, ints, at, from.length);
        return at + length;
    }

    List<PointSize> sizes() {
        return sizes;
    }

    /** All sets with their labels; a row is the size and the places of the ints and of the floats. */
    Dataset dataset(int[] labels) {
        return Dataset.of(picks.rows(), Nd.of(labels, labels.length, 1))
                .shared(Nd.of(ints, ints.length), Nd.of(floats, floats.length));
    }
}
