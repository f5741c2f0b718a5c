package org.dmol.layers.equivariant;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.graph.RadialBasis;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
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
    private final int degree;
    private final int basis;
    private final double cutoff;
    private final int hidden;
    private RadialBasis radial;
    private Dense first;
    private Dense second;
    private EquivariantLinear mix;
    private EquivariantLinear self;

    private record Path(int term, int l, Irrep to, int count) {}

    /**
     * A convolution with harmonics up to {@code degree}, {@code basis} Gaussians of the distance up to {@code cutoff} and {@code hidden}
     * units in the network of the distance.
     */
    public EquivariantConvolution(String in, String out, int degree, int basis, double cutoff, int hidden) {
        this.in = Irreps.of(in);
        this.out = Irreps.of(out);
        this.degree = degree;
        this.basis = basis;
        this.cutoff = cutoff;
        this.hidden = hidden;
    }

    /** The products that can reach an output irrep, in order. */
    private List<Path> paths() {
        List<Path> all = new ArrayList<>();
        for (int k = 0; k < in.terms().size(); k++) {
            for (int l = 0; l <= degree; l++) {
                for (Irrep to : in.terms().get(k).irrep().times(new Irrep(l, l % 2 == 0 ? 1 : -1))) {
                    if (out.count(to) > 0 && in.terms().get(k).count() > 0) {
                        all.add(new Path(k, l, to, in.terms().get(k).count()));
                    }
                }
            }
        }
        return all;
    }

    private Irreps messages() {
        return new Irreps(
                paths().stream().map(p -> new Irreps.Term(p.count, p.to)).toList());
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 2 || inputs.get(0).shape().numDimensions() != 3) {
            throw new IllegalArgumentException("inputs are nodes (batch, n, features) and positions (batch, n, 3).");
        }
        Slices.requireLast("Nodes", inputs.get(0).shape().get(2), in);
        radial = new RadialBasis(basis, cutoff);
        first = weights.add("first", new Dense(hidden, "silu"));
        second = weights.add("second", new Dense(messages().count()).useBias(false));
        mix = weights.add("mix", new EquivariantLinear(messages().toString(), out.toString()).useBias(false));
        self = weights.add("self", new EquivariantLinear(in.toString(), out.toString()));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(inputs.get(0));
        Operand<TFloat32> x = Trace.floats(inputs.get(1));
        Operand<TFloat32> difference = tf.math.sub(tf.expandDims(x, tf.constant(1)), tf.expandDims(x, tf.constant(2)));
        Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(difference), -1);
        Operand<TFloat32> apart = Trace.castLike(tf, tf.math.greater(square, scalar(tf, square, 1e-12)), square);
        Operand<TFloat32> distance = tf.math.sqrt(tf.math.maximum(square, scalar(tf, square, 1e-12)));
        Operand<TFloat32> harmonics = SphericalEncoding.encode(tf, difference, degree);
        Operand<TFloat32> weights = Trace.floats(second.apply(c, first.apply(c, radial.apply(c, distance))));
        weights = tf.math.mul(weights, apart);
        List<Operand<TFloat32>> parts = new ArrayList<>();
        int at = 0;
        for (Path p : paths()) {
            Irrep from = in.terms().get(p.term).irrep();
            Operand<TFloat32> y = Slices.part(tf, harmonics, p.l * p.l, 2 * p.l + 1);
            Operand<TFloat32> w = Slices.part(tf, weights, at, p.count);
            at += p.count;
            Operand<TFloat32> turned =
                    Einsum.einsum(tf, "brsj,ijk->brsik", y, Slices.coupling(tf, from.l(), p.l, p.to.l(), x));
            Operand<TFloat32> h = Slices.term(tf, nodes, in, p.term);
            // Weights times features first: elementwise; then a sum over senders and components at once.
            Operand<TFloat32> weighted =
                    tf.math.mul(tf.expandDims(w, tf.constant(-1)), tf.expandDims(h, tf.constant(1)));
            Operand<TFloat32> sum = Einsum.einsum(tf, "brsui,brsik->bruk", weighted, turned);
            parts.add(Slices.join(tf, sum, p.count * p.to.dim()));
        }
        Operand<TFloat32> own = Trace.floats(self.apply(c, nodes));
        if (parts.isEmpty()) {
            return List.of(own);
        }
        Operand<TFloat32> all = parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(-1));
        return List.of(tf.math.add(own, Trace.floats(mix.apply(c, all))));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("irreps_in", in.toString());
        c.put("irreps_out", out.toString());
        c.put("degree", degree);
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
