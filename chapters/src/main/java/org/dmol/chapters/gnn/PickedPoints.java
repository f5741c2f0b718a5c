package org.dmol.chapters.gnn;

import java.util.List;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A {@link PlaneGroupNet} on point sets picked from a store. Inputs: picked sets int (b, 4), each as first point, number of points, first
 * distance, number of distances; then distances, their numbers, neighbours and shares of the store. Output: logits (b, 17).
 */
final class PickedPoints extends Model {
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
        Part points = new Part(tf, picked, 0);
        Part distances = new Part(tf, picked, 2);
        Operand<TInt32> one = tf.constant(1);
        Operand<TInt32> set = tf.reshape(
                tf.upperBound(
                        tf.expandDims(points.ends, zero),
                        tf.expandDims(tf.range(zero, tf.size(points.rows), one), zero)),
                tf.constant(new int[] {-1}));
        Operand<TFloat32> r = tf.gather(Trace.floats(in.get(1)), distances.rows, zero);
        return net.apply(
                c,
                List.of(
                        r,
                        shifted(tf, Trace.as(in.get(2)), points, distances, set),
                        shifted(tf, Trace.as(in.get(3)), points, points, set),
                        tf.gather(Trace.floats(in.get(4)), points.rows, zero),
                        set,
                        picked));
    }

    /** Places within a set become places among all picked sets. */
    private static Operand<TInt32> shifted(
            Ops tf, Operand<TInt32> places, Part points, Part kind, Operand<TInt32> set) {
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> shift = tf.gather(tf.math.sub(kind.ends, kind.counts), set, zero);
        return tf.math.add(tf.gather(places, points.rows, zero), tf.expandDims(shift, tf.constant(1)));
    }

    private static final class Part {
        private final Operand<TInt32> counts;
        private final Operand<TInt32> ends;
        private final Operand<TInt32> rows;

        Part(Ops tf, Operand<TInt32> picked, int column) {
            Operand<TInt32> first = tf.gather(picked, tf.constant(column), tf.constant(1));
            counts = tf.gather(picked, tf.constant(column + 1), tf.constant(1));
            ends = tf.math.cumsum(counts, tf.constant(0));
            rows = tf.ragged
                    .raggedRange(first, tf.math.add(first, counts), tf.constant(1))
                    .rtDenseValues();
        }
    }
}
