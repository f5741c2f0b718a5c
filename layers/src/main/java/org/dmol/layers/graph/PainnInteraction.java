package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
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
 * An interaction of PaiNN (Schütt, Unke, Gastegger, ICML 2021): atoms have scalars, which do not change when the molecule turns, and vectors,
 * which turn with it. A message multiplies functions of the sender's scalars by filters of the distance; one part goes to the scalars, one
 * scales the sender's vectors, one points from receiver to sender. An update then mixes an atom's own vectors, whose lengths and scalar products
 * go into its scalars.
 *
 * <p>Inputs: scalars (…, n, f); vectors (…, n, 3f), the x of all channels, then y, then z; positions (…, n, 3); then the graph (adjacency, or
 * senders and receivers). Outputs: scalars and vectors of the same shapes, both with the inputs added. Scalars are invariant, vectors equivariant under
 * rotations, reflections and translations. Filters are linear in {@code sin(k pi d / cutoff) / d}, times half a cosine that is 0 at the
 * cutoff; edges of atoms in the same place, such as self loops, send no direction.
 */
public final class PainnInteraction extends Layer {
    /** Under the root of lengths, so that it has a derivative at 0. */
    private static final double SOFT = 1e-8;

    private final int radial;
    private final double cutoff;
    private int f;
    private Mlp sent;
    private Dense filter;
    private Dense left;
    private Dense right;
    private Mlp gates;

