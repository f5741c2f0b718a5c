package org.dmol.layers.graph;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
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
 * SchNet's interaction block (Schütt et al. 2017): a continuous-filter convolution over neighbours within a cutoff, between atom-wise
 * layers, added to the input.
 *
 * <p>Inputs: nodes (…, n, f), distances of the edges, then the graph: (m, 1) with senders and receivers (m), or (…, n, n, 1) with an
 * adjacency (…, n, n). Output: nodes of the same shape.
 */
public final class SchNetInteraction extends Layer {
    private static final String SSP = "shifted_softplus";

    private final int filters;
    private final int centres;
    private final double cutoff;
    private Mlp filter;
    private Dense before;
    private Mlp after;

    /**
     * A block.
     *
     * @param filters width of the convolution
     * @param centres number of radial basis functions
     * @param cutoff distance from which neighbours do not count, in the unit of the distances
     */
    public SchNetInteraction(int filters, int centres, double cutoff) {
        this.filters = filters;
        this.centres = centres;
        this.cutoff = cutoff;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 3 && inputs.size() != 4) {
            throw new IllegalArgumentException(
                    "inputs are nodes, distances and a graph, not " + inputs.size() + " arrays.");
        }
        Spec nodes = inputs.get(0);
        int f = Math.toIntExact(nodes.shape().get(nodes.shape().numDimensions() - 1));
        filter = weights.add("filter", new Mlp(SSP, true, filters, filters));
        before = weights.add("before", new Dense(filters).useBias(false));
        after = weights.add("after", new Mlp(SSP, false, f, f));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(in.get(0));
        Operand<TFloat32> d = Trace.floats(in.get(1));
        Graph graph = Graph.of(tf, nodes, in.subList(2, in.size()));
        Operand<TFloat32> w = tf.math.mul(
                Trace.floats(filter.apply(c, RadialBasis.expand(tf, d, centres, cutoff))),
                RadialBasis.cosineCutoff(tf, d, cutoff));
        Operand<TFloat32> x = Trace.floats(before.apply(c, nodes));
        Operand<TFloat32> gathered = graph.sum(tf.math.mul(graph.senders(x), w));
        return List.of(tf.math.add(nodes, Trace.floats(after.apply(c, gathered))));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("filters", filters);
        c.put("centres", centres);
        c.put("cutoff", cutoff);
        return c;
    }

    static SchNetInteraction fromConfig(Map<String, Object> c) {
        return new SchNetInteraction(
                Config.integer(c, "filters", 0), Config.integer(c, "centres", 0), Config.number(c, "cutoff", 0));
    }
}
