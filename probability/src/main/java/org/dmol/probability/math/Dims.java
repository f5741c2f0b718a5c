package org.dmol.probability.math;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Shapes;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * Sizes of the axes of a tensor: constants as far as they are known while the graph is built (XLA needs them so), otherwise computed in
 * the graph. The number of axes is always known.
 */
public final class Dims {
    /** The shape of a scalar. */
    public static final Dims NONE = of();

    private final int[] known;
    private final Operand<TInt32> inGraph;

    private Dims(int[] known, Operand<TInt32> inGraph) {
        this.known = known;
        this.inGraph = inGraph;
    }

    /** Known sizes. */
    public static Dims of(int... sizes) {
        for (int n : sizes) {
            if (n < 0) {
                throw new IllegalArgumentException(
                        "The shape " + Shapes.text(sizes) + " has a negative size; sizes must be 0 or more.");
            }
        }
        return new Dims(sizes.clone(), null);
    }

    /** Sizes that the graph computes: a vector of known length. */
    public static Dims of(Operand<TInt32> sizes) {
        int[] unknown = new int[(int) Trace.dim(sizes, 0)];
        Arrays.fill(unknown, -1);
        return unknown.length == 0 ? NONE : new Dims(unknown, sizes);
    }

    /** The shape of an operand. */
    public static Dims of(Expr x) {
        int[] known = Tensors.ints(x.shape());
        boolean complete = IntStream.of(known).noneMatch(n -> n < 0);
        return new Dims(known, complete ? null : x.tf().shape(x));
    }

    /** Number of axes. */
    public int rank() {
        return known.length;
    }

    /** Whether all sizes are known while the graph is built. */
    public boolean isKnown() {
        return inGraph == null;
    }

    /** The shape, -1 where unknown. */
    public Shape shape() {
        return Tensors.shape(known);
    }

    /** The sizes as a vector in the graph. */
    public Operand<TInt32> in(Ops tf) {
        return inGraph == null ? tf.constant(known) : inGraph;
    }

    /** These axes, then those of {@code more}. */
    public Dims plus(Ops tf, Dims more) {
        if (rank() == 0) {
            return more;
        }
        if (more.rank() == 0) {
            return this;
        }
        int[] all =
                IntStream.concat(IntStream.of(known), IntStream.of(more.known)).toArray();
        return isKnown() && more.isKnown()
                ? new Dims(all, null)
                : new Dims(all, tf.concat(java.util.List.of(in(tf), more.in(tf)), tf.constant(0)));
    }

    /** These axes, then known ones. */
    public Dims plus(Ops tf, int... more) {
        return plus(tf, of(more));
    }

    /** The axes from {@code from} to {@code to} (exclusive). */
    public Dims range(Ops tf, int from, int to) {
        int[] part = Arrays.copyOfRange(known, from, to);
        boolean complete = IntStream.of(part).noneMatch(n -> n < 0);
        return new Dims(
                part,
                complete ? null : tf.slice(in(tf), tf.constant(new int[] {from}), tf.constant(new int[] {to - from})));
    }

    /** Without the last {@code n} axes. */
    public Dims dropLast(Ops tf, int n) {
        return range(tf, 0, rank() - n);
    }

    /** The last {@code n} axes. */
    public Dims last(Ops tf, int n) {
        return range(tf, rank() - n, rank());
    }

    /** With another size of the last axis. */
    public Dims withLast(Ops tf, int size) {
        return dropLast(tf, 1).plus(tf, size);
    }

    /** The common shape of two that broadcast. */
    public static Dims broadcast(Ops tf, Dims a, Dims b) {
        if (a.isKnown() && b.isKnown()) {
            return of(Shapes.broadcast(a.known, b.known));
        }
        int[] known = Tensors.ints(broadcast(a.shape(), b.shape()));
        boolean complete = IntStream.of(known).noneMatch(n -> n < 0);
        return new Dims(known, complete ? null : tf.broadcastDynamicShape(a.in(tf), b.in(tf)));
    }

    /**
     * The common shape of two that broadcast, -1 where unknown.
     *
     * @throws IllegalArgumentException if they do not
     */
    public static Shape broadcast(Shape a, Shape b) {
        int rank = Math.max(a.numDimensions(), b.numDimensions());
        long[] out = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long m = i <= a.numDimensions() ? a.get(a.numDimensions() - i) : 1;
            long n = i <= b.numDimensions() ? b.get(b.numDimensions() - i) : 1;
            if (m > 1 && n > 1 && m != n) {
                throw new IllegalArgumentException("The shapes " + Shapes.text(Tensors.ints(a)) + " and "
                        + Shapes.text(Tensors.ints(b)) + " do not broadcast.");
            }
            out[rank - i] = m == 1 ? n : n == 1 ? m : Math.max(m, n);
        }
        return Shape.of(out);
    }
}
