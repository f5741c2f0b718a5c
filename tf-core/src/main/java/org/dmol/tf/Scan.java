package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A fixed number of steps in one call of TensorFlow, in the manner of {@code jax.lax.scan}: a state goes from step to step, and
 * records of every step are stacked. Its use is training by hand, where one call a step would cost more than the step; gradients may be
 * taken inside of a step, not through the loop.
 *
 * <pre>{@code
 * Fn descent = Fn.multi((tf, in) -> Scan.of(tf, 2000, in, (f, i, s) -> {
 *     Operand<TFloat32> loss = …;                              // of s.get(0), the weights, and s.get(1), the data
 *     Operand<?> g = Grad.of(f, loss, s.subList(0, 1)).get(0);
 *     return Scan.step(f.math.sub(s.get(0), …g…)).record(loss);
 * })).compiled();
 * }</pre>
 */
public final class Scan {
    /**
     * The result of a step.
     *
     * @param state new values of the first elements of the state; the others stay as they are
     * @param records what is kept of this step; of the same shapes in every step
     */
    public record Step(List<Operand<?>> state, List<Operand<?>> records) {
        /** The same step with records, floats of known shapes. */
        public Step record(Operand<?>... kept) {
            return new Step(state, List.of(kept));
        }
    }

    /** Describes a step. */
    @FunctionalInterface
    public interface Body {
        /** Adds ops to {@code tf}; {@code i} is the number of the step, from 0, and {@code state} all of the state. */
        Step of(Ops tf, Operand<TInt32> i, List<Operand<TFloat32>> state);
    }

    private Scan() {}

    /** A step without records. */
    public static Step step(Operand<?>... state) {
        return new Step(List.of(state), List.of());
    }

    /**
     * Adds the loop to a graph.
     *
     * @param start state before the first step; what no step changes, such as data, belongs to it too
     * @return the state after the last step, then the records of all steps, (steps, …) each
     */
    public static List<Operand<?>> of(Ops tf, int steps, List<? extends Operand<?>> start, Body body) {
        List<Spec> specs = start.stream().map(Trace::spec).toList();
        List<Spec> records = new ArrayList<>();
        try (ConcreteFunction probe = Trace.function(specs, (f, s) -> {
            Step step = body.of(f, f.constant(0), floats(s));
            step.records().forEach(r -> records.add(Trace.spec(r)));
            return step.state();
        })) {
            return loop(tf, steps, start, records, body);
        }
    }

    private static List<Operand<?>> loop(
            Ops tf, int steps, List<? extends Operand<?>> start, List<Spec> records, Body body) {
        int n = start.size();
        List<Operand<?>> all = new ArrayList<>(List.of(tf.constant(0)));
        all.addAll(start);
        for (Spec r : records) {
            int[] shape = new int[r.shape().numDimensions() + 1];
            shape[0] = steps;
            System.arraycopy(Tensors.ints(r.shape()), 0, shape, 1, shape.length - 1);
            all.add(tf.zeros(tf.constant(shape), Tensors.type(r.dtype())));
        }
        List<Spec> specs = all.stream().map(Trace::spec).toList();
        try (ConcreteFunction condition = Trace.function(
                        specs, (f, s) -> List.of(f.math.less(Trace.<TInt32>as(s.get(0)), f.constant(steps))));
                ConcreteFunction iterate = Trace.function(specs, (f, s) -> next(f, s, n, body))) {
            List<Output<?>> end = tf.statelessWhile(all, condition, iterate).output();
            return new ArrayList<>(end.subList(1, end.size()));
        }
    }

    private static List<Operand<?>> next(Ops tf, List<Operand<?>> s, int n, Body body) {
        Operand<TInt32> i = Trace.as(s.get(0));
        Step step = body.of(tf, i, floats(s.subList(1, n + 1)));
        List<Operand<?>> out = new ArrayList<>(s);
        out.set(0, tf.math.add(i, tf.constant(1)));
        for (int k = 0; k < step.state().size(); k++) {
            out.set(1 + k, step.state().get(k));
        }
        Operand<TInt32> at = tf.reshape(i, tf.constant(new int[] {1, 1}));
        for (int k = 0; k < step.records().size(); k++) {
            Operand<TFloat32> row = tf.expandDims(Trace.floats(step.records().get(k)), tf.constant(0));
            out.set(1 + n + k, tf.tensorScatterNdUpdate(Trace.floats(s.get(1 + n + k)), at, row));
        }
        return out;
    }

    private static List<Operand<TFloat32>> floats(List<Operand<?>> s) {
        return s.stream().map(Trace::floats).toList();
    }
}
