package org.dmol.layers.graph;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Grad;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/**
 * A layer that gives energies, and the forces that follow from them: minus the derivative by the positions, so that energy is conserved.
 * A loss on the forces differentiates twice.
 *
 * <p>Inputs: those of the energy layer, whose input number {@code positions} is (batch, n, 3). Outputs: energies (batch, 1), forces
 * (batch, n, 3).
 */
public final class EnergyAndForces extends Layer {
    private final Layer energy;
    private final int positions;

    /**
     * Forces of an energy.
     *
     * @param energy a layer with one output, each row of which depends on the same row of the positions alone
     * @param positions number of its input that holds the positions
     */
    public EnergyAndForces(Layer energy, int positions) {
        this.energy = energy;
        this.positions = positions;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (positions < 0 || positions >= inputs.size()) {
            throw new IllegalArgumentException("there is no input " + positions + " for the positions.");
        }
        weights.add(energy);
        energy.ensureBuilt(inputs);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        List<Operand<?>> inputs = new ArrayList<>(in);
        // An op of its own, to differentiate by: the same array may also reach other layers.
        Operand<?> at = tf.identity(Trace.floats(in.get(positions)));
        inputs.set(positions, at);
        Operand<?> e = energy.apply(c, inputs).get(0);
        Operand<?> slope = Grad.of(tf, e, List.of(at)).get(0);
        return List.of(e, tf.math.neg(Trace.floats(slope)));
    }
}
