package org.dmol.layers.graph;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gated graph network (Li et al. 2016): {@code steps} times, the sum of the neighbours' messages updates each node by a gated recurrent
 * unit, with the same weights each time. (…, nodes, units) to the same shape; the input must have {@code units} features.
 */
public final class GatedGraph extends GraphLayer {
    private final int units;
    private final int steps;
    private Dense message;
    private Dense update;
    private Dense reset;
    private Dense candidate;

    /** A layer of the given width and number of repetitions. */
    public GatedGraph(int units, int steps) {
        this.units = units;
        this.steps = steps;
    }

    @Override
    protected void build(Weights weights, Spec nodes, int features) {
        if (features != units) {
            throw new IllegalArgumentException("nodes must have " + units + " features, as many as the layer's units.");
        }
        message = weights.add("message", new Dense(units));
        update = weights.add("update", new Dense(units, "sigmoid"));
        reset = weights.add("reset", new Dense(units, "sigmoid"));
        candidate = weights.add("candidate", new Dense(units, "tanh"));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> nodes, Graph graph) {
        Ops tf = c.tf();
        Operand<TFloat32> h = nodes;
        for (int i = 0; i < steps; i++) {
            Operand<TFloat32> m = graph.sumNeighbours(Trace.floats(message.apply(c, h)));
            Operand<TFloat32> both = Mlp.concat(tf, m, h);
            Operand<TFloat32> z = Trace.floats(update.apply(c, both));
            Operand<TFloat32> r = Trace.floats(reset.apply(c, both));
            Operand<TFloat32> n = Trace.floats(candidate.apply(c, Mlp.concat(tf, m, tf.math.mul(r, h))));
            h = tf.math.add(h, tf.math.mul(z, tf.math.sub(n, h)));
        }
        return h;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("steps", steps);
        return c;
    }

    static GatedGraph fromConfig(Map<String, Object> c) {
        return new GatedGraph(Config.integer(c, "units", 0), Config.integer(c, "steps", 1));
    }
}
