package org.dmol.chapters.gnn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StatelessCase;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Examples of uneven sizes under XLA, which wants fixed shapes: the same computation for each of a few sizes, and arrays end to end. */
final class Sized {
    /** The computation for one size. */
    @FunctionalInterface
    interface Branch {
        /** Made of its arguments alone; the outputs have the same shapes for all sizes. */
        List<Operand<?>> of(Ops tf, List<Operand<?>> arguments, int size);
    }

    private Sized() {}

    /** The floats that the branch for a size, given as a scalar, makes of the arguments. */
    static List<? extends Operand<?>> choose(
            Ops tf, Operand<TInt32> size, List<Operand<?>> arguments, int sizes, int outputs, Branch branch) {
        if (sizes == 1) {
            return branch.of(tf, arguments, 0);
        }
        List<Spec> specs = arguments.stream().map(Trace::spec).toList();
        List<ConcreteFunction> branches = IntStream.range(0, sizes)
                .mapToObj(k -> Trace.function(specs, (f, x) -> branch.of(f, x, k)))
                .toList();
        try {
            return StatelessCase.create(
                            tf.scope(), size, arguments, Collections.nCopies(outputs, TFloat32.class), branches)
                    .output();
        } finally {
            branches.forEach(ConcreteFunction::close);
        }
    }

    /**
     * Where each example lies in the arrays end to end.
     *
     * @param packed of each example the size, the place of its ints and the place of its floats
     * @param ints how many all have
     * @param floats how many all have
     */
    record Picks(int[] packed, int ints, int floats) {
        /**
         * Examples one after another.
         *
         * @param size the size of each
         * @param ints how many ints an example of a size has
         * @param floats how many floats
         */
        static Picks of(int[] size, IntUnaryOperator ints, IntUnaryOperator floats) {
            int[] rows = new int[3 * size.length];
            int nextInt = 0;
            int nextFloat = 0;
            for (int i = 0; i < size.length; i++) {
                rows[3 * i] = size[i];
                rows[3 * i + 1] = nextInt;
                rows[3 * i + 2] = nextFloat;
                nextInt = Math.addExact(nextInt, ints.applyAsInt(size[i]));
                nextFloat = Math.addExact(nextFloat, floats.applyAsInt(size[i]));
            }
            return new Picks(rows, nextInt, nextFloat);
        }

        int firstInt(int example) {
            return packed[3 * example + 1];
        }

        int firstFloat(int example) {
            return packed[3 * example + 2];
        }

        /** The same as an array (examples, 3). */
        Nd rows() {
            return Nd.of(packed, packed.length / 3, 3);
        }
    }

    /** Reads an array part by part. */
    static final class Parts<T extends TType> {
        private final Ops tf;
        private final Operand<T> all;
        private Operand<TInt32> at;

        /** An array (n), from a place on. */
        Parts(Ops tf, Operand<T> all, Operand<TInt32> from) {
            this.tf = tf;
            this.all = all;
            this.at = from;
        }

        /**
         * The next part in a shape. By XLA's own op: the place of TensorFlow's slice would become a constant of the compiled program, which
         * were then compiled anew for each order of the examples.
         */
        Operand<T> next(int... shape) {
            int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            var slice = tf.scope().opBuilder("XlaDynamicSlice", "part");
            slice.addInput(all.asOutput());
            slice.addInput(tf.expandDims(at, tf.constant(0)).asOutput());
            slice.addInput(tf.constant(new int[] {size}).asOutput());
            at = tf.math.add(at, tf.constant(size));
            Operand<T> part = slice.build().output(0);
            return shape.length == 1 ? part : tf.reshape(part, tf.constant(shape));
        }
    }
}
