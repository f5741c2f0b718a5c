package org.dmol.layers.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One step of a recurrent layer, as Keras's cells; {@link RNN} repeats it over time.
 *
 * <p>As a layer, it takes (batch, features) and its states, and gives its output and the new states. A subclass says what a step
 * needs besides its input and the states ({@link #params}: weights, masks of dropout), what of its work does not depend on the
 * states ({@link #project}, done for all steps at once), and the rest ({@link #step}). The latter two run inside a loop's function:
 * they use their arguments alone.
 */
public abstract class Cell extends Layer {
    /**
     * The result of a step.
     *
     * @param output (batch, {@link #outputSize})
     * @param states new states
     */
    public record Step(Operand<TFloat32> output, List<Operand<TFloat32>> states) {}

    /** Number of units of each state; a state is (batch, units). */
    public abstract List<Integer> stateSizes();

    /** Number of units of the output; by default that of the first state. */
    public int outputSize() {
        return stateSizes().get(0);
    }

    /** Which state the output is, -1 if none; by default the first. */
    protected int outputState() {
        return 0;
    }

    /**
     * Weights and whatever else the steps of a trace use, by names of the cell's choice.
     *
     * @param features size of the last axis of the input
     * @param batch size of the batch, a scalar
     */
    protected abstract Map<String, Operand<TFloat32>> params(Ctx c, int features, Operand<TInt32> batch);

    /** The part of a step that depends on the input alone: (…, batch, features) to (…, batch, anything); by default nothing. */
    protected Operand<TFloat32> project(Ops tf, Operand<TFloat32> x, Map<String, Operand<TFloat32>> params) {
        return x;
    }

    /** Whether {@link #project} alone uses the parameter of that name; {@link #step} need not get it then. */
    protected boolean isForProjection(String param) {
        return false;
    }

    /** A step from the projected input and the states. */
    protected abstract Step step(
            Ops tf, Operand<TFloat32> x, List<Operand<TFloat32>> states, Map<String, Operand<TFloat32>> params);

    /** One step: input and states to output and states. */
    @Override
    protected final List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        if (inputs.size() != 1 + stateSizes().size()) {
            throw new IllegalArgumentException(
                    "an input and " + stateSizes().size() + " states are needed, not " + inputs.size() + " tensors.");
        }
        Operand<TFloat32> x = Trace.floats(inputs.get(0));
        Map<String, Operand<TFloat32>> params = params(c, (int) Trace.dim(x, -1), Trace.size(c.tf(), x, 0));
        List<Operand<TFloat32>> states =
                inputs.subList(1, inputs.size()).stream().map(Trace::floats).toList();
        Step made = step(c.tf(), project(c.tf(), x, params), states, params);
        List<Operand<?>> out = new ArrayList<>();
        out.add(made.output);
        out.addAll(made.states);
        return out;
    }
}
