package org.dmol.layers.core;

import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.layers.Names;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Applies an activation: Keras's layer {@code Activation} (a name that the function type has here). Shape unchanged. */
public final class ActivationLayer extends UnaryLayer {
    private final String activationName;
    private final Activation activation;

    /** The activation of the given name. */
    public ActivationLayer(String activation) {
        this.activationName = activation;
        this.activation = Activations.get(activation);
        named(Names.next("Activation"));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return activation.apply(c.tf(), x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public String className() {
        return "Activation";
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("activation", activationName);
        return c;
    }

    static ActivationLayer fromConfig(Map<String, Object> c) {
        return new ActivationLayer(Config.activation(c, "activation"));
    }
}
