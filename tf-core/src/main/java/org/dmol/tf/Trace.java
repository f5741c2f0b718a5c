package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Small helpers for building graphs: constants from arrays, placeholders, functions, static shapes, broadcasting reductions. */
public final class Trace {
    private Trace() {}

    /** A constant with the array's type, shape and elements. */
    @SuppressWarnings("unchecked")
    public static <T extends TType> Operand<T> constant(Ops tf, Nd array) {
        try (Tensor tensor = Tensors.of(array)) {
            return (Operand<T>) tf.constantOf((TType) tensor);
        }
    }

    /**
     * A scalar constant in the floating type of {@code like}. {@code TFloat32} stands for the floating type of a trace throughout
     * this project: a trace fed with float64 computes in float64.
     */
    @SuppressWarnings("unchecked")
    public static Operand<TFloat32> scalar(Ops tf, Operand<?> like, double value) {
        return switch (Tensors.dtype(like)) {
            case FLOAT64 -> (Operand<TFloat32>) (Operand<?>) tf.constant(value);
            case INT32 -> (Operand<TFloat32>) (Operand<?>) tf.constant((int) value);
            case INT64 -> (Operand<TFloat32>) (Operand<?>) tf.constant((long) value);
            default -> tf.constant((float) value);
        };
    }

    /** The same operand under the static type that this project uses for floats (see {@link #scalar}). */
    @SuppressWarnings("unchecked")
    public static Operand<TFloat32> floats(Operand<?> x) {
        return (Operand<TFloat32>) x;
    }

    /** The same operand under another static type, which must be its real one. */
    @SuppressWarnings("unchecked")
    public static <T extends TType> Operand<T> as(Operand<?> x) {
        return (Operand<T>) x;
    }

    /** {@code x} converted to the floating type of {@code like}; {@code x} itself if it has it already. */
    @SuppressWarnings("unchecked")
    public static Operand<TFloat32> castLike(Ops tf, Operand<?> x, Operand<?> like) {
        if (x.asOutput().dataType() == like.asOutput().dataType()) {
            return floats(x);
        }
        Class<? extends TType> type = Tensors.type(Tensors.dtype(like));
        return (Operand<TFloat32>) (Operand<?>) castTo(tf, (Operand<TFloat32>) x, type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Operand<?> castTo(Ops tf, Operand<TFloat32> x, Class type) {
        return x.asOutput().dataType() == org.tensorflow.proto.DataType.DT_BOOL
                ? tf.dtypes.cast((Operand<TBool>) (Operand) x, type)
                : tf.dtypes.cast(x, type);
    }

    /** A placeholder of the given type and shape. */
    public static Operand<?> placeholder(Ops tf, Spec spec) {
        Placeholder.Options shape = Placeholder.shape(spec.shape());
        return switch (spec.dtype()) {
            case FLOAT32 -> tf.placeholder(TFloat32.class, shape);
            case FLOAT64 -> tf.placeholder(TFloat64.class, shape);
            case INT32 -> tf.placeholder(TInt32.class, shape);
            case INT64 -> tf.placeholder(TInt64.class, shape);
            case BOOL -> tf.placeholder(TBool.class, shape);
        };
    }

    /** The body as a TensorFlow function; the caller attaches it to a graph and closes it. */
    public static ConcreteFunction function(List<Spec> specs, Program.Body body) {
        TfRuntime.load();
        return ConcreteFunction.create(tf -> {
            // TensorFlow's hash of a function leaves out its arguments' shapes: two that differ in them need different
            // names.
            Signature.Builder signature =
                    Signature.builder("f" + Integer.toHexString(specs.toString().hashCode()));
            List<Operand<?>> in = new ArrayList<>();
            for (int i = 0; i < specs.size(); i++) {
                in.add(placeholder(tf, specs.get(i)));
                signature.input("x" + i, in.get(i));
            }
            int k = 0;
            for (Operand<?> y : body.build(tf, List.copyOf(in))) {
                // A function may not return a parameter itself.
                signature.output("y" + k++, identity(tf, y));
            }
            return signature.build();
        });
    }

    /** {@code x} through an op of its own. */
    static <T extends TType> Operand<T> identity(Ops tf, Operand<T> x) {
        return tf.identity(x);
    }

    /** Type and static shape of an operand. */
    public static Spec spec(Operand<?> x) {
        return new Spec(Tensors.dtype(x), x.shape());
    }

    /** Static size of an axis (negative counts from the end), -1 if it is not known. */
    public static long dim(Operand<?> x, int axis) {
        Shape s = x.shape();
        return s.get(axis < 0 ? axis + s.numDimensions() : axis);
    }

    /** Size of an axis (negative counts from the end) as a scalar: a constant where it is known. */
    public static Operand<TInt32> size(Ops tf, Operand<?> x, int axis) {
        long known = dim(x, axis);
        if (known >= 0) {
            return tf.constant((int) known);
        }
        int at = axis < 0 ? axis + x.shape().numDimensions() : axis;
        return tf.gather(tf.shape(floats(x)), tf.constant(at), tf.constant(0));
    }

    /** Sum over the given axes (negative count from the end), or over all of them if none are given; the axes vanish. */
    public static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x, int... axes) {
        return tf.reduceSum(x, axes(tf, x, axes));
    }

    /** Mean over the given axes, or over all of them if none are given; the axes vanish. */
    public static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x, int... axes) {
        return tf.math.mean(x, axes(tf, x, axes));
    }

    /** Sum over the given axes, which stay with size 1. */
    public static Operand<TFloat32> sumKeep(Ops tf, Operand<TFloat32> x, int... axes) {
        return tf.reduceSum(x, axes(tf, x, axes), org.tensorflow.op.core.ReduceSum.keepDims(true));
    }

    /** Mean over the given axes, which stay with size 1. */
    public static Operand<TFloat32> meanKeep(Ops tf, Operand<TFloat32> x, int... axes) {
        return tf.math.mean(x, axes(tf, x, axes), org.tensorflow.op.math.Mean.keepDims(true));
    }

    private static Operand<TInt32> axes(Ops tf, Operand<?> x, int[] axes) {
        if (axes.length > 0) {
            return tf.constant(axes);
        }
        if (x.shape().isUnknown()) {
            return tf.range(tf.constant(0), tf.rank(castAny(x)), tf.constant(1));
        }
        return tf.constant(
                java.util.stream.IntStream.range(0, x.shape().numDimensions()).toArray());
    }

    private static Operand<TFloat32> castAny(Operand<?> x) {
        return floats(x);
    }

    /**
     * The shape of {@code x} with one axis replaced: a constant where everything is known, otherwise computed in the graph.
     *
     * @param axis counted from the start
     * @param size new size of that axis
     */
    public static Operand<TInt32> shapeWith(Ops tf, Operand<?> x, int axis, int size) {
        int rank = x.shape().numDimensions();
        int[] known = Tensors.ints(x.shape());
        known[axis] = size;
        int unknown = 0;
        for (int n : known) {
            unknown += n < 0 ? 1 : 0;
        }
        if (unknown <= 1) {
            return tf.constant(known); // one -1 is allowed in a reshape
        }
        List<Operand<TInt32>> parts = new ArrayList<>();
        Operand<TInt32> shape = tf.shape(floats(x));
        for (int i = 0; i < rank; i++) {
            parts.add(
                    known[i] >= 0
                            ? tf.constant(new int[] {known[i]})
                            : tf.slice(shape, tf.constant(new int[] {i}), tf.constant(new int[] {1})));
        }
        return tf.concat(parts, tf.constant(0));
    }
}
