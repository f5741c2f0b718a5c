package org.dmol.probability.math;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.grad.CustomGradient;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A floating-point operand with arithmetic by method names, so that a density in Java reads as its formula. Plain numbers take the
 * operand's own type; operands of different shapes broadcast as in NumPy, and of different
 * types the narrower takes the wider one's.
 */
public final class Expr extends Arithmetic {
    private Expr(Ops tf, Output<TFloat32> output) {
        super(tf, output);
    }
    /** An operand of a trace. */
    public static Expr of(Ctx c, Operand<?> x) {
        return of(c.tf(), x);
    }

    /** An operand of a graph. */
    public static Expr of(Ops tf, Operand<?> x) {
        return x instanceof Expr e ? e : new Expr(tf, Trace.floats(x).asOutput());
    }

    @Override
    Expr self() {
        return this;
    }

    /** Number of axes. */
    public int rank() {
        return shape().numDimensions();
    }

    /** Static size of an axis (negative counts from the end), -1 if unknown. */
    public int dim(int axis) {
        return (int) Trace.dim(this, axis);
    }

    // ---- reductions ----

    /** Sum over the last {@code n} axes. */
    public Expr sumLast(int n) {
        return n == 0 ? this : expr(Trace.sum(tf, this, IntStream.range(-n, 0).toArray()));
    }

    /** Sum over the given axes (negative counts from the end), over all without any. */
    public Expr sum(int... axes) {
        return expr(Trace.sum(tf, this, axes));
    }

    /** Sum over an axis, which stays with size 1. */
    public Expr sumKeep(int axis) {
        return expr(tf.reduceSum(this, tf.constant(axis), ReduceSum.keepDims(true)));
    }

    /** Mean over the given axes (negative counts from the end), over all without any. */
    public Expr mean(int... axes) {
        return expr(Trace.mean(tf, this, axes));
    }

    /** Largest element along an axis, which vanishes. */
    public Expr largest(int axis) {
        return expr(tf.reduceMax(this, tf.constant(axis)));
    }

    /** {@code log(sum(exp(this)))} along an axis, which vanishes; minus infinity where all are. */
    public Expr logSumExp(int axis) {
        Expr top = expr(tf.reduceMax(this, tf.constant(axis), ReduceMax.keepDims(true)));
        Expr shift = top.where(tf.math.isFinite(top), 0).stopGradient();
        Expr sum = minus(shift).exp().sumKeep(axis).log().plus(shift);
        return sum.squeeze(axis);
    }

    /** {@code log(softmax(this))} along the last axis. */
    public Expr logSoftmax() {
        Expr top = expr(tf.reduceMax(this, tf.constant(-1), ReduceMax.keepDims(true)))
                .stopGradient();
        Expr shifted = minus(top);
        return shifted.minus(shifted.exp().sumKeep(-1).log());
    }

    /** Number of the largest element along the last axis. */
    public Operand<TInt32> argMax() {
        return tf.math.argMax(this, tf.constant(-1), TInt32.class);
    }

    // ---- shapes ----

    /** Sizes of all axes. */
    public Dims dims() {
        return Dims.of(this);
    }

    /** Repeated to the given shape. */
    public Expr broadcastTo(Dims dims) {
        return shape().equals(dims.shape()) && dims.isKnown() ? this : expr(tf.broadcastTo(this, dims.in(tf)));
    }

    /** The same elements in another shape. */
    public Expr reshape(Dims dims) {
        return expr(tf.reshape(this, dims.in(tf)));
    }

    /** The same elements in another shape, of which one axis may be -1. */
    public Expr reshape(int... dims) {
        return expr(tf.reshape(this, tf.constant(dims)));
    }

    /** A new axis of size 1. */
    public Expr expand(int axis) {
        return expr(tf.expandDims(this, tf.constant(axis)));
    }

    /** {@code n} new axes of size 1 at the end. */
    public Expr expandLast(int n) {
        Expr y = this;
        for (int i = 0; i < n; i++) {
            y = y.expand(-1);
        }
        return y;
    }

    /** Without an axis of size 1. */
    public Expr squeeze(int axis) {
        return expr(tf.squeeze(this, org.tensorflow.op.core.Squeeze.axis(List.of((long) axis))));
    }

