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
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A floating-point operand with arithmetic by method names, so that a density in Java reads as its formula. Plain numbers take the
 * operand's own type; operands of different shapes broadcast as in NumPy.
 */
public final class Expr implements Operand<TFloat32> {
    private final Ops tf;
    private final Output<TFloat32> output;

    private Expr(Ops tf, Output<TFloat32> output) {
        this.tf = tf;
        this.output = output;
    }

    /** An operand of a trace. */
    public static Expr of(Ctx c, Operand<?> x) {
        return of(c.tf(), x);
    }

    /** An operand of a graph. */
    public static Expr of(Ops tf, Operand<?> x) {
        return x instanceof Expr e ? e : new Expr(tf, Trace.floats(x).asOutput());
    }

    private Expr expr(Operand<TFloat32> x) {
        return of(tf, x);
    }

    @Override
    public Output<TFloat32> asOutput() {
        return output;
    }

    @Override
    public Operation op() {
        return output.op();
    }

    /** The graph that the operand belongs to. */
    public Ops tf() {
        return tf;
    }

    /** Element type, float32 or float64. */
    public DType dtype() {
        return Tensors.dtype(output);
    }

    /** Number of axes. */
    public int rank() {
        return shape().numDimensions();
    }

    /** Static size of an axis (negative counts from the end), -1 if unknown. */
    public int dim(int axis) {
        return (int) Trace.dim(this, axis);
    }

    /** A scalar of this operand's type. */
    public Expr number(double value) {
        return expr(Trace.scalar(tf, this, value));
    }

    // ---- arithmetic ----

    /** Sum. */
    public Expr plus(Operand<TFloat32> x) {
        return expr(tf.math.add(this, x));
    }

    /** Sum. */
    public Expr plus(double x) {
        return x == 0 ? this : plus(number(x));
    }

    /** Difference. */
    public Expr minus(Operand<TFloat32> x) {
        return expr(tf.math.sub(this, x));
    }

    /** Difference. */
    public Expr minus(double x) {
        return x == 0 ? this : minus(number(x));
    }

    /** {@code x - this}. */
    public Expr from(double x) {
        return number(x).minus(this);
    }

    /** Product. */
    public Expr times(Operand<TFloat32> x) {
        return expr(tf.math.mul(this, x));
    }

    /** Product. */
    public Expr times(double x) {
        return x == 1 ? this : times(number(x));
    }

    /** Quotient. */
    public Expr over(Operand<TFloat32> x) {
        return expr(tf.math.div(this, x));
    }

    /** Quotient. */
    public Expr over(double x) {
        return over(number(x));
    }

    /** {@code this} to the power {@code x}. */
    public Expr pow(Operand<TFloat32> x) {
        return expr(tf.math.pow(this, x));
    }

    /** {@code x * log(this)}, 0 where x is 0. */
    public Expr logTimes(Operand<TFloat32> x) {
        return expr(tf.math.xlogy(x, this));
    }

    /** {@code x * log(1 + this)}, 0 where x is 0. */
    public Expr log1pTimes(Operand<TFloat32> x) {
        return expr(tf.math.xlog1py(x, this));
    }

    public Expr neg() {
        return expr(tf.math.neg(this));
    }

    public Expr reciprocal() {
        return number(1).over(this);
    }

    public Expr square() {
        return expr(tf.math.square(this));
    }

    public Expr sqrt() {
        return expr(tf.math.sqrt(this));
    }

    public Expr exp() {
        return expr(tf.math.exp(this));
    }

    public Expr expm1() {
        return expr(tf.math.expm1(this));
    }

    public Expr log() {
        return expr(tf.math.log(this));
    }

    public Expr log1p() {
        return expr(tf.math.log1p(this));
    }

    public Expr abs() {
        return expr(tf.math.abs(this));
    }

    public Expr sign() {
        return expr(tf.math.sign(this));
    }

    public Expr floor() {
        return expr(tf.math.floor(this));
    }

    public Expr sin() {
        return expr(tf.math.sin(this));
    }

    public Expr cos() {
        return expr(tf.math.cos(this));
    }

    public Expr tanh() {
        return expr(tf.math.tanh(this));
    }

    public Expr sigmoid() {
        return expr(tf.math.sigmoid(this));
    }

    public Expr softplus() {
        return expr(tf.math.softplus(this));
    }

    /** {@code log(sigmoid(this))} without underflow. */
    public Expr logSigmoid() {
        return neg().softplus().neg();
    }

    public Expr erf() {
        return expr(tf.math.erf(this));
    }

    public Expr erfc() {
        return expr(tf.math.erfc(this));
    }

    public Expr lgamma() {
        return expr(tf.math.lgamma(this));
    }

    public Expr digamma() {
        return expr(tf.math.digamma(this));
    }

    public Expr min(double x) {
        return expr(tf.math.minimum(this, number(x)));
    }

    public Expr max(double x) {
        return expr(tf.math.maximum(this, number(x)));
    }

    public Expr max(Operand<TFloat32> x) {
        return expr(tf.math.maximum(this, x));
    }

    /** The same value, through which no gradient flows. */
    public Expr stopGradient() {
        return expr(tf.stopGradient(this));
    }

    // ---- comparisons ----

    /** Where this is less than {@code x}. */
    public Operand<TBool> isLess(Operand<TFloat32> x) {
        return tf.math.less(this, x);
    }

    /** Where this is less than {@code x}. */
    public Operand<TBool> isLess(double x) {
        return isLess(number(x));
    }

    /** Where this is at most {@code x}. */
    public Operand<TBool> isAtMost(Operand<TFloat32> x) {
        return tf.math.lessEqual(this, x);
    }

    /** Where this is greater than {@code x}. */
    public Operand<TBool> isGreater(Operand<TFloat32> x) {
        return tf.math.greater(this, x);
    }

    /** Where this is greater than {@code x}. */
    public Operand<TBool> isGreater(double x) {
        return isGreater(number(x));
    }

    /** Where this is at least {@code x}. */
    public Operand<TBool> isAtLeast(double x) {
        return tf.math.greaterEqual(this, number(x));
    }

    /** Where the two are equal. */
    public Operand<TBool> isEqual(Operand<TFloat32> x) {
        return tf.math.equal(this, x);
    }

    /** Where this equals {@code x}. */
    public Operand<TBool> isEqual(double x) {
        return isEqual(number(x));
    }

    /** {@code this} where the condition holds, elsewhere {@code otherwise}. */
    public Expr where(Operand<TBool> condition, Operand<TFloat32> otherwise) {
        return expr(tf.select(condition, this, otherwise));
    }

    /** {@code this} where the condition holds, elsewhere {@code otherwise}. */
    public Expr where(Operand<TBool> condition, double otherwise) {
        return where(condition, number(otherwise));
    }

    /** 1 where the condition holds, else 0, in this operand's type. */
    public Expr indicator(Operand<TBool> condition) {
        return expr(Trace.castLike(tf, condition, this));
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
