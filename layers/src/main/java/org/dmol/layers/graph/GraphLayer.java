package org.dmol.layers.graph;

import java.util.List;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A layer of inputs (nodes, adjacency) or (nodes, senders, receivers) and new node features as output. */
public abstract class GraphLayer extends Layer {
    /** Creates weights for {@code features} features of a node. */
    protected abstract void build(Weights weights, Spec nodes, int features);

    /** Adds the layer's ops and returns the new node features. */
    protected abstract Operand<TFloat32> call(Ctx c, Operand<TFloat32> nodes, Graph graph);

    @Override
    protected final void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 2 && inputs.size() != 3) {
            throw new IllegalArgumentException(
                    "inputs are (nodes, adjacency) or (nodes, senders, receivers), not " + inputs.size() + " arrays.");
        }
        Spec nodes = inputs.get(0);
        build(weights, nodes, Math.toIntExact(nodes.shape().get(nodes.shape().numDimensions() - 1)));
    }

    @Override
    protected final List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Operand<TFloat32> nodes = Trace.floats(inputs.get(0));
        return List.of(call(c, nodes, Graph.of(c.tf(), nodes, inputs.subList(1, inputs.size()))));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
