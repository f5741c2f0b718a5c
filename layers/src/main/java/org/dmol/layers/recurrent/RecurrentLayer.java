package org.dmol.layers.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;

/**
 * A cell over time: (batch, time, features), then optionally the initial states, to (batch, units), or (batch, time, units) with
 * {@link #returnSequences}, then the last states with {@link #returnState}.
 *
 * <p>Where the mask of the input is false, the states stay as they are, and the output is that of the step before.
 *
 * @param <L> the layer itself, which the settings return
 */
public abstract class RecurrentLayer<L extends RecurrentLayer<L>> extends Layer {
    private final Cell cell;
    private boolean returnSequences;
    private boolean returnState;
    private boolean goBackwards;
    private boolean stateful;
    private boolean unroll;
    private boolean zeroOutputForMask;
    private final List<Var> memory = new ArrayList<>();

    /** A layer that repeats the cell. */
    protected RecurrentLayer(Cell cell) {
        this.cell = cell;
    }

    /** This object. */
    protected abstract L self();

    /** The cell. */
    public Cell cell() {
        return cell;
    }

    /** Whether the outputs of all steps come out, or the last one alone; default false. */
    public final L returnSequences(boolean on) {
        returnSequences = on;
        return self();
    }

    /** Whether the last states come out, too; default false. */
    public final L returnState(boolean on) {
        returnState = on;
        return self();
    }

    /** Whether time runs backwards; sequences then come out reversed, in the order of computation. Default false. */
    public final L goBackwards(boolean on) {
        goBackwards = on;
        return self();
    }

    /**
     * Whether the last states of a batch are the first of the next, row by row, until {@link Layer#resetStates}; default false.
     * Needs an input with a known size of the batch.
     */
    public final L stateful(boolean on) {
        stateful = on;
        return self();
    }

    /** Whether the steps are written out instead of looped over; default false. For known, short lengths only. */
    public final L unroll(boolean on) {
        unroll = on;
        return self();
    }

    /** Whether the outputs of masked steps are zero instead of those of the step before; default false. */
    public final L zeroOutputForMask(boolean on) {
        zeroOutputForMask = on;
        return self();
    }

    final boolean returnsSequences() {
        return returnSequences;
    }

    final boolean returnsState() {
        return returnState;
    }

    final boolean goesBackwards() {
        return goBackwards;
    }

    final boolean isStateful() {
        return stateful;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        Spec x = inputs.get(0);
        Shape s = x.shape();
        if (s.numDimensions() != 3) {
            throw new IllegalArgumentException("an input of three axes (batch, time, features) is needed.");
        }
        weights.add("cell", cell).ensureBuilt(List.of(new Spec(x.dtype(), Shape.of(s.get(0), s.get(2)))));
        if (stateful) {
            if (s.get(0) < 0) {
                throw new IllegalArgumentException(
                        "a stateful layer needs an input whose batch size is known; give the model's input a batch axis.");
            }
            for (int n : cell.stateSizes()) {
                memory.add(weights.carry("state", Nd.zeros(FloatX.get(), (int) s.get(0), n)));
            }
        }
    }

    @Override
    protected final List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        RecurrentRun run = run(c, inputs);
        List<Operand<?>> out = new ArrayList<>();
        out.add(returnSequences ? run.sequence(goBackwards) : run.last());
        if (returnState) {
            out.addAll(run.states());
        }
        return out;
    }

    /** The loop; {@link Bidirectional} takes its results in order of time. */
    final RecurrentRun run(Ctx c, List<Operand<?>> inputs) {
        Operand<TBool> mask = c.mask(inputs.get(0));
        List<Operand<?>> given = inputs.subList(1, inputs.size());
        if (!given.isEmpty() && given.size() != cell.stateSizes().size()) {
            throw new IllegalArgumentException(
                    "it has " + cell.stateSizes().size() + " states, but got " + given.size() + " initial ones.");
        }
        List<Operand<?>> first = new ArrayList<>(given);
        if (stateful && given.isEmpty()) {
            long rows = Trace.dim(inputs.get(0), 0);
            if (rows >= 0 && rows != memory.get(0).shape()[0]) {
                throw new IllegalArgumentException("it is stateful and keeps the states of "
                        + memory.get(0).shape()[0] + " rows.");
            }
            memory.forEach(v -> first.add(c.readAny(v)));
        }
        RecurrentRun run = new RecurrentRun(
                c, cell, Trace.floats(inputs.get(0)), first, mask, zeroOutputForMask, goBackwards, unroll);
        for (int i = 0; i < memory.size(); i++) {
            c.update(memory.get(i), run.states().get(i));
        }
        return run;
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Operand<TBool> mask = c.mask(inputs.get(0));
        if (mask != null && returnSequences) {
            c.mask(outputs.get(0), mask);
        }
    }

    /** The settings that lie here. */
    final void putOptions(Map<String, Object> c) {
        c.put("return_sequences", returnSequences);
        c.put("return_state", returnState);
        c.put("go_backwards", goBackwards);
        c.put("stateful", stateful);
        c.put("unroll", unroll);
        c.put("zero_output_for_mask", zeroOutputForMask);
    }

    /** Takes the settings that lie here. */
    final L readOptions(Map<String, Object> c) {
        return returnSequences(Config.flag(c, "return_sequences", false))
                .returnState(Config.flag(c, "return_state", false))
                .goBackwards(Config.flag(c, "go_backwards", false))
                .stateful(Config.flag(c, "stateful", false))
                .unroll(Config.flag(c, "unroll", false))
                .zeroOutputForMask(Config.flag(c, "zero_output_for_mask", false));
    }
}
