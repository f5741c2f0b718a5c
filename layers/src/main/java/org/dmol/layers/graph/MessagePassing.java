package org.dmol.layers.graph;

import java.util.ArrayList;
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
 * The general graph block of Battaglia et al. 2018 on edge lists: {@code e' = f(e, x_sender, x_receiver, u)}, {@code x' = g(sum of e', x,
 * u)}, {@code u' = h(sum of e', sum of x', u)}, each function a network of one hidden layer.
 *
 * <p>Inputs: nodes (n, a), edge features (m, b), globals (g, d) of the g graphs of a disjoint union, senders (m), receivers (m; -1 for
 * padding), graph number of each node (n; -1 for padding). Outputs: nodes (n, units), edges (m, units), globals (g, units).
 */
public final class MessagePassing extends Layer {
    private final int units;
    private final String activationName;
    private Mlp edgeUpdate;
    private Mlp nodeUpdate;
    private Mlp globalUpdate;

    /** A block whose three networks have hidden and output layers of {@code units}. */
    public MessagePassing(int units, String activation) {
        this.units = units;
        this.activationName = activation;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 6) {
            throw new IllegalArgumentException(
                    "inputs are (nodes, edges, globals, senders, receivers, graph numbers), not " + inputs.size()
                            + " arrays.");
        }
        edgeUpdate = weights.add("edge_update", new Mlp(activationName, false, units, units));
        nodeUpdate = weights.add("node_update", new Mlp(activationName, false, units, units));
        globalUpdate = weights.add("global_update", new Mlp(activationName, false, units, units));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(in.get(0));
        Operand<TFloat32> edges = Trace.floats(in.get(1));
        Operand<TFloat32> globals = Trace.floats(in.get(2));
        EdgeGraph graph = new EdgeGraph(tf, nodes, Trace.as(in.get(3)), Trace.as(in.get(4)));
        Members members = new Members(tf, Trace.as(in.get(5)), globals);
        Operand<TFloat32> nodeGlobals = members.toNodes(globals);
        Operand<TFloat32> e = Trace.floats(edgeUpdate.apply(
                c, Mlp.concat(tf, edges, graph.senders(nodes), graph.receivers(nodes), graph.receivers(nodeGlobals))));
        Operand<TFloat32> gathered = graph.sum(e);
        Operand<TFloat32> x = Trace.floats(nodeUpdate.apply(c, Mlp.concat(tf, gathered, nodes, nodeGlobals)));
        Operand<TFloat32> u =
                Trace.floats(globalUpdate.apply(c, Mlp.concat(tf, members.sum(gathered), members.sum(x), globals)));
        List<Operand<?>> out = new ArrayList<>();
        out.add(x);
        out.add(e);
        out.add(u);
        return out;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("activation", activationName);
        return c;
    }

    static MessagePassing fromConfig(Map<String, Object> c) {
        return new MessagePassing(Config.integer(c, "units", 0), Config.activation(c, "activation"));
    }
}
