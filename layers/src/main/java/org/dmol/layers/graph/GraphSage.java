package org.dmol.layers.graph;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.layers.Suggest;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * GraphSAGE (Hamilton et al. 2017): {@code activation(x W1 + aggregate(neighbours) W2 + b)}, the aggregate a mean, sum or maximum.
 * (…, nodes, inputs) to (…, nodes, units). The adjacency should not hold self loops.
 */
public final class GraphSage extends GraphLayer {
    private final int units;
    private final String activationName;
    private final Activation activation;
    private String aggregate = "mean";
    private Dense self;
    private Dense neighbours;

    /** A layer with the activation of the given name. */
    public GraphSage(int units, String activation) {
        this.units = units;
        this.activationName = activation;
        this.activation = Activations.get(activation);
    }

    /** {@code mean} (default), {@code sum} or {@code max}. */
    public GraphSage aggregate(String kind) {
        if (!List.of("mean", "sum", "max").contains(kind)) {
            throw Suggest.unknown("aggregate", kind, List.of("mean", "sum", "max"));
        }
        aggregate = kind;
        return this;
    }

    @Override
    protected void build(Weights weights, Spec nodes, int features) {
        self = weights.add("self_dense", new Dense(units));
        neighbours = weights.add("neighbour_dense", new Dense(units).useBias(false));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> nodes, Graph graph) {
        Ops tf = c.tf();
        Operand<TFloat32> gathered = switch (aggregate) {
            case "sum" -> graph.sumNeighbours(nodes);
            case "max" -> graph.max(graph.senders(nodes));
            default -> graph.meanNeighbours(tf, nodes);
        };
        return activation.apply(
                tf, tf.math.add(Trace.floats(self.apply(c, nodes)), Trace.floats(neighbours.apply(c, gathered))));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("activation", activationName);
        c.put("aggregate", aggregate);
        return c;
    }

    static GraphSage fromConfig(Map<String, Object> c) {
        return new GraphSage(Config.integer(c, "units", 0), Config.activation(c, "activation"))
                .aggregate(Config.text(c, "aggregate", "mean"));
    }
}
