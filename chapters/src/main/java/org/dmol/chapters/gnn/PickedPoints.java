package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * A {@link PlaneGroupNet} on point sets picked from a {@link PointSetStore}. Inputs: picked sets int (b, {@link #COLUMNS}), place and
 * number of the distances, then for each block of the points and of the pairs; then the arrays of the store. Output: logits (b, 17).
 */
final class PickedPoints extends Model {
    static final int COLUMNS = 2 + 4 * PlaneGroupNet.BLOCKS;

    private final PlaneGroupNet net;

    PickedPoints(PlaneGroupNet net) {
        this.net = net;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        weights.add(net);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> picked = Trace.as(in.get(0));
        Part distances = new Part(tf, picked, 0);
        Operand<TInt32> starts = tf.math.sub(distances.ends, distances.counts);
        List<Operand<?>> out = new ArrayList<>();
        out.add(tf.gather(Trace.floats(in.get(1)), distances.rows, zero));
        Part before = null;
        for (int b = 0; b < PlaneGroupNet.BLOCKS; b++) {
            Part points = new Part(tf, picked, 2 + 4 * b);
            Part pairs = new Part(tf, picked, 4 + 4 * b);
            Operand<TInt32> first = before == null ? null : before.starts(tf);
            Operand<TInt32> own = tf.expandDims(tf.gather(pairs.starts(tf), points.sets(tf), zero), tf.constant(1));
            // Before the first block each set has one point.
            out.add(first == null ? points.sets(tf) : shifted(tf, in.get(2 + 4 * b), points, first));
            out.add(first == null ? pairs.sets(tf) : shifted(tf, in.get(3 + 4 * b), pairs, first));
            out.add(shifted(tf, in.get(4 + 4 * b), pairs, starts));
            out.add(tf.math.add(tf.gather(Trace.<TInt32>as(in.get(5 + 4 * b)), points.rows, zero), own));
            before = points;
        }
        out.add(tf.gather(Trace.floats(in.get(in.size() - 1)), before.rows, zero));
        out.add(before.sets(tf));
        out.add(picked);
        return net.apply(c, out);
    }

    /** Places within a set become places among all picked sets. */
    private static Operand<TInt32> shifted(Ops tf, Operand<?> places, Part part, Operand<TInt32> starts) {
        Operand<TInt32> zero = tf.constant(0);
        return tf.math.add(
                tf.gather(Trace.<TInt32>as(places), part.rows, zero), tf.gather(starts, part.sets(tf), zero));
    }

    /** What is picked of an array: its rows, and their sets. */
    private static final class Part {
        private final Operand<TInt32> counts;
        private final Operand<TInt32> ends;
        private final Operand<TInt32> rows;
        private Operand<TInt32> sets;

        Part(Ops tf, Operand<TInt32> picked, int column) {
            Operand<TInt32> first = tf.gather(picked, tf.constant(column), tf.constant(1));
            counts = tf.gather(picked, tf.constant(column + 1), tf.constant(1));
            ends = tf.math.cumsum(counts, tf.constant(0));
            rows = tf.ragged
                    .raggedRange(first, tf.math.add(first, counts), tf.constant(1))
                    .rtDenseValues();
        }

        Operand<TInt32> starts(Ops tf) {
            return tf.math.sub(ends, counts);
        }

        Operand<TInt32> sets(Ops tf) {
            if (sets == null) {
                Operand<TInt32> zero = tf.constant(0);
                Operand<TInt32> all = tf.range(zero, tf.size(rows), tf.constant(1));
                sets = tf.reshape(
                        tf.upperBound(tf.expandDims(ends, zero), tf.expandDims(all, zero)),
                        tf.constant(new int[] {-1}));
            }
            return sets;
        }
    }
}
