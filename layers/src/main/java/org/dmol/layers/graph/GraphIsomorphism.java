package org.dmol.layers.graph;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Graph isomorphism network (Xu et al. 2019): {@code mlp((1 + eps) x + sum of neighbours)} with a learnt eps and a network of one hidden
 * layer. (…, nodes, inputs) to (…, nodes, units). The adjacency should not hold self loops.
 */
public final class GraphIsomorphism extends GraphLayer {
    private final int units;
    private final String activationName;
    private Var epsilon;
    private Dense hidden;
    private Dense output;

    /** A layer whose two dense layers have {@code units} outputs and the given activation. */
    public GraphIsomorphism(int units, String activation) {
        this.units = units;
        this.activationName = activation;
    }

    @Override
    protected void build(Weights weights, Spec nodes, int features) {
        epsilon = weights.add("epsilon", Shape.of(1), Initializers.zeros());
        hidden = weights.add("hidden", new Dense(units, activationName));
        output = weights.add("output", new Dense(units, activationName));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> nodes, Graph graph) {
        Ops tf = c.tf();
        Operand<TFloat32> own = tf.math.mul(nodes, tf.math.add(c.read(epsilon), Trace.scalar(tf, nodes, 1)));
        Operand<TFloat32> mixed = tf.math.add(own, graph.sumNeighbours(nodes));
        return Trace.floats(output.apply(c, hidden.apply(c, mixed)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("activation", activationName);
        return c;
    }

    static GraphIsomorphism fromConfig(Map<String, Object> c) {
        return new GraphIsomorphism(Config.integer(c, "units", 0), Config.activation(c, "activation"));
    }
}
