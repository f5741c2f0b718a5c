package org.dmol.layers.equivariant;

import static org.dmol.tf.Trace.scalar;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.equivariant.NeighbourProducts.Pairs;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The convolution of points in space of e3nn's network {@code gate_points_2101} (Geiger and Smidt, arXiv:2207.09453): features are mixed,
 * each neighbour's are multiplied with spherical harmonics of the direction to it, every such product gets a weight from a network of the
 * distance, the sum over neighbours is divided by the square root of their usual number and mixed again. Where the point's own features
 * reach, they are added by a rotation of pi/8: {@code sin(pi/8) own + cos(pi/8) sum}.
 *
 * <p>Inputs nodes (batch, n, in), positions (batch, n, 3); output (batch, n, out). Neighbours are the points nearer than the cutoff; what
 * they send fades out over the outer half of it. All weights are normal with variance 1 and divided by the square root of their fan-in
 * where they are used; there are no biases.
 */
public final class PointConvolution extends Layer {
    private static final double OWN = Math.sin(Math.PI / 8);
    private static final double SUM = Math.cos(Math.PI / 8);

    private final Irreps in;
    private final Irreps out;
    private final NeighbourProducts products;
    private final int basis;
    private final double cutoff;
    private final int hidden;
    private final double neighbours;
    private Dense first;
    private Dense second;
    private EquivariantLinear before;
    private EquivariantLinear after;
    private EquivariantLinear self;

    /**
     * A convolution with harmonics up to {@code degree}, {@code basis} Gaussians of the distance up to {@code cutoff}, {@code hidden}
     * units in the network of the distance, and usually so many {@code neighbours}.
     */
    public PointConvolution(
            String in, String out, int degree, int basis, double cutoff, int hidden, double neighbours) {
        this.in = Irreps.of(in);
        this.out = Irreps.of(out);
        this.products = NeighbourProducts.of(this.in, this.out, degree);
        this.basis = basis;
        this.cutoff = cutoff;
        this.hidden = hidden;
        this.neighbours = neighbours;
        if (products.paths().isEmpty()) {
            throw new IllegalArgumentException("No product of " + this.in + " with harmonics up to degree " + degree
                    + " gives any of " + this.out + ".");
        }
        if (basis < 2 || !(cutoff > 0) || !(neighbours > 0)) {
            throw new IllegalArgumentException(
                    "A convolution needs at least 2 radial functions, a positive cutoff and a positive number of neighbours, not "
                            + basis + ", " + cutoff + " and " + neighbours + ".");
        }
    }

    /** What comes out of the products, before it is mixed: these irreps can be reached. */
    public Irreps messages() {
        return products.messages();
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        products.require(inputs);
        first = weights.add("first", dense(hidden));
        second = weights.add("second", dense(messages().count()));
        before = weights.add("before", new EquivariantLinear(in.toString(), in.toString()).useBias(false));
        after = weights.add("after", new EquivariantLinear(messages().toString(), out.toString()).useBias(false));
        self = weights.add("self", new EquivariantLinear(in.toString(), out.toString()).useBias(false));
    }

    private static Dense dense(int units) {
        return new Dense(units).useBias(false).kernelInitializer(Initializers.randomNormal(0, 1));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(inputs.get(0));
        Pairs pairs = Pairs.of(tf, Trace.floats(inputs.get(1)));
        Operand<TFloat32> reach = tf.math.mul(pairs.apart(), fade(tf, pairs.distance()));
        Operand<TFloat32> weights = tf.math.mul(radial(c, pairs.distance()), reach);
        Operand<TFloat32> all = products.sum(tf, Trace.floats(before.apply(c, nodes)), pairs, weights);
        all = tf.math.mul(all, scalar(tf, all, 1 / Math.sqrt(neighbours)));
        return List.of(join(c, Trace.floats(self.apply(c, nodes)), Trace.floats(after.apply(c, all))));
    }

    /** 1 up to half of the cutoff, then half a wave down to 0. */
    private Operand<TFloat32> fade(Ops tf, Operand<TFloat32> r) {
        Operand<TFloat32> u = tf.math.sub(tf.math.mul(r, scalar(tf, r, 2 / cutoff)), scalar(tf, r, 2));
        u = tf.math.maximum(scalar(tf, r, -1), tf.math.minimum(scalar(tf, r, 0), u));
        Operand<TFloat32> wave = tf.math.cos(tf.math.mul(u, scalar(tf, r, Math.PI)));
        return tf.math.mul(tf.math.sub(scalar(tf, r, 1), wave), scalar(tf, r, 0.5));
    }

    /** The network of the distance: one weight for each product and channel. */
    private Operand<TFloat32> radial(Ctx c, Operand<TFloat32> r) {
        Ops tf = c.tf();
        double step = cutoff / (basis - 1);
        double[] centres = new double[basis];
        Arrays.setAll(centres, k -> k * step);
        Operand<TFloat32> mu = Trace.castLike(tf, Trace.constant(tf, Nd.vector(centres)), r);
        Operand<TFloat32> square = tf.math.squaredDifference(r, mu);
        Operand<TFloat32> gauss = tf.math.exp(tf.math.mul(square, scalar(tf, r, -1 / (step * step))));
        // Of variance about 1 for a basis of any size: divided by 1.12, times sqrt(basis), and by sqrt(basis) as the
        // fan-in.
        Operand<TFloat32> h = Trace.floats(first.apply(c, tf.math.mul(gauss, scalar(tf, r, 1 / 1.12))));
        h = SecondMoment.apply("silu", tf, h);
        return tf.math.mul(Trace.floats(second.apply(c, h)), scalar(tf, r, 1 / Math.sqrt(hidden)));
    }

    /** Own features and the sum, by their angle; the sum alone where the own features do not reach. */
    private Operand<TFloat32> join(Ctx c, Operand<TFloat32> own, Operand<TFloat32> sum) {
        double[] factor = new double[out.dim()];
        int at = 0;
        for (Irreps.Term t : out.terms()) {
            Arrays.fill(factor, at, at + t.dim(), in.count(t.irrep()) > 0 ? SUM : 1);
            at += t.dim();
        }
        Ops tf = c.tf();
        Operand<TFloat32> factors = Trace.castLike(tf, Trace.constant(tf, Nd.vector(factor)), sum);
        return tf.math.add(tf.math.mul(own, scalar(tf, own, OWN)), tf.math.mul(sum, factors));
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
        c.put("neighbours", neighbours);
        return c;
    }

    static PointConvolution fromConfig(Map<String, Object> c) {
        return new PointConvolution(
                Config.text(c, "irreps_in", ""),
                Config.text(c, "irreps_out", ""),
                Config.integer(c, "degree", 1),
                Config.integer(c, "basis", 10),
                Config.number(c, "cutoff", 5),
                Config.integer(c, "hidden", 16),
                Config.number(c, "neighbours", 1));
    }
}
