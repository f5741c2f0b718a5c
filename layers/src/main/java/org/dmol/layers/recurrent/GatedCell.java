package org.dmol.layers.recurrent;

import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A cell with gates, which have an activation of their own.
 *
 * @param <C> the cell itself, which the settings return
 */
public abstract class GatedCell<C extends GatedCell<C>> extends KernelCell<C> {
    private String recurrentActivationName = "sigmoid";
    private Activation recurrentActivation = Activations.get("sigmoid");

    /** A cell of so many units, whose kernels have so many parts. */
    protected GatedCell(int units, int gates) {
        super(units, gates);
    }

    /** The activation of the gates, by its name; default {@code sigmoid}. */
    public final C recurrentActivation(String name) {
        recurrentActivation = Activations.get(name);
        recurrentActivationName = name;
        return self();
    }

    final Operand<TFloat32> gate(Ops tf, Operand<TFloat32> x) {
        return recurrentActivation.apply(tf, x);
    }

    @Override
    protected void putSettings(Map<String, Object> c) {
        super.putSettings(c);
        c.put("recurrent_activation", recurrentActivationName);
    }

    @Override
    protected C readSettings(Map<String, Object> c) {
        boolean given = c.containsKey("recurrent_activation");
        return super.readSettings(c)
                .recurrentActivation(given ? Config.activation(c, "recurrent_activation") : "sigmoid");
    }
}
