package org.dmol.layers.equivariant;

import java.util.ArrayList;
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
 * The one-particle features of the atomic cluster expansion (Drautz 2019) with learnt radial functions, as networks use them (MACE, Batatia et
 * al. 2022): {@code A[k, l3, m3] = sum C[l1 m1, l2 m2, l3 m3] sum_j R[k, l1, l2, l3](r_j) Y[l1, m1](r_j / |r_j|) sum_k' W[k, k', l2] h_j[k', l2,
 * m2]}. C are Clebsch-Gordan coefficients of real harmonics, Y the harmonics (squares of a degree's components add up to 2l + 1), R a
 * network of Gaussians of the distance times half a cosine that is 0 at the cutoff, W an {@link EquivariantLinear} without bias.
 *
 * <p>Inputs: nodes h (batch, n, in), positions (batch, n, 3). Output: (batch, n, {@link #features}), one term for each path (l2, l1, l3), each of
 * {@code channels} copies. All other points of a row are neighbours.
 */
public final class AceFeatures extends Layer {
    private final Irreps in;
    private final int channels;
    private final int degree;
    private final int outDegree;
    private final int basis;
    private final double cutoff;
    private final int hidden;
    private final Irreps mixed;
    private final NeighbourProducts products;
    private RadialBasis radial;
    private Dense first;
    private Dense second;
    private EquivariantLinear mix;

    /**
     * Features.
     *
     * @param in irreps of the nodes, such as {@code "3x0e + 1o"}
     * @param channels copies k of each irrep
     * @param degree greatest degree l1 of the harmonics
     * @param outDegree greatest degree l3 of the features
     * @param basis number of Gaussians of the distance
     * @param cutoff distance from which neighbours do not count
     * @param hidden units of the radial network
     */
    public AceFeatures(String in, int channels, int degree, int outDegree, int basis, double cutoff, int hidden) {
        if (channels < 1 || degree < 0 || outDegree < 0 || hidden < 1) {
            throw new IllegalArgumentException("ACE features need channels, degrees and hidden units, not " + channels
                    + ", " + degree + ", " + outDegree + " and " + hidden + ".");
        }
        this.in = Irreps.of(in);
        this.channels = channels;
        this.degree = degree;
        this.outDegree = outDegree;
        this.basis = basis;
        this.cutoff = cutoff;
        this.hidden = hidden;
        this.radial = new RadialBasis(basis, cutoff);
        this.mixed = new Irreps(this.in.sorted().terms().stream()
                .map(t -> new Irreps.Term(channels, t.irrep()))
                .toList());
        List<Irreps.Term> wanted = new ArrayList<>();
        for (int l = 0; l <= outDegree; l++) {
            wanted.add(new Irreps.Term(1, new Irrep(l, 1)));
            wanted.add(new Irreps.Term(1, new Irrep(l, -1)));
        }
        this.products = NeighbourProducts.of(mixed, new Irreps(wanted), degree);
        if (products.paths().isEmpty()) {
            throw new IllegalArgumentException("No product of " + this.in + " with harmonics up to degree " + degree
                    + " has a degree up to " + outDegree + ".");
        }
    }

    /** What comes out, in order. */
    public Irreps features() {
        return products.messages();
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 2 || inputs.get(0).shape().numDimensions() != 3) {
            throw new IllegalArgumentException("inputs are nodes (batch, n, features) and positions (batch, n, 3).");
        }
        Slices.requireLast("Nodes", inputs.get(0).shape().get(2), in);
        first = weights.add("first", new Dense(hidden, "silu"));
        second = weights.add("second", new Dense(features().count()).useBias(false));
        mix = weights.add("mix", new EquivariantLinear(in.toString(), mixed.toString()).useBias(false));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        Pairs pairs = Pairs.of(tf, Trace.floats(inputs.get(1)));
        Operand<TFloat32> d = pairs.distance();
        Operand<TFloat32> reach = tf.math.mul(RadialBasis.cosineCutoff(tf, d, cutoff), pairs.apart());
        Operand<TFloat32> r = Trace.floats(second.apply(c, first.apply(c, radial.apply(c, d))));
        Operand<TFloat32> h = Trace.floats(mix.apply(c, inputs.get(0)));
        return List.of(products.sum(tf, h, pairs, tf.math.mul(r, reach)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("irreps_in", in.toString());
        c.put("channels", channels);
        c.put("degree", degree);
        c.put("out_degree", outDegree);
        c.put("basis", basis);
        c.put("cutoff", cutoff);
        c.put("hidden", hidden);
        return c;
    }

    static AceFeatures fromConfig(Map<String, Object> c) {
        return new AceFeatures(
                Config.text(c, "irreps_in", ""),
                Config.integer(c, "channels", 1),
                Config.integer(c, "degree", 2),
                Config.integer(c, "out_degree", 2),
                Config.integer(c, "basis", 8),
                Config.number(c, "cutoff", 5),
                Config.integer(c, "hidden", 16));
    }
}
