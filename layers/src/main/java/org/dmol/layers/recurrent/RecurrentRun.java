package org.dmol.layers.recurrent;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.tf.Ctx;
import org.dmol.tf.Loops;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One run of a cell over the time axis of a batch, in a trace. */
final class RecurrentRun {
    private final Ops tf;
    private final boolean backwards;
    private final List<Operand<?>> states = new ArrayList<>();
    private final Operand<TFloat32> last;
    private final Operand<TFloat32> sequence;

    /**
     * Adds the loop to the trace.
     *
     * @param x (batch, time, features)
     * @param initial states to begin with; empty: zeros
     * @param mask (batch, time), or null
     */
    RecurrentRun(
            Ctx c,
            Cell cell,
            Operand<TFloat32> x,
            List<Operand<?>> initial,
            Operand<TBool> mask,
            boolean zeroOutputs,
            boolean backwards,
            boolean unroll) {
        this.tf = c.tf();
        this.backwards = backwards;
        Operand<TInt32> batch = Trace.size(tf, x, 0);
        Map<String, Operand<TFloat32>> params = cell.params(c, (int) Trace.dim(x, -1), batch);
        Operand<TFloat32> projected = cell.project(tf, timeFirst(x), params);
        List<String> names =
                params.keySet().stream().filter(n -> !cell.isForProjection(n)).toList();
        // The output is a state; but not where steps are masked and the step before the first has another output, zero.
        int state = mask != null && (zeroOutputs || !initial.isEmpty()) ? -1 : cell.outputState();
        List<Operand<?>> first = initial.isEmpty() ? zeros(cell, batch, x) : initial;
        Loops.Scan scan = Loops.scan(tf, (t, e, s, p) -> {
                    Map<String, Operand<TFloat32>> own = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        own.put(names.get(i), p.get(i));
                    }
                    Cell.Step made = cell.step(t, e.get(0), s, own);
                    return new Loops.Step(made.states(), state < 0 ? List.of(made.output()) : List.of());
                })
                .over(projected)
                .from(first.toArray(Operand<?>[]::new))
                .with(names.stream().map(params::get).toArray(Operand<?>[]::new))
                .mask(mask == null ? null : tf.linalg.transpose(mask, tf.constant(new int[] {1, 0})))
                .zeroOutputs(zeroOutputs)
                .reverse(backwards)
                .xla(c.compiled())
                .unroll(unroll)
                .run();
        for (int i = 0; i < first.size(); i++) {
            states.add(scan.last(i));
        }
        this.sequence = state < 0 ? scan.output(0) : scan.history(state);
        this.last = state < 0 ? end(scan.output(0)) : scan.last(state);
    }

    private List<Operand<?>> zeros(Cell cell, Operand<TInt32> batch, Operand<TFloat32> x) {
        List<Operand<?>> all = new ArrayList<>();
        for (int n : cell.stateSizes()) {
            long rows = Trace.dim(x, 0);
            Operand<TInt32> shape =
                    rows < 0 ? tf.stack(List.of(batch, tf.constant(n))) : tf.constant(new int[] {(int) rows, n});
            all.add(tf.fill(shape, scalar(tf, x, 0)));
        }
        return all;
    }

    /** The element of the step that came last. */
    private Operand<TFloat32> end(Operand<TFloat32> all) {
        Operand<TInt32> position = backwards ? tf.constant(0) : tf.math.sub(Trace.size(tf, all, 0), tf.constant(1));
        return tf.gather(all, position, tf.constant(0));
    }

    /** Swaps the first two axes. */
    private Operand<TFloat32> timeFirst(Operand<TFloat32> x) {
        int[] order = new int[x.shape().numDimensions()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < 2 ? 1 - i : i;
        }
        return tf.linalg.transpose(x, tf.constant(order));
    }

    /** The states after the last step. */
    List<Operand<?>> states() {
        return states;
    }

    /** The output of the last step, (batch, units). */
    Operand<TFloat32> last() {
        return last;
    }

    /** All outputs, (batch, time, units), in order of time or reversed. */
    Operand<TFloat32> sequence(boolean reversed) {
        return timeFirst(reversed ? tf.reverse(sequence, tf.constant(new int[] {0})) : sequence);
    }
}
