package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network for each element, whose outputs are summed over the atoms: the energy of a Behler-Parrinello potential.
 *
 * <p>Inputs: atomic numbers int (batch, n), 0 for padding; features of the atoms (batch, n, f), such as {@link SymmetryFunctions}. Output:
 * (batch, 1). Atoms of elements that are not listed add nothing.
 */
public final class ElementNetworks extends Layer {
    private final int[] elements;
    private final int[] units;
    private final String activation;
    private final List<Mlp> networks = new ArrayList<>();

    /**
     * Networks of the same size.
     *
     * @param elements atomic numbers
     * @param activation of the hidden layers
     * @param units widths of the hidden layers
     */
    public ElementNetworks(int[] elements, String activation, int... units) {
        if (elements.length == 0 || units.length == 0) {
            throw new IllegalArgumentException("Element networks need at least one element and one hidden layer.");
        }
        this.elements = elements.clone();
        this.activation = activation;
        this.units = units.clone();
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException(
                    "inputs are atomic numbers and features, not " + inputs.size() + " arrays.");
        }
        int[] all = Arrays.copyOf(units, units.length + 1);
        all[units.length] = 1;
        for (int e : elements) {
            networks.add(weights.add("element_" + e, new Mlp(activation, false, all)));
        }
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> z = Trace.floats(in.get(0));
        Operand<TFloat32> features = Trace.floats(in.get(1));
        Operand<TFloat32> sum = null;
        for (int i = 0; i < elements.length; i++) {
            Operand<TFloat32> mine = tf.expandDims(
                    Trace.castLike(tf, tf.math.equal(z, scalar(tf, z, elements[i])), features), tf.constant(-1));
            Operand<TFloat32> e = tf.math.mul(mine, Trace.floats(networks.get(i).apply(c, features)));
            sum = sum == null ? e : tf.math.add(sum, e);
        }
        return List.of(Trace.sum(tf, sum, 1));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("elements", Arrays.stream(elements).boxed().toList());
        c.put("activation", activation);
        c.put("units", Arrays.stream(units).boxed().toList());
        return c;
    }

    static ElementNetworks fromConfig(Map<String, Object> c) {
        return new ElementNetworks(integers(c, "elements"), Config.activation(c, "activation"), integers(c, "units"));
    }

    private static int[] integers(Map<String, Object> c, String key) {
        return ((List<?>) c.get(key))
                .stream().mapToInt(v -> ((Number) v).intValue()).toArray();
    }
}
