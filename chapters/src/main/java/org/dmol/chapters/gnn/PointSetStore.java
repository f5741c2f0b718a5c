package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;

/** Many point sets end to end as each block of the network sees them ({@link LayeredPoints}); {@link PickedPoints} picks some. */
final class PointSetStore {
    private static final int PREDICTED_AT_ONCE = 16;

    private final Nd picks;
    private final Nd[] shared;

    /** Sets of points (n, 2); {@code merge} false keeps each point apart. */
    PointSetStore(List<Nd> points, boolean merge) {
        List<LayeredPoints> sets =
                points.parallelStream().map(p -> LayeredPoints.of(p, merge)).toList();
        List<Nd> arrays = new ArrayList<>();
        int[] rows = new int[sets.size() * PickedPoints.COLUMNS];
        arrays.add(floats(sets, LayeredPoints::distances, rows, 0));
        for (int b = 0; b < PlaneGroupNet.BLOCKS; b++) {
            int block = b;
            arrays.add(ints(sets, s -> s.levels().get(block).parents(), rows, 2 + 4 * b));
            arrays.add(ints(sets, s -> s.levels().get(block).senders(), rows, 4 + 4 * b));
            arrays.add(ints(sets, s -> s.levels().get(block).which(), rows, 4 + 4 * b));
            Nd pairs = ints(sets, s -> s.levels().get(block).pairs(), null, 0);
            arrays.add(pairs.reshape(pairs.size() / PlaneGroupNet.NEIGHBOURS, PlaneGroupNet.NEIGHBOURS));
        }
        arrays.add(floats(sets, LayeredPoints::shares, null, 0));
        picks = Nd.of(rows, sets.size(), PickedPoints.COLUMNS);
        shared = arrays.toArray(Nd[]::new);
    }

    /** One array of all sets; the rows get the place and the length of each set's part from a column on. */
    private static Nd ints(List<LayeredPoints> sets, Function<LayeredPoints, int[]> part, int[] rows, int column) {
        int[] all = new int[sets.stream().mapToInt(s -> part.apply(s).length).sum()];
        int at = 0;
        for (int i = 0; i < sets.size(); i++) {
            int[] own = part.apply(sets.get(i));
            System.arraycopy(own, 0, all, at, own.length);
            note(rows, i, column, at, own.length);
            at += own.length;
        }
        return Nd.of(all, all.length);
    }

    private static Nd floats(List<LayeredPoints> sets, Function<LayeredPoints, float[]> part, int[] rows, int column) {
        float[] all =
                new float[sets.stream().mapToInt(s -> part.apply(s).length).sum()];
        int at = 0;
        for (int i = 0; i < sets.size(); i++) {
            float[] own = part.apply(sets.get(i));
            System.arraycopy(own, 0, all, at, own.length);
            note(rows, i, column, at, own.length);
            at += own.length;
        }
        return Nd.of(all, all.length);
    }

    private static void note(int[] rows, int set, int column, int at, int length) {
        if (rows != null) {
            rows[set * PickedPoints.COLUMNS + column] = at;
            rows[set * PickedPoints.COLUMNS + column + 1] = length;
        }
    }

    int size() {
        return picks.dim(0);
    }

    /** Points that the last block computes for a set. */
    int nodes(int set) {
        return (int) picks.get(set, 4 * PlaneGroupNet.BLOCKS - 1);
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
            List<Nd> in = new ArrayList<>(List.of(picks.take(some)));
            in.addAll(List.of(shared));
            Nd y = picked.call(in).get(0).cast(DType.FLOAT64);
            for (int i = 0; i < some.length; i++) {
                out[at + i] = y.row(i).doubles();
            }
        }
        return out;
    }
}
