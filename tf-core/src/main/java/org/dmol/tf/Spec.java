package org.dmol.tf;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.tensorflow.ndarray.Shape;

/**
 * Type and shape of an input; an axis of -1 takes any size.
 *
 * @param dtype element type
 * @param shape shape, possibly with unknown axes
 */
public record Spec(DType dtype, Shape shape) {
    /** An input of the given type and axes, -1 for any size. */
    public static Spec of(DType dtype, long... axes) {
        return new Spec(dtype, Shape.of(axes));
    }

    /** Exactly the array's type and shape. */
    public static Spec like(Nd array) {
        return new Spec(array.dtype(), Tensors.shape(array.shape()));
    }

    /** Whether an array of this type and shape may be fed. */
    public boolean accepts(Nd array) {
        if (array.dtype() != dtype || array.rank() != shape.numDimensions()) {
            return false;
        }
        for (int i = 0; i < array.rank(); i++) {
            if (shape.get(i) != Shape.UNKNOWN_SIZE && shape.get(i) != array.dim(i)) {
                return false;
            }
        }
        return true;
    }

    /** Same type and axes, unknown ones included, so that programs can be kept by their inputs; TensorFlow's shapes differ there. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Spec s && s.dtype == dtype && Arrays.equals(s.shape.asArray(), shape.asArray());
    }

    @Override
    public int hashCode() {
        return 31 * dtype.hashCode() + Arrays.hashCode(shape.asArray());
    }

    /** Type and shape, such as {@code float32[?, 17]}. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(dtype.toString()).append('[');
        for (int i = 0; i < shape.numDimensions(); i++) {
            s.append(i == 0 ? "" : ", ").append(shape.get(i) < 0 ? "?" : Long.toString(shape.get(i)));
        }
        return s.append(']').toString();
    }
}
