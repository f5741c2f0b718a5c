package org.dmol.layers.core;

import java.util.List;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;

/** Gives its inputs back, masks included: a place in a model that can be named. */
public final class Identity extends Layer {
    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        return inputs;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
