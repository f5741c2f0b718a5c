package org.dmol.tf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Empty;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Arrays over time that a loop reads and fills element by element. XLA updates a slice in place if it can; TensorFlow's
 * kernels do only with {@code InplaceUpdate}, which XLA lacks.
 */
record LoopStorage(boolean xla) {
    @SuppressWarnings("unchecked")
    static Operand<TInt32> ints(Operand<?> x) {
        return (Operand<TInt32>) x;
    }

    /** Size of the first axis, a scalar. */
    static Operand<TInt32> length(Ops tf, Operand<?> x) {
        return tf.gather(tf.shape(Trace.floats(x)), tf.constant(0), tf.constant(0));
    }

    /** An array of the given shape; its elements are undefined unless {@code zero}. Never shared with another one. */
    Operand<?> allocate(Ops tf, Operand<TInt32> dims, Spec spec, boolean zero) {
        Class<? extends TType> type = Tensors.type(spec.dtype());
        if (xla) {
            Operand<?> nought = cast(tf, tf.constant(0), type);
            return tf.fill(dims, Trace.floats(nought));
        }
        // Empty is stateful, so that graph optimisation never merges two arrays into one.
        return tf.empty(dims, type, Empty.init(zero));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Operand<?> cast(Ops tf, Operand<TInt32> x, Class type) {
        return tf.dtypes.cast(x, type);
    }

    /**
     * The shape {@code (leading axes, element)}, a constant if all of it is known.
     *
     * @param leading sizes of the first axes, scalars
     * @param batch where the size of the element's first axis comes from if it is not known
     */
    static Operand<TInt32> dims(Ops tf, List<Operand<TInt32>> leading, Spec element, Operand<?> batch) {
        List<Operand<TInt32>> parts = new ArrayList<>();
        leading.forEach(n -> parts.add(tf.expandDims(n, tf.constant(0))));
        int[] known = Tensors.ints(element.shape());
        if (known.length > 0 && known[0] < 0) {
            parts.add(tf.expandDims(length(tf, batch), tf.constant(0)));
            known = Arrays.copyOfRange(known, 1, known.length);
        }
        parts.add(tf.constant(known));
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
    }

    /** Access at one time. */
    At at(Ops tf, Operand<TInt32> time) {
        return new At(tf, time);
    }

    /** Reads and writes elements at one time, plus an offset. */
    final class At {
        private final Ops tf;
        private final Operand<TInt32> time;
        private final Map<Integer, Operand<TInt32>> positions = new HashMap<>();

        private At(Ops tf, Operand<TInt32> time) {
            this.tf = tf;
            this.time = time;
        }

        /** Position {@code time + offset}, shape (1). */
        private Operand<TInt32> position(int offset) {
            return positions.computeIfAbsent(offset, o -> {
                Operand<TInt32> t = tf.expandDims(time, tf.constant(0));
                return o == 0 ? t : tf.math.add(t, tf.constant(new int[] {o}));
            });
        }

        private Operand<TInt32> corner(int offset, int rank) {
            return rank == 1
                    ? position(offset)
                    : tf.concat(List.of(position(offset), tf.constant(new int[rank - 1])), tf.constant(0));
        }

        Operand<?> read(Operand<?> array, int offset, Spec element) {
            Shape s = element.shape();
            Operand<TFloat32> x = Trace.floats(array);
            if (!xla) {
                return tf.stridedSlice(
                        x,
                        position(offset),
                        position(offset + 1),
                        tf.constant(new int[] {1}),
                        StridedSlice.shrinkAxisMask(1L));
            }
            if (s.hasUnknownDimension()) {
                return tf.gather(x, tf.squeeze(position(offset)), tf.constant(0));
            }
            OperationBuilder slice = tf.scope().opBuilder("XlaDynamicSlice", "Read");
            slice.addInput(x.asOutput());
            slice.addInput(corner(offset, s.numDimensions() + 1).asOutput());
            slice.addInput(tf.constant(Tensors.ints(Shape.of(1).append(s))).asOutput());
            return tf.reshape(slice.build().<TFloat32>output(0), tf.constant(Tensors.ints(s)));
        }

        Operand<?> write(Operand<?> array, int offset, Operand<?> value, Spec element) {
            Operand<TFloat32> row = tf.expandDims(Trace.floats(value), tf.constant(0));
            if (!xla) {
                return tf.inplaceUpdate(Trace.floats(array), position(offset), row);
            }
            OperationBuilder update = tf.scope().opBuilder("XlaDynamicUpdateSlice", "Write");
            update.addInput(array.asOutput());
            update.addInput(row.asOutput());
            update.addInput(corner(offset, element.shape().numDimensions() + 1).asOutput());
            return update.build().output(0);
        }
    }
}
