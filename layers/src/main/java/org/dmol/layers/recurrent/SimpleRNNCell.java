package org.dmol.layers.recurrent;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** {@code h' = activation(x kernel + bias + h recurrent)} (Elman 1990). One state, h. */
public final class SimpleRNNCell extends KernelCell<SimpleRNNCell> {
    /** A cell of so many units. */
    public SimpleRNNCell(int units) {
        super(units, 1);
    }

    @Override
    protected SimpleRNNCell self() {
        return this;
    }

    @Override
    protected Shape biasShape() {
        return Shape.of(units());
    }

    @Override
    protected Step step(
            Ops tf, Operand<TFloat32> x, List<Operand<TFloat32>> states, Map<String, Operand<TFloat32>> params) {
        Operand<TFloat32> h = activate(tf, tf.math.add(x, recur(tf, states.get(0), params)));
        return new Step(h, List.of(h));
    }

    static SimpleRNNCell fromConfig(Map<String, Object> c) {
        return new SimpleRNNCell(Config.integer(c, "units", 0)).readSettings(c);
    }
}
