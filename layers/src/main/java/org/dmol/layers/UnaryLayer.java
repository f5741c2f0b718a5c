package org.dmol.layers;

import java.util.List;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A layer of one floating-point input and one floating-point output. */
public abstract class UnaryLayer extends Layer {
    /** Creates weights for an input of the given type and shape; does nothing unless overridden. */
    protected void build(Weights weights, Spec input) {}

    /** Adds the layer's ops to the trace and returns the output. */
    protected abstract Operand<TFloat32> call(Ctx c, Operand<TFloat32> x);

    @Override
    protected final void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("one input is needed, not " + inputs.size() + ".");
        }
        build(weights, inputs.get(0));
    }

    @Override
    protected final List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        return List.of(call(c, Trace.floats(inputs.get(0))));
    }
}
