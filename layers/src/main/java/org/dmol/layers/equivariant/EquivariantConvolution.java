package org.dmol.layers.equivariant;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.equivariant.NeighbourProducts.Pairs;
import org.dmol.layers.graph.RadialBasis;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Convolution of points in space, equivariant under rotations, reflections and translations (tensor field networks, Thomas et al. 2018;
 * with the separable products of NequIP, Batzner et al. 2022): neighbours' features times spherical harmonics of the direction to them,
 * each product weighted by a network of the distance, summed, and mixed by an {@link EquivariantLinear}, to which one of the point's own
 * features is added.
 *
 * <p>Inputs nodes (batch, n, in), positions (batch, n, 3); output (batch, n, out). All pairs of points of a row are neighbours.
 */
public final class EquivariantConvolution extends Layer {
    private final Irreps in;
    private final Irreps out;
    private final NeighbourProducts products;
    private final int basis;
    private final double cutoff;
    private final int hidden;
    private RadialBasis radial;
    private Dense first;
    private Dense second;
    private EquivariantLinear mix;
    private EquivariantLinear self;

    /**
     * A convolution with harmonics up to {@code degree}, {@code basis} Gaussians of the distance up to {@code cutoff} and {@code hidden}
     * units in the network of the distance.
     */
    public EquivariantConvolution(String in, String out, int degree, int basis, double cutoff, int hidden) {
        this.in = Irreps.of(in);
        this.out = Irreps.of(out);
        this.products = NeighbourProducts.of(this.in, this.out, degree);
        this.basis = basis;
        this.cutoff = cutoff;
        this.hidden = hidden;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        products.require(inputs);
        radial = new RadialBasis(basis, cutoff);
        first = weights.add("first", new Dense(hidden, "silu"));
        second = weights.add("second", new Dense(products.messages().count()).useBias(false));
        mix = weights.add("mix", new EquivariantLinear(products.messages().toString(), out.toString()).useBias(false));
        self = weights.add("self", new EquivariantLinear(in.toString(), out.toString()));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(inputs.get(0));
        Pairs pairs = Pairs.of(tf, Trace.floats(inputs.get(1)));
        Operand<TFloat32> weights = Trace.floats(second.apply(c, first.apply(c, radial.apply(c, pairs.distance()))));
        Operand<TFloat32> all = products.sum(tf, nodes, pairs, tf.math.mul(weights, pairs.apart()));
        Operand<TFloat32> own = Trace.floats(self.apply(c, nodes));
        return List.of(all == null ? own : tf.math.add(own, Trace.floats(mix.apply(c, all))));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("irreps_in", in.toString());
        c.put("irreps_out", out.toString());
        c.put("degree", products.degree());
        c.put("basis", basis);
        c.put("cutoff", cutoff);
        c.put("hidden", hidden);
        return c;
    }

    static EquivariantConvolution fromConfig(Map<String, Object> c) {
        return new EquivariantConvolution(
                Config.text(c, "irreps_in", ""),
                Config.text(c, "irreps_out", ""),
                Config.integer(c, "degree", 1),
                Config.integer(c, "basis", 8),
                Config.number(c, "cutoff", 5),
                Config.integer(c, "hidden", 16));
    }
}