    /** Elements {@code from} to {@code to} (exclusive) of the last axis. */
    public Expr slice(int from, int to) {
        int[] start = new int[rank()];
        int[] size = new int[rank()];
        Arrays.fill(size, -1);
        start[rank() - 1] = from;
        size[rank() - 1] = to - from;
        return expr(tf.slice(this, tf.constant(start), tf.constant(size)));
    }

    /** Element {@code i} of the last axis, which vanishes. */
    public Expr at(int i) {
        return slice(i, i + 1).squeeze(-1);
    }

    /** Elements of the last axis by their numbers. */
    public Expr gatherLast(int... indices) {
        return expr(tf.gather(this, tf.constant(indices), tf.constant(rank() - 1)));
    }

    /**
     * The elements of the last axis in another order. Its gradient is the opposite order, not the scatter that a gather has.
     *
     * @param inverse the opposite order
     */
    public Expr permute(int[] order, int[] inverse) {
        Expr y = gatherLast(order);
        int axis = rank() - 1;
        return expr(Trace.floats(CustomGradient.of(
                        tf,
                        List.of(this),
                        List.of(y),
                        (t, dy) -> List.of(t.gather(Trace.floats(dy.get(0)), t.constant(inverse), t.constant(axis))))
                .get(0)));
    }

    /** Concatenation along the last axis. */
    public static Expr concat(List<Expr> parts) {
        Ops tf = parts.get(0).tf;
        return parts.size() == 1
                ? parts.get(0)
                : of(tf, tf.concat(List.<Operand<TFloat32>>copyOf(parts), tf.constant(-1)));
    }

    /** Matrix product of the last axis with a matrix (in, out). */
    public Expr matMul(Operand<TFloat32> matrix) {
        Expr flat = rank() == 2 ? this : reshape(-1, (int) Trace.dim(matrix, 0));
        Expr y = expr(tf.linalg.matMul(flat, matrix));
        return rank() == 2 ? y : y.reshape(dims().withLast(tf, (int) Trace.dim(matrix, 1)));
    }

    /**
     * Matrix product (m, n) with a matrix (n, k) of which only the first row is not zero. XLA merges this elementwise product with what
     * follows, where a matrix product with so few rows would become a scalar loop.
     */
    public Expr matMulFirst(Operand<TFloat32> matrix) {
        int columns = (int) Trace.dim(matrix, 1);
        Expr y =
                slice(0, 1).times(tf.slice(matrix, tf.constant(new int[] {0, 0}), tf.constant(new int[] {1, columns})));
        return expr(Trace.floats(CustomGradient.of(tf, List.of(this, matrix), List.of(y), (t, dy) -> {
                    Operand<TFloat32> d = Trace.floats(dy.get(0));
                    return List.of(
                            t.linalg.matMul(d, matrix, MatMul.transposeB(true)),
                            t.linalg.matMul(this, d, MatMul.transposeA(true)));
                })
                .get(0)));
    }

    /** Product of matrices (…, m, n), the last two axes, with vectors (…, n); other axes broadcast. */
    public Expr matVec(Operand<TFloat32> vectors) {
        return times(of(tf, vectors).expand(-2)).sum(-1);
    }

    /** With the last two axes swapped. */
    public Expr transposeLast() {
        int[] axes = IntStream.range(0, rank()).toArray();
        axes[rank() - 2] = rank() - 1;
        axes[rank() - 1] = rank() - 2;
        return expr(tf.linalg.transpose(this, tf.constant(axes)));
    }

    /** Zeros of this operand's shape. */
    public Expr zeros() {
        return expr(tf.zerosLike(this));
    }

    /** In another floating type. */
    public Expr cast(DType type) {
        if (type == dtype()) {
            return this;
        }
        return of(tf, tf.dtypes.cast(this, Tensors.type(type)));
    }

    @Override
    public Shape shape() {
        return output.shape();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expr e && e.output.equals(output);
    }

    @Override
    public int hashCode() {
        return output.hashCode();
    }

    @Override
    public String toString() {
        return Trace.spec(this).toString();
    }
}
