package org.dmol.layers;

import java.util.ArrayList;
import java.util.List;
import org.dmol.tf.Spec;

/** One application of a layer to symbols. A layer that is shared has several nodes. */
public final class Node {
    private final Layer layer;
    private final List<Sym> inputs;
    private Outs outputs;

    private Node(Layer layer, List<Sym> inputs) {
        this.layer = layer;
        this.inputs = List.copyOf(inputs);
    }

    static Node of(Layer layer, List<Sym> inputs) {
        Node node = new Node(layer, inputs);
        node.setOutputs(layer.outputSpecs(inputs.stream().map(Sym::spec).toList()));
        return node;
    }

    static Node input(Layer layer, Spec spec) {
        Node node = new Node(layer, List.of());
        node.setOutputs(List.of(spec));
        return node;
    }

    private void setOutputs(List<Spec> specs) {
        List<Sym> symbols = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            symbols.add(new Sym(this, i, specs.get(i)));
        }
        outputs = new Outs(symbols);
    }

    /** The layer that is applied. */
    public Layer layer() {
        return layer;
    }

    /** What it is applied to. */
    public List<Sym> inputs() {
        return inputs;
    }

    /** What comes out. */
    public Outs outputs() {
        return outputs;
    }
}
