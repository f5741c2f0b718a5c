package org.dmol.tf.grad;

import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.family.TNumber;

/**
 * A tensor in a gradient formula, with arithmetic by method names, so that rules read as the formulas that they are.
 * Numbers take the tensor's own type. Static shapes are not available here (see {@link GradientRegistry}); {@link
 * #dims()} is the shape at run time.
 */
final class Val implements Operand<TNumber> {
    private final Ops tf;
    private final Output<TNumber> output;

    @SuppressWarnings("unchecked")
    private Val(Ops tf, Output<?> output) {
        this.tf = tf;
        this.output = (Output<TNumber>) output;
    }

    static Val of(Ops tf, Operand<?> x) {
        return x instanceof Val v ? v : new Val(tf, x.asOutput());
    }

    @Override
    public Output<TNumber> asOutput() {
        return output;
    }

    @Override
    public Operation op() {
        return output.op();
    }

    DataType dtype() {
        return output.dataType();
    }

    private Val raw(String type, Operand<?>... inputs) {
        return new Raw(tf, type).in(inputs).val();
    }

    /** Applies an operation of one input and no required attributes. */
    Val apply(String type) {
        return raw(type, this);
    }

    /** Applies an operation of several inputs, this tensor first. */
    Val apply(String type, Operand<?> second, Operand<?>... more) {
        return new Raw(tf, type).in(this, second).in(more).val();
    }

    Val number(double value) {
        return switch (dtype()) {
            case DT_FLOAT -> of(tf, tf.constant((float) value));
            case DT_DOUBLE -> of(tf, tf.constant(value));
            case DT_INT32 -> of(tf, tf.constant((int) value));
            case DT_INT64 -> of(tf, tf.constant((long) value));
            default -> of(tf, tf.constant(value)).cast(dtype());
        };
    }

    Val cast(DataType type) {
        return type == dtype()
                ? this
                : new Raw(tf, "Cast").in(this).attr("DstT", type).val();
    }

    Val castLike(Val other) {
        return cast(other.dtype());
    }

    Val add(Operand<?> x) {
        return raw("AddV2", this, x);
    }

    Val add(double x) {
        return add(number(x));
    }

    Val sub(Operand<?> x) {
        return raw("Sub", this, x);
    }

    /** {@code x - this}. */
    Val subFrom(double x) {
        return number(x).sub(this);
    }

    Val mul(Operand<?> x) {
        return raw("Mul", this, x);
    }

    Val mul(double x) {
        return mul(number(x));
    }

    Val div(Operand<?> x) {
        return raw("RealDiv", this, x);
    }

    Val divNoNan(Operand<?> x) {
        return raw("DivNoNan", this, x);
    }

    Val pow(Operand<?> x) {
        return raw("Pow", this, x);
    }

    Val neg() {
        return apply("Neg");
    }

    Val square() {
        return apply("Square");
    }

    Val exp() {
        return apply("Exp");
    }

    Val log() {
        return apply("Log");
    }

    Val zeros() {
        return apply("ZerosLike");
    }

    Val ones() {
        return apply("OnesLike");
    }

    /** The shape at run time, int32. */
    Val dims() {
        return apply("Shape");
    }

    Val reshape(Operand<?> dims) {
        return raw("Reshape", this, dims);
    }

    Val expand(int axis) {
        return raw("ExpandDims", this, tf.constant(axis));
    }

    Val broadcast(Operand<?> dims) {
        return raw("BroadcastTo", this, dims);
    }

    Val sum(Operand<?> axes) {
        return raw("Sum", this, axes);
    }

    Val sumKeep(Operand<?> axes) {
        return new Raw(tf, "Sum").in(this, axes).attr("keep_dims", true).val();
    }

    Val gather(Operand<?> indices, int axis) {
        return raw("GatherV2", this, indices, tf.constant(axis));
    }

    /** {@code where(this, a, b)}; this is boolean, all broadcast. */
    Val select(Operand<?> a, Operand<?> b) {
        return raw("SelectV2", this, a, b);
    }

    Val greater(double x) {
        return raw("Greater", this, number(x));
    }

    Val less(double x) {
        return raw("Less", this, number(x));
    }

    Val same(Operand<?> x) {
        return raw("Equal", this, x);
    }

    /** Sums away what broadcasting against {@code other} added to {@code like}'s shape. */
    Val unbroadcast(Val like, Val other) {
        var axes = new Raw(tf, "BroadcastGradientArgs")
                .in(like.dims(), other.dims())
                .val();
        return sum(axes).reshape(like.dims());
    }

    /** Sums this down to {@code like}'s shape, which can be broadcast to this one's. */
    Val sumTo(Val like) {
        return unbroadcast(like, this);
    }

    /** The axes {@code 0 .. rank-1}. */
    Val axes() {
        return of(tf, tf.constant(0)).apply("Range", apply("Rank"), tf.constant(1));
    }

    Val sumAll() {
        return sum(axes());
    }

    boolean isFloating() {
        return switch (dtype()) {
            case DT_FLOAT, DT_DOUBLE, DT_HALF, DT_BFLOAT16, DT_COMPLEX64, DT_COMPLEX128 -> true;
            default -> false;
        };
    }
}
