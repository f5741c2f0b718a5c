package org.dmol.layers.core;

import java.util.List;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A function without weights as a layer. It cannot be saved with a model, as in Keras. */
public final class Lambda extends Layer {
    /** The outputs in terms of the inputs. */
    @FunctionalInterface
    public interface Body {
        /** Adds ops and returns the outputs. */
        List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs);
    }

    /** One output in terms of one input. */
    @FunctionalInterface
    public interface Unary {
        /** Adds ops and returns the output. */
        Operand<?> call(Ops tf, Operand<TFloat32> x);
    }

    private final Body body;

    private Lambda(Body body) {
        this.body = body;
    }

    /** A function of one input. */
    public static Lambda of(Unary function) {
        return new Lambda((c, in) -> List.of(function.call(c.tf(), Trace.floats(in.get(0)))));
    }

    /** A function of any number of inputs with any number of outputs. */
    public static Lambda multi(Body function) {
        return new Lambda(function);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        return body.call(c, inputs);
    }
}
