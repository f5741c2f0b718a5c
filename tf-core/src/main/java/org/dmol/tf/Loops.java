package org.dmol.tf;

import java.util.List;
import org.dmol.tf.grad.GradientRegistry;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Loops over time whose derivatives exist to any order: recurrent networks, integrators.
 *
 * <pre>{@code
 * // h' = tanh(x + h u) over x of shape (time, batch, units)
 * Loops.Scan scan = Loops.scan(tf, (t, x, h, p) -> Loops.Step.of(
 *                 t.math.tanh(t.math.add(x.get(0), t.linalg.matMul(h.get(0), p.get(0))))))
 *         .over(x).from(h0).with(u).run();
 * scan.history(0);   // (time, batch, units): h after each step
 * scan.last(0);      // (batch, units)
 * }</pre>
 *
 * <p>The loop is one {@code StatelessWhile}, built in constant time however long it is, in sessions, in functions, in
 * other loops and under XLA. Gradients are to be asked for by {@link Grad}, which prepares the loops' gradients.
 */
public final class Loops {
    private Loops() {}

    /** One step of a loop. It must be made of its arguments alone: operands of the graph around it come in as params. */
    @FunctionalInterface
    public interface Cell {
        /** New states and outputs from the elements of the sequences at one time, the states before, and the params. */
        Step step(Ops tf, List<Operand<TFloat32>> x, List<Operand<TFloat32>> states, List<Operand<TFloat32>> params);
    }

    /**
     * What a step gives.
     *
     * @param states the new states, of the types and shapes of the old ones
     * @param outputs what is to be stacked over time besides the states; their shapes are known but for the first axis
     */
    public record Step(List<? extends Operand<?>> states, List<? extends Operand<?>> outputs) {
        /** New states, which are the only output. */
        public static Step of(Operand<?>... states) {
            return new Step(List.of(states), List.of());
        }
    }

    /** A loop with its settings to come. */
    public static Builder scan(Ops tf, Cell cell) {
        return new Builder(tf, cell);
    }

    /**
     * All steps of an LSTM layer in one kernel: float32, not under XLA, no masks, first derivatives only. Gates in the
     * order input, forget, cell, output, as in Keras; nothing is added to the forget gate's bias.
     *
     * @param x inputs, (time, batch, features)
     * @param h first output, (batch, units)
     * @param c first cell state, (batch, units)
     * @param kernel (features, 4 units)
     * @param recurrent (units, 4 units)
     * @param bias (4 units)
     */
    public static Lstm blockLstm(
            Ops tf,
            Operand<TFloat32> x,
            Operand<TFloat32> h,
            Operand<TFloat32> c,
            Operand<TFloat32> kernel,
            Operand<TFloat32> recurrent,
            Operand<TFloat32> bias) {
        GradientRegistry.install();
        Operand<TFloat32> peephole = tf.constant(new float[(int) Trace.dim(h, -1)]); // not used, but must be there
        OperationBuilder cell = tf.scope().opBuilder("BlockLSTMV2", "Lstm");
        List<Operand<?>> inputs = List.of(
                tf.dtypes.cast(LoopStorage.length(tf, x), TInt64.class),
                x,
                c,
                h,
                tf.concat(List.of(kernel, recurrent), tf.constant(0)),
                peephole,
                peephole,
                peephole,
                bias);
        inputs.forEach(in -> cell.addInput(in.asOutput()));
        Operation made = cell.build();
        return new Lstm(made.output(6), made.output(1));
    }

    /**
     * What an LSTM layer gives.
     *
     * @param h outputs, (time, batch, units)
     * @param c cell states, (time, batch, units)
     */
    public record Lstm(Operand<TFloat32> h, Operand<TFloat32> c) {}

    /** The results of a loop. */
    public static final class Scan {
        private final Ops tf;
        private final List<Operand<?>> last;
        private final List<Operand<?>> outputs;
        private final List<Operand<?>> stacks;
        private final int offset;

        Scan(Ops tf, List<Operand<?>> last, List<Operand<?>> outputs, List<Operand<?>> stacks, int offset) {
            this.tf = tf;
            this.last = last;
            this.outputs = outputs;
            this.stacks = stacks;
            this.offset = offset;
        }

        /** State i after the last step. */
        public Operand<TFloat32> last(int i) {
            return Trace.floats(last.get(i));
        }

        /** Output i of all steps, time first; element t belongs to time t, whatever the direction. */
        public Operand<TFloat32> output(int i) {
            return Trace.floats(outputs.get(i));
        }

        /** State i after the step at each time, time first. */
        public Operand<TFloat32> history(int i) {
            Operand<TFloat32> stack = Trace.floats(stacks.get(i));
            return offset < 0
                    ? stack
                    : tf.stridedSlice(
                            stack,
                            tf.array(offset),
                            tf.array(offset - 1),
                            tf.array(1),
                            StridedSlice.endMask(offset == 1 ? 1L : 0L));
        }
    }

    /** Settings of a loop. */
    public static final class Builder {
        final Ops tf;
        final Cell cell;
        List<Operand<?>> sequences = List.of();
        List<Operand<?>> states = List.of();
        List<Operand<?>> params = List.of();
        Operand<TBool> mask;
        boolean zeroOutputs;
        boolean reverse;
        boolean xla;
        boolean unroll;

        private Builder(Ops tf, Cell cell) {
            this.tf = tf;
            this.cell = cell;
        }

        /** What the steps read one element of each, (time, ...); at least one. */
        public Builder over(Operand<?>... all) {
            sequences = List.of(all);
            return this;
        }

        /** The states before the first step; at least one. */
        public Builder from(Operand<?>... all) {
            states = List.of(all);
            return this;
        }

        /** What every step uses as it is; default nothing. */
        public Builder with(Operand<?>... all) {
            params = List.of(all);
            return this;
        }

        /**
         * Steps to leave out, (time, batch): where false, a row keeps its states, and its outputs are those of the step
         * before (zeros at first). Null, the default: none.
         */
        public Builder mask(Operand<TBool> steps) {
            mask = steps;
            return this;
        }

        /** Whether masked steps have outputs of zero instead of those of the step before; default false. */
        public Builder zeroOutputs(boolean on) {
            zeroOutputs = on;
            return this;
        }

        /** Whether time runs backwards; default false. Results stay in the order of the sequences. */
        public Builder reverse(boolean on) {
            reverse = on;
            return this;
        }

        /** Whether the graph is to be compiled by XLA, which knows other operations for arrays; default false. */
        public Builder xla(boolean on) {
            xla = on;
            return this;
        }

        /**
         * Whether the steps are written out instead of looped over; default false. For a known number of steps, up to about 20: it
         * takes longer to build and, by far, to compile.
         */
        public Builder unroll(boolean on) {
            unroll = on;
            return this;
        }

        /**
         * Adds the loop to the graph.
         *
         * @throws IllegalArgumentException if the sequences differ in length or the cell's states do not fit
         */
        public Scan run() {
            GradientRegistry.install();
            return new LoopBuilder(this).run();
        }
    }
}
