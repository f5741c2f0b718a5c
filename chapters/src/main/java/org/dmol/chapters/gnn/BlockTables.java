package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.List;
import org.dmol.tf.Trace;
import org.dmol.tf.grad.CustomGradient;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a block of the network gathers for one padded point set, and the same tables by the rows that are gathered, so that gradients are
 * sums of gathered rows, too: XLA compiles a scatter to a loop over rows, a gather to vector instructions.
 *
 * @param slots sender and distance of each neighbour (16, n)
 * @param parents point before the block, for each point (n)
 * @param fans lines (width, rows + further ones) of distances, senders and parents
 * @param owners rows of the further lines
 * @param rows rows without further lines
 */
record BlockTables(
        Operand<TInt32> slots,
        Operand<TInt32> parents,
        List<Operand<TInt32>> fans,
        List<Operand<TInt32>> owners,
        int[] rows) {
    /** The tables of a block of a set of a size, as {@link SizedPoints} puts them. */
    static BlockTables read(Sized.Parts<TInt32> ints, PointSize size, int block) {
        int points = size.points(block + 1);
        Operand<TInt32> slots = ints.next(PlaneGroupNet.NEIGHBOURS, points);
        Operand<TInt32> parents = ints.next(points);
        List<Operand<TInt32>> fans = new ArrayList<>();
        List<Operand<TInt32>> owners = new ArrayList<>();
        int[] rows = new int[PointTables.FANS];
        for (int f = 0; f < PointTables.FANS; f++) {
            fans.add(ints.next(PointTables.width(f), size.lines(block, f)));
            owners.add(ints.next(size.more(block, f)));
            rows[f] = size.rows(block, f);
        }
        return new BlockTables(slots, parents, fans, owners, rows);
    }

    /** For each point the sum over its neighbours of sender times filter; {@code senders} (points before, c), {@code filters} (distances, c). */
    Operand<TFloat32> messages(Ops tf, Operand<TFloat32> senders, Operand<TFloat32> filters) {
        return Trace.floats(CustomGradient.of(
                        tf,
                        List.of(senders, filters),
                        List.of(sum(tf, slots, senders, filters)),
                        (t, dy) -> List.of(
                                back(t, 1, Trace.floats(dy.get(0)), filters),
                                back(t, 0, Trace.floats(dy.get(0)), senders)))
                .get(0));
    }

    /** For each point what it was before the block. */
    Operand<TFloat32> own(Ops tf, Operand<TFloat32> before) {
        return Trace.floats(CustomGradient.of(
                        tf,
                        List.of(before),
                        List.of(tf.gather(before, parents, tf.constant(0))),
                        (t, dy) -> List.of(back(t, 2, Trace.floats(dy.get(0)), null)))
                .get(0));
    }

    private Operand<TFloat32> back(Ops tf, int fan, Operand<TFloat32> gradient, Operand<TFloat32> factor) {
        Operand<TFloat32> lines = sum(tf, fans.get(fan), gradient, factor);
        Operand<TInt32> start = tf.constant(new int[] {0, 0});
        Operand<TFloat32> first = tf.slice(lines, start, tf.constant(new int[] {rows[fan], -1}));
        Operand<TFloat32> more =
                tf.slice(lines, tf.constant(new int[] {rows[fan], 0}), tf.constant(new int[] {-1, -1}));
        return tf.math.add(first, tf.math.unsortedSegmentSum(more, owners.get(fan), tf.constant(rows[fan])));
    }

    /** The sum along lines of {@code high} times {@code low}, by the numbers in the upper and the lower 16 bits; {@code low} null: 1. */
    private static Operand<TFloat32> sum(Ops tf, Operand<TInt32> lines, Operand<TFloat32> high, Operand<TFloat32> low) {
        Operand<TInt32> zero = tf.constant(0);
        Operand<TFloat32> rows = tf.gather(high, tf.bitwise.rightShift(lines, tf.constant(Short.SIZE)), zero);
        if (low != null) {
            Operand<TInt32> number = tf.bitwise.bitwiseAnd(lines, tf.constant(0xffff));
            rows = tf.math.mul(rows, tf.gather(low, number, zero));
        }
        return tf.reduceSum(rows, zero);
    }
}
