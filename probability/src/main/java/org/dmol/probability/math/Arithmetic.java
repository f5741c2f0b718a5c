package org.dmol.probability.math;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.dmol.array.DType;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What {@link Expr} does with each element: arithmetic, functions, comparisons. */
abstract class Arithmetic implements Operand<TFloat32> {
    final Ops tf;
    final Output<TFloat32> output;

    Arithmetic(Ops tf, Output<TFloat32> output) {
        this.tf = tf;
        this.output = output;
    }

    abstract Expr self();

    final Expr expr(Operand<TFloat32> x) {
        return Expr.of(tf, x);
    }

    @Override
    public final Output<TFloat32> asOutput() {
        return output;
    }

    @Override
    public final Operation op() {
        return output.op();
    }

    /** The graph that the operand belongs to. */
    public final Ops tf() {
        return tf;
    }

    /** Element type, float32 or float64. */
    public final DType dtype() {
        return Tensors.dtype(output);
    }

    /** A scalar of this operand's type. */
    public final Expr number(double value) {
        return expr(Trace.scalar(tf, this, value));
    }

    /** A function of this and another operand, of which the narrower takes the wider one's type, as in NumPy. */
    private Expr promoted(Operand<TFloat32> x, BinaryOperator<Operand<TFloat32>> f) {
        DType wide = wider(x);
        return expr(f.apply(self().cast(wide), expr(x).cast(wide)));
    }

    private Operand<TBool> compared(
            Operand<TFloat32> x, BiFunction<Operand<TFloat32>, Operand<TFloat32>, Operand<TBool>> f) {
        DType wide = wider(x);
        return f.apply(self().cast(wide), expr(x).cast(wide));
    }

    private DType wider(Operand<TFloat32> x) {
        return dtype() == DType.FLOAT64 ? DType.FLOAT64 : Tensors.dtype(x);
    }

    // ---- arithmetic ----

    /** Sum. */
    public final Expr plus(Operand<TFloat32> x) {
        return promoted(x, tf.math::add);
    }

    /** Sum. */
    public final Expr plus(double x) {
        return x == 0 ? self() : plus(number(x));
    }

    /** Difference. */
    public final Expr minus(Operand<TFloat32> x) {
        return promoted(x, tf.math::sub);
    }

    /** Difference. */
    public final Expr minus(double x) {
        return x == 0 ? self() : minus(number(x));
    }

    /** {@code x - this}. */
    public final Expr from(double x) {
        return number(x).minus(this);
    }

    /** Product. */
    public final Expr times(Operand<TFloat32> x) {
        return promoted(x, tf.math::mul);
    }

    /** Product. */
    public final Expr times(double x) {
        return x == 1 ? self() : times(number(x));
    }

    /** Quotient. */
    public final Expr over(Operand<TFloat32> x) {
        return promoted(x, tf.math::div);
    }

    /** Quotient. */
    public final Expr over(double x) {
        return over(number(x));
    }

    /** {@code this} to the power {@code x}. */
    public final Expr pow(Operand<TFloat32> x) {
        return promoted(x, tf.math::pow);
    }

    /** {@code x * log(this)}, 0 where x is 0. */
    public final Expr logTimes(Operand<TFloat32> x) {
        return promoted(x, (a, b) -> tf.math.xlogy(b, a));
    }

    /** {@code x * log(1 + this)}, 0 where x is 0. */
    public final Expr log1pTimes(Operand<TFloat32> x) {
        return promoted(x, (a, b) -> tf.math.xlog1py(b, a));
    }

    public final Expr neg() {
        return expr(tf.math.neg(this));
    }

    public final Expr reciprocal() {
        return number(1).over(this);
    }

    public final Expr square() {
        return expr(tf.math.square(this));
    }

    public final Expr sqrt() {
        return expr(tf.math.sqrt(this));
    }

    public final Expr exp() {
        return expr(tf.math.exp(this));
    }

    public final Expr expm1() {
        return expr(tf.math.expm1(this));
    }

    public final Expr log() {
        return expr(tf.math.log(this));
    }

    public final Expr log1p() {
        return expr(tf.math.log1p(this));
    }

    public final Expr abs() {
        return expr(tf.math.abs(this));
    }

    public final Expr sign() {
        return expr(tf.math.sign(this));
    }

    public final Expr floor() {
        return expr(tf.math.floor(this));
    }

    public final Expr sin() {
        return expr(tf.math.sin(this));
    }

    public final Expr cos() {
        return expr(tf.math.cos(this));
    }

    public final Expr tanh() {
        return expr(tf.math.tanh(this));
    }

    public final Expr sigmoid() {
        return expr(tf.math.sigmoid(this));
    }

    public final Expr softplus() {
        return expr(tf.math.softplus(this));
    }

    /** {@code log(sigmoid(this))} without underflow. */
    public final Expr logSigmoid() {
        return neg().softplus().neg();
    }

    public final Expr erf() {
        return expr(tf.math.erf(this));
    }

    public final Expr erfc() {
        return expr(tf.math.erfc(this));
    }

    public final Expr lgamma() {
        return expr(tf.math.lgamma(this));
    }

    public final Expr digamma() {
        return expr(tf.math.digamma(this));
    }

    public final Expr min(double x) {
        return expr(tf.math.minimum(this, number(x)));
    }

    public final Expr max(double x) {
        return expr(tf.math.maximum(this, number(x)));
    }

    public final Expr max(Operand<TFloat32> x) {
        return promoted(x, tf.math::maximum);
    }

    /** The same value, through which no gradient flows. */
    public final Expr stopGradient() {
        return expr(tf.stopGradient(this));
    }

    // ---- comparisons ----

    /** Where this is less than {@code x}. */
    public final Operand<TBool> isLess(Operand<TFloat32> x) {
        return compared(x, tf.math::less);
    }

    /** Where this is less than {@code x}. */
    public final Operand<TBool> isLess(double x) {
        return isLess(number(x));
    }

    /** Where this is at most {@code x}. */
    public final Operand<TBool> isAtMost(Operand<TFloat32> x) {
        return compared(x, tf.math::lessEqual);
    }

    /** Where this is greater than {@code x}. */
    public final Operand<TBool> isGreater(Operand<TFloat32> x) {
        return compared(x, tf.math::greater);
    }

    /** Where this is greater than {@code x}. */
    public final Operand<TBool> isGreater(double x) {
        return isGreater(number(x));
    }

    /** Where this is at least {@code x}. */
    public final Operand<TBool> isAtLeast(double x) {
        return tf.math.greaterEqual(this, number(x));
    }

    /** Where the two are equal. */
    public final Operand<TBool> isEqual(Operand<TFloat32> x) {
        return compared(x, (a, b) -> tf.math.equal(a, b));
    }

    /** Where this equals {@code x}. */
    public final Operand<TBool> isEqual(double x) {
        return isEqual(number(x));
    }

    /** {@code this} where the condition holds, elsewhere {@code otherwise}. */
    public final Expr where(Operand<TBool> condition, Operand<TFloat32> otherwise) {
        return promoted(otherwise, (a, b) -> tf.select(condition, a, b));
    }

    /** {@code this} where the condition holds, elsewhere {@code otherwise}. */
    public final Expr where(Operand<TBool> condition, double otherwise) {
        return where(condition, number(otherwise));
    }

    /** 1 where the condition holds, else 0, in this operand's type. */
    public final Expr indicator(Operand<TBool> condition) {
        return expr(Trace.castLike(tf, condition, this));
    }
}
