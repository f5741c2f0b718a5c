package org.dmol.layers.graph;

import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
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
 * Graph convolution (Kipf and Welling 2016): {@code activation(N(A) X W + b)}, N the normalisation of the adjacency. (…, nodes, inputs)
 * to (…, nodes, units). The adjacency should hold self loops.
 */
public final class GraphConvolution extends GraphLayer {
    /** How neighbours are weighed. */
    public enum Normalization {
        /** {@code D^-1/2 A D^-1/2}, as in the paper. */
        SYMMETRIC,
        /** {@code D^-1 A}: the mean over the neighbours, as in the textbook. */
        MEAN,
        /** {@code A}: the plain sum. */
        SUM
    }

    private final int units;
    private final String activationName;
    private final Activation activation;
    private Normalization normalization = Normalization.SYMMETRIC;
    private boolean useBias = true;
    private Dense dense;

    /** A layer with the activation of the given name. */
    public GraphConvolution(int units, String activation) {
        this.units = units;
        this.activationName = activation;
        this.activation = Activations.get(activation);
    }

    /** How neighbours are weighed; default as in the paper. */
    public GraphConvolution normalization(Normalization kind) {
        normalization = kind;
        return this;
    }

    /** Whether there is a bias; default true. */
    public GraphConvolution useBias(boolean on) {
        useBias = on;
        return this;
    }

    @Override
    protected void build(Weights weights, Spec nodes, int features) {
        dense = weights.add("dense", new Dense(units).useBias(useBias));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> nodes, Graph graph) {
        Ops tf = c.tf();
        Operand<TFloat32> neighbours = switch (normalization) {
            case SUM -> graph.sumNeighbours(nodes);
            case MEAN -> graph.meanNeighbours(tf, nodes);
            case SYMMETRIC -> {
                Operand<TFloat32> scale = graph.inverseRootDegree(tf);
                yield tf.math.mul(graph.sumNeighbours(tf.math.mul(nodes, scale)), scale);
            }
        };
        return activation.apply(tf, Trace.floats(dense.apply(c, neighbours)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("activation", activationName);
        c.put("normalization", normalization.name());
        c.put("use_bias", useBias);
        return c;
    }

    static GraphConvolution fromConfig(Map<String, Object> c) {
        return new GraphConvolution(Config.integer(c, "units", 0), Config.activation(c, "activation"))
                .normalization(Normalization.valueOf(Config.text(c, "normalization", "SYMMETRIC")))
                .useBias(Config.flag(c, "use_bias", true));
    }
}
