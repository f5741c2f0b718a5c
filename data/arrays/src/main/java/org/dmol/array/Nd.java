package org.dmol.array;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A dense array: one flat Java array in row-major (C) order, a shape, and an element type.
 *
 * <p>An {@code Nd} does not copy the array that it is made from and hands the same array out again ({@link #floats()} and its kin), so
 * that large data sets exist once. Treat those arrays as read-only; every method of this class does.
 */
public final class Nd {
    private final DType dtype;
    private final int[] shape;
    private final Object data;
    private final int size;

    private Nd(DType dtype, Object data, int length, int[] shape) {
        this.dtype = dtype;
        this.data = Objects.requireNonNull(data, "data");
        this.shape = shape.clone();
        this.size = sizeOf(shape);
        if (length != size) {
            throw new IllegalArgumentException("An array of " + length + " elements cannot have the shape "
                    + Arrays.toString(shape) + ", which holds " + size + ".");
        }
    }

    /** Wraps {@code data} in the given shape (no axes: a scalar). */
    public static Nd of(float[] data, int... shape) {
        return new Nd(DType.FLOAT32, data, data.length, shape);
    }

    /** Wraps {@code data} in the given shape (no axes: a scalar). */
    public static Nd of(double[] data, int... shape) {
        return new Nd(DType.FLOAT64, data, data.length, shape);
    }

    /** Wraps {@code data} in the given shape (no axes: a scalar). */
    public static Nd of(int[] data, int... shape) {
        return new Nd(DType.INT32, data, data.length, shape);
    }

    /** Wraps {@code data} in the given shape (no axes: a scalar). */
    public static Nd of(long[] data, int... shape) {
        return new Nd(DType.INT64, data, data.length, shape);
    }

    /** Wraps {@code data} in the given shape (no axes: a scalar). */
    public static Nd of(boolean[] data, int... shape) {
        return new Nd(DType.BOOL, data, data.length, shape);
    }

    /** A vector of its elements. */
    public static Nd vector(float... values) {
        return of(values, values.length);
    }

    /** A vector of its elements. */
    public static Nd vector(double... values) {
        return of(values, values.length);
    }

    /** A vector of its elements. */
    public static Nd vector(int... values) {
        return of(values, values.length);
    }

    /** A vector of its elements. */
    public static Nd vector(long... values) {
        return of(values, values.length);
    }

    /** A float32 scalar. */
    public static Nd scalar(float value) {
        return of(new float[] {value});
    }

    /** A float64 scalar. */
    public static Nd scalar(double value) {
        return of(new double[] {value});
    }

    /** An int32 scalar. */
    public static Nd scalar(int value) {
        return of(new int[] {value});
    }

    /** An int64 scalar. */
    public static Nd scalar(long value) {
        return of(new long[] {value});
    }

    /** Copies the rows, which must be of one length, into a float32 matrix. */
    public static Nd matrix(float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] flat = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            requireLength(i, rows[i].length, columns);
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return of(flat, rows.length, columns);
    }

    /** Copies the rows, which must be of one length, into a float64 matrix. */
    public static Nd matrix(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            requireLength(i, rows[i].length, columns);
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return of(flat, rows.length, columns);
    }

    /** Copies the rows, which must be of one length, into an int32 matrix. */
    public static Nd matrix(int[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        int[] flat = new int[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            requireLength(i, rows[i].length, columns);
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return of(flat, rows.length, columns);
    }

    private static void requireLength(int row, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException("Row " + row + " has " + length + " elements where the first row has "
                    + expected + "; all rows need one length.");
        }
    }

    /** All elements zero (false). */
    public static Nd zeros(DType dtype, int... shape) {
        int n = sizeOf(shape);
        return new Nd(dtype, Elements.allocate(dtype, n), n, shape);
    }

    /** All elements equal to {@code value}, converted to {@code dtype}. */
    public static Nd full(DType dtype, double value, int... shape) {
        double[] filled = new double[sizeOf(shape)];
        Arrays.fill(filled, value);
        return of(filled, shape).cast(dtype);
    }

    /** 0, 1, …, n-1 as int64, NumPy's {@code arange(n)}. */
    public static Nd arange(int n) {
        long[] values = new long[n];
        Arrays.setAll(values, i -> i);
        return of(values, n);
    }

    /** Number of elements of a shape; a negative axis is an error. */
    public static int sizeOf(int... shape) {
        long n = 1;
        for (int axis : shape) {
            if (axis < 0) {
                throw new IllegalArgumentException("The shape " + Arrays.toString(shape) + " has a negative axis.");
            }
            n *= axis;
        }
        if (n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The shape " + Arrays.toString(shape) + " has more than 2^31-1 elements.");
        }
        return (int) n;
    }

    /** Element type. */
    public DType dtype() {
        return dtype;
    }

    /** A copy of the shape. */
    public int[] shape() {
        return shape.clone();
    }

    /** Number of axes. */
    public int rank() {
        return shape.length;
    }

    /** Size of one axis; a negative index counts from the end. */
    public int dim(int axis) {
        return shape[axis < 0 ? axis + shape.length : axis];
    }

    /** Number of elements. */
    public int size() {
        return size;
    }

    /** The elements as float32: the backing array if the type is float32, otherwise a converted copy. Read-only. */
    public float[] floats() {
        return dtype == DType.FLOAT32 ? (float[]) data : (float[]) Elements.convert(data, dtype, DType.FLOAT32);
    }

    /** The elements as float64: the backing array if the type is float64, otherwise a converted copy. Read-only. */
    public double[] doubles() {
        return dtype == DType.FLOAT64 ? (double[]) data : (double[]) Elements.convert(data, dtype, DType.FLOAT64);
    }

    /** The elements as int32: the backing array if the type is int32, otherwise a converted copy (truncated). Read-only. */
    public int[] ints() {
        return dtype == DType.INT32 ? (int[]) data : (int[]) Elements.convert(data, dtype, DType.INT32);
    }

    /** The elements as int64: the backing array if the type is int64, otherwise a converted copy (truncated). Read-only. */
    public long[] longs() {
        return dtype == DType.INT64 ? (long[]) data : (long[]) Elements.convert(data, dtype, DType.INT64);
    }

    /** The elements as truth values: the backing array if the type is bool, otherwise {@code x != 0}. Read-only. */
    public boolean[] bools() {
        return dtype == DType.BOOL ? (boolean[]) data : (boolean[]) Elements.convert(data, dtype, DType.BOOL);
    }

    /** The backing array: {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code boolean[]}. Read-only. */
    public Object array() {
        return data;
    }

    /** One element as a double; true is 1. */
    public double get(int... index) {
        return Elements.get(data, dtype, offset(index));
    }

    /** The element at a position of the flat array as a double; true is 1. */
    public double getFlat(int position) {
        return Elements.get(data, dtype, position);
    }

    /** The only element of an array of size 1. */
    public double item() {
        if (size != 1) {
            throw new IllegalArgumentException(
                    "item() needs one element; this array has the shape " + Arrays.toString(shape) + ".");
        }
        return getFlat(0);
    }

    private int offset(int[] index) {
        if (index.length != shape.length) {
            throw new IllegalArgumentException(
                    "The index " + Arrays.toString(index) + " does not fit the shape " + Arrays.toString(shape) + ".");
        }
        int offset = 0;
        for (int i = 0; i < index.length; i++) {
            offset = offset * shape[i] + Objects.checkIndex(index[i], shape[i]);
        }
        return offset;
    }

    /** The same elements in another shape; one axis may be -1 and is computed. */
    public Nd reshape(int... newShape) {
        int[] s = newShape.clone();
        int known = 1;
        int unknown = -1;
        for (int i = 0; i < s.length; i++) {
            if (s[i] != -1) {
                known *= s[i];
            } else if (unknown < 0) {
                unknown = i;
            } else {
                throw new IllegalArgumentException("Only one axis of " + Arrays.toString(newShape) + " may be -1.");
            }
        }
        if (unknown >= 0) {
            if (known == 0 || size % known != 0) {
                throw new IllegalArgumentException("An array of shape " + Arrays.toString(shape)
                        + " cannot be reshaped to " + Arrays.toString(newShape) + ".");
            }
            s[unknown] = size / known;
        }
        return new Nd(dtype, data, size, s);
    }

    /** The same numbers in another type; {@code this} if the type is the same. */
    public Nd cast(DType type) {
        return type == dtype ? this : new Nd(type, Elements.convert(data, dtype, type), size, shape);
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive) along the first axis, copied. */
    public Nd rows(int from, int to) {
        Objects.checkFromToIndex(from, to, dim(0));
        int stride = dim(0) == 0 ? 0 : size / dim(0);
        int[] s = shape.clone();
        s[0] = to - from;
        return new Nd(dtype, Elements.range(data, dtype, from * stride, to * stride), (to - from) * stride, s);
    }

    /** One entry of the first axis, copied; its rank is one less. */
    public Nd row(int i) {
        return rows(i, i + 1).reshape(Arrays.copyOfRange(shape, 1, shape.length));
    }

    /** The given rows along the first axis in the given order, copied. */
    public Nd take(int... rows) {
        int n = dim(0);
        int stride = n == 0 ? 0 : size / n;
        Object out = Elements.allocate(dtype, rows.length * stride);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(data, Objects.checkIndex(rows[i], n) * stride, out, i * stride, stride);
        }
        int[] s = shape.clone();
        s[0] = rows.length;
        return new Nd(dtype, out, rows.length * stride, s);
    }

    /** The arrays one after another along the first axis; types and inner shapes must agree. */
    public static Nd concat(Nd... parts) {
        int n = 0;
        for (Nd p : parts) {
            if (p.dtype != parts[0].dtype || !Arrays.equals(p.shape, 1, p.rank(), parts[0].shape, 1, parts[0].rank())) {
                throw new IllegalArgumentException(
                        "Cannot join " + parts[0].describe() + " and " + p.describe() + " along the first axis.");
            }
            n += p.dim(0);
        }
        int[] s = parts[0].shape();
        s[0] = n;
        Object out = Elements.allocate(parts[0].dtype, sizeOf(s));
        int at = 0;
        for (Nd p : parts) {
            System.arraycopy(p.data, 0, out, at, p.size);
            at += p.size;
        }
        return new Nd(parts[0].dtype, out, at, s);
    }

    /** A new array with {@code f} applied to every element; the type stays. */
    public Nd map(DoubleUnaryOperator f) {
        double[] out = doubles().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsDouble(out[i]);
        }
        return of(out, shape).cast(dtype);
    }

    /** The axes of a matrix exchanged. */
    public Nd transpose() {
        if (rank() != 2) {
            throw new IllegalArgumentException("transpose() needs a matrix, not " + describe() + ".");
        }
        Object out = Elements.allocate(dtype, size);
        for (int i = 0; i < shape[0]; i++) {
            for (int j = 0; j < shape[1]; j++) {
                System.arraycopy(data, i * shape[1] + j, out, j * shape[0] + i, 1);
            }
        }
        return new Nd(dtype, out, size, new int[] {shape[1], shape[0]});
    }

    /** Type and shape, such as {@code float32[32, 17]}. */
    public String describe() {
        return dtype + Arrays.toString(shape);
    }

    /** Equal type, shape and elements (bit for bit for floats, as {@link Arrays#equals}). */
    @Override
    public boolean equals(Object other) {
        return other instanceof Nd nd
                && nd.dtype == dtype
                && Arrays.equals(nd.shape, shape)
                && Objects.deepEquals(nd.data, data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.deepHashCode(new Object[] {data});
    }

    /** Nested brackets as NumPy prints them; long axes are abbreviated. */
    @Override
    public String toString() {
        return NdFormat.standard().format(this);
    }
}
