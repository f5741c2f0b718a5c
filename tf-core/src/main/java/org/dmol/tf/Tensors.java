package org.dmol.tf;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Conversions between {@link Nd} and TensorFlow's tensors, types and shapes. */
public final class Tensors {
    private Tensors() {}

    /** A new native tensor with the array's elements; the caller closes it. */
    public static Tensor of(Nd array) {
        TfRuntime.load();
        Shape shape = shape(array.shape());
        return switch (array.dtype()) {
            case FLOAT32 -> TFloat32.tensorOf(shape, DataBuffers.of(array.floats(), true, false));
            case FLOAT64 -> TFloat64.tensorOf(shape, DataBuffers.of(array.doubles(), true, false));
            case INT32 -> TInt32.tensorOf(shape, DataBuffers.of(array.ints(), true, false));
            case INT64 -> TInt64.tensorOf(shape, DataBuffers.of(array.longs(), true, false));
            case BOOL -> TBool.tensorOf(shape, DataBuffers.of(array.bools(), true, false));
        };
    }

    /** The tensor's elements copied into an array. */
    public static Nd toNd(Tensor tensor) {
        int[] shape = ints(tensor.shape());
        int n = Nd.sizeOf(shape);
        ByteDataBuffer bytes = tensor.asRawTensor().data();
        return switch (dtype(tensor.dataType())) {
            case FLOAT32 -> {
                float[] out = new float[n];
                bytes.asFloats().read(out);
                yield Nd.of(out, shape);
            }
            case FLOAT64 -> {
                double[] out = new double[n];
                bytes.asDoubles().read(out);
                yield Nd.of(out, shape);
            }
            case INT32 -> {
                int[] out = new int[n];
                bytes.asInts().read(out);
                yield Nd.of(out, shape);
            }
            case INT64 -> {
                long[] out = new long[n];
                bytes.asLongs().read(out);
                yield Nd.of(out, shape);
            }
            case BOOL -> {
                boolean[] out = new boolean[n];
                bytes.asBooleans().read(out);
                yield Nd.of(out, shape);
            }
        };
    }

    /** TensorFlow's Java class for an element type. */
    public static Class<? extends TType> type(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> TFloat32.class;
            case FLOAT64 -> TFloat64.class;
            case INT32 -> TInt32.class;
            case INT64 -> TInt64.class;
            case BOOL -> TBool.class;
        };
    }

    /** The element type of a TensorFlow type; types that {@link Nd} does not have are an error. */
    public static DType dtype(DataType type) {
        return switch (type) {
            case DT_FLOAT -> DType.FLOAT32;
            case DT_DOUBLE -> DType.FLOAT64;
            case DT_INT32 -> DType.INT32;
            case DT_INT64 -> DType.INT64;
            case DT_BOOL -> DType.BOOL;
            default ->
                throw new IllegalArgumentException("Tensors of type " + type
                        + " are not supported; allowed are float32, float64, int32, int64 and bool.");
        };
    }

    /** The element type of an operand. */
    public static DType dtype(org.tensorflow.Operand<?> x) {
        return dtype(x.asOutput().dataType());
    }

    /** A TensorFlow shape from plain axes. */
    public static Shape shape(int... axes) {
        long[] s = new long[axes.length];
        for (int i = 0; i < s.length; i++) {
            s[i] = axes[i];
        }
        return Shape.of(s);
    }

    /** Plain axes of a shape; unknown axes are -1. */
    public static int[] ints(Shape shape) {
        int[] s = new int[shape.numDimensions()];
        for (int i = 0; i < s.length; i++) {
            s[i] = Math.toIntExact(shape.get(i));
        }
        return s;
    }
}
