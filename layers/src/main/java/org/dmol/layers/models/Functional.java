package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dmol.array.Nd;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Node;
import org.dmol.layers.Sym;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;

/** A model given by its input and output symbols: any graph of layers, shared ones included. */
public final class Functional extends Model {
    private final List<Sym> inputs;
    private final List<Sym> outputs;
    private final List<Node> order;
    private final List<Layer> layers;

    Functional(List<Sym> inputs, List<Sym> outputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.order = sort();
        this.layers = new Depths(this.inputs, this.outputs, order).layers();
        ensureBuilt(inputs.stream().map(Sym::spec).toList());
    }

    /** The nodes between inputs and outputs, each after those that it needs. */
    private List<Node> sort() {
        Map<Node, Boolean> seen = new IdentityHashMap<>();
        List<Node> sorted = new ArrayList<>();
        Set<Sym> given = new LinkedHashSet<>(inputs);
        outputs.forEach(y -> visit(y, given, seen, sorted));
        return sorted;
    }

    private static void visit(Sym y, Set<Sym> given, Map<Node, Boolean> seen, List<Node> sorted) {
        if (given.contains(y) || seen.put(y.node(), true) != null) {
            return;
        }
        if (y.node().layer() instanceof Input) {
            throw new IllegalArgumentException("The outputs depend on the input '"
                    + y.node().layer().name() + "', which is not among the inputs of the model.");
        }
        y.node().inputs().forEach(x -> visit(x, given, seen, sorted));
        sorted.add(y.node());
    }

    /** The input symbols. */
    public List<Sym> inputs() {
        return inputs;
    }

    /** The output symbols. */
    public List<Sym> outputs() {
        return outputs;
    }

    /** The applications of layers, each after those that it needs. */
    public List<Node> nodes() {
        return List.copyOf(order);
    }

    @Override
    public List<Layer> innerLayers() {
        return layers;
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Map<Sym, Operand<?>> values = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(inputs.get(i), in.get(i));
        }
        for (Node node : order) {
            List<Operand<?>> x = new ArrayList<>();
            node.inputs().forEach(s -> x.add(values.get(s)));
            List<? extends Operand<?>> y = node.layer().apply(c, x);
            for (int i = 0; i < y.size(); i++) {
                values.put(node.outputs().get(i), y.get(i));
            }
        }
        List<Operand<?>> out = new ArrayList<>();
        outputs.forEach(s -> out.add(values.get(s)));
        return out;
    }

    /** Masks come from the layers that make the outputs. */
    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> in, List<? extends Operand<?>> out) {}

    @Override
    protected void requireInputs(List<Spec> given) {
        if (given.size() != inputs.size()) {
            throw new IllegalArgumentException("Model '" + name() + "' takes " + inputs.size() + " inputs ("
                    + String.join(
                            ", ",
                            inputs.stream().map(s -> s.node().layer().name()).toList()) + "), not " + given.size()
                    + ".");
        }
        for (int i = 0; i < given.size(); i++) {
            Spec want = inputs.get(i).spec();
            Spec got = given.get(i);
            if (got.dtype() != want.dtype() || !got.shape().isCompatibleWith(want.shape())) {
                throw new IllegalArgumentException(
                        "Input '" + inputs.get(i).node().layer().name() + "' of model '" + name() + "' must be " + want
                                + ", not " + got + ".");
            }
        }
    }

    @Override
    public void requireValues(int input, Nd values) {
        for (Node node : order) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (node.inputs().get(i).equals(inputs.get(input))) {
                    node.layer().requireValues(i, values);
                }
            }
        }
    }

    /** The values of any symbols of the model: another model that shares this one's layers. */
    public Functional upTo(Sym... symbols) {
        return new Functional(inputs, List.of(symbols));
    }

    @Override
    public Map<String, Object> config() {
        return ModelConfig.of(this, super.config());
    }
}