    /**
     * An interaction.
     *
     * @param radial number of radial functions; the paper's is 20
     * @param cutoff distance from which neighbours do not count, in the unit of the positions
     */
    public PainnInteraction(int radial, double cutoff) {
        if (radial < 1 || !(cutoff > 0)) {
            throw new IllegalArgumentException("PaiNN needs at least one radial function and a positive cutoff, not "
                    + radial + " and " + cutoff + ".");
        }
        this.radial = radial;
        this.cutoff = cutoff;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 4 && inputs.size() != 5) {
            throw new IllegalArgumentException(
                    "inputs are scalars, vectors, positions and a graph, not " + inputs.size() + " arrays.");
        }
        f = width(inputs.get(0));
        if (width(inputs.get(1)) != 3 * f || width(inputs.get(2)) != 3) {
            throw new IllegalArgumentException("with " + f + " scalars an atom has " + 3 * f
                    + " numbers for its vectors and 3 for its position, not " + width(inputs.get(1)) + " and "
                    + width(inputs.get(2)) + ".");
        }
        sent = weights.add("sent", new Mlp("silu", false, f, 3 * f));
        filter = weights.add("filter", new Dense(3 * f));
        left = weights.add("left", new Dense(f).useBias(false));
        right = weights.add("right", new Dense(f).useBias(false));
        gates = weights.add("gates", new Mlp("silu", false, f, 3 * f));
    }

    private static int width(Spec s) {
        return Math.toIntExact(s.shape().get(s.shape().numDimensions() - 1));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> s = Trace.floats(in.get(0));
        Operand<TFloat32> v = Trace.floats(in.get(1));
        Operand<TFloat32> x = Trace.floats(in.get(2));
        Graph graph = Graph.of(tf, s, in.subList(3, in.size()));
        Operand<TFloat32> change = messages(c, graph, s, v, x);
        Operand<TFloat32> scalars = tf.math.add(s, part(tf, change, 0, f));
        Operand<TFloat32> vectors = tf.math.add(v, part(tf, change, f, 3 * f));
        return update(c, scalars, vectors);
    }

    /** What comes from the neighbours, (…, n, 4f): scalars, then vectors. */
    private Operand<TFloat32> messages(
            Ctx c, Graph graph, Operand<TFloat32> s, Operand<TFloat32> v, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> difference = tf.math.sub(graph.senders(x), graph.receivers(x));
        Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(difference), -1);
        Operand<TFloat32> together = Trace.castLike(tf, tf.math.less(square, scalar(tf, square, 1e-12)), square);
        // 1 in place of 0: no derivative is infinite.
        Operand<TFloat32> d = tf.math.sqrt(tf.math.add(square, together));
        Operand<TFloat32> direction = tf.math.div(difference, d);
        Operand<TFloat32> w =
                tf.math.mul(Trace.floats(filter.apply(c, waves(tf, d))), RadialBasis.cosineCutoff(tf, d, cutoff));
        Operand<TFloat32> all = tf.math.mul(graph.senders(Trace.floats(sent.apply(c, s))), w);
        Operand<TFloat32> scale = part(tf, all, f, f);
        Operand<TFloat32> point = part(tf, all, 2 * f, f);
        Operand<TFloat32> vj = graph.senders(v);
        List<Operand<TFloat32>> parts = new ArrayList<>(List.of(part(tf, all, 0, f)));
        for (int k = 0; k < 3; k++) {
            parts.add(tf.math.add(
                    tf.math.mul(scale, part(tf, vj, k * f, f)), tf.math.mul(point, part(tf, direction, k, 1))));
        }
        return graph.sum(tf.concat(parts, tf.constant(-1)));
    }

    /** Radial functions, (…, radial). */
    private Operand<TFloat32> waves(Ops tf, Operand<TFloat32> d) {
        double[] k = new double[radial];
        for (int i = 0; i < radial; i++) {
            k[i] = (i + 1) * Math.PI / cutoff;
        }
        Operand<TFloat32> numbers =
                Trace.constant(tf, Nd.vector(k).cast(Trace.spec(d).dtype()));
        return tf.math.div(tf.math.sin(tf.math.mul(d, numbers)), d);
    }

    private List<Operand<TFloat32>> update(Ctx c, Operand<TFloat32> s, Operand<TFloat32> v) {
        Ops tf = c.tf();
        List<Operand<TFloat32>> u = new ArrayList<>();
        Operand<TFloat32> square = null;
        Operand<TFloat32> product = null;
        for (int k = 0; k < 3; k++) {
            Operand<TFloat32> component = part(tf, v, k * f, f);
            Operand<TFloat32> a = Trace.floats(left.apply(c, component));
            Operand<TFloat32> b = Trace.floats(right.apply(c, component));
            u.add(a);
            square = k == 0 ? tf.math.square(b) : tf.math.add(square, tf.math.square(b));
            product = k == 0 ? tf.math.mul(a, b) : tf.math.add(product, tf.math.mul(a, b));
        }
        Operand<TFloat32> length = tf.math.sqrt(tf.math.add(square, scalar(tf, square, SOFT)));
        Operand<TFloat32> g = Trace.floats(gates.apply(c, tf.concat(List.of(s, length), tf.constant(-1))));
        Operand<TFloat32> scale = part(tf, g, 0, f);
        List<Operand<TFloat32>> moved = new ArrayList<>();
        for (Operand<TFloat32> a : u) {
            moved.add(tf.math.mul(scale, a));
        }
        Operand<TFloat32> own = tf.math.add(tf.math.mul(part(tf, g, f, f), product), part(tf, g, 2 * f, f));
        return List.of(tf.math.add(s, own), tf.math.add(v, tf.concat(moved, tf.constant(-1))));
    }

    private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> x, int offset, int size) {
        int rank = x.shape().numDimensions();
        int[] begin = new int[rank];
        int[] length = new int[rank];
        java.util.Arrays.fill(length, -1);
        begin[rank - 1] = offset;
        length[rank - 1] = size;
        return tf.slice(x, tf.constant(begin), tf.constant(length));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("radial", radial);
        c.put("cutoff", cutoff);
        return c;
    }

    static PainnInteraction fromConfig(Map<String, Object> c) {
        return new PainnInteraction(Config.integer(c, "radial", 20), Config.number(c, "cutoff", 0));
    }
}
