package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * E(n)-equivariant graph layer (Satorras et al. 2021): messages from features and squared distances; positions move along the differences
 * to the neighbours, features by the sum of the messages.
 *
 * <p>Inputs: nodes (…, n, f), positions (…, n, dimensions), then the graph (adjacency, or senders and receivers). Outputs: nodes
 * (…, n, units), and moved positions. Features are invariant, positions equivariant under rotations, reflections and translations.
 */
public final class Egnn extends Layer {
    private final int units;
    private final String activationName;
    private Mlp message;
    private Dense moveHidden;
    private Dense move;
    private Mlp update;

    /** A layer of the given width; the paper's activation is {@code silu}. */
    public Egnn(int units, String activation) {
        this.units = units;
        this.activationName = activation;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 3 && inputs.size() != 4) {
            throw new IllegalArgumentException(
                    "inputs are nodes, positions and a graph, not " + inputs.size() + " arrays.");
        }
        message = weights.add("message", new Mlp(activationName, true, units, units));
        moveHidden = weights.add("move_hidden", new Dense(units, activationName));
        // A small start keeps the first moves short, as in the authors' implementation.
        move = weights.add(
                "move",
                new Dense(1)
                        .useBias(false)
                        .kernelInitializer(Initializers.varianceScaling(1e-3, "fan_avg", "uniform")));
        update = weights.add("update", new Mlp(activationName, false, units, units));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(in.get(0));
        Operand<TFloat32> x = Trace.floats(in.get(1));
        Graph graph = Graph.of(tf, nodes, in.subList(2, in.size()));
        Operand<TFloat32> difference = tf.math.sub(graph.receivers(x), graph.senders(x));
        Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(difference), -1);
        Operand<TFloat32> m =
                Trace.floats(message.apply(c, Mlp.concat(tf, graph.receivers(nodes), graph.senders(nodes), square)));
        Operand<TFloat32> step = Trace.floats(move.apply(c, moveHidden.apply(c, m)));
        // A difference of length 1 at most per neighbour, averaged: keeps deep stacks stable.
        Operand<TFloat32> unit = tf.math.div(
                difference,
                tf.math.add(tf.math.sqrt(tf.math.add(square, scalar(tf, square, 1e-8))), scalar(tf, square, 1)));
        Operand<TFloat32> shift = graph.sum(tf.math.mul(unit, step));
        Operand<TFloat32> moved = tf.math.add(x, tf.math.divNoNan(shift, graph.degree()));
        Operand<TFloat32> h = Trace.floats(update.apply(c, Mlp.concat(tf, nodes, graph.sum(m))));
        boolean residual = Trace.dim(nodes, -1) == units;
        return List.of(residual ? tf.math.add(nodes, h) : h, moved);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("activation", activationName);
        return c;
    }

    static Egnn fromConfig(Map<String, Object> c) {
        return new Egnn(Config.integer(c, "units", 0), Config.activation(c, "activation"));
    }
}
