package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * What the positions of atoms mean to {@link NeighbourDensity}: for each pair of atoms within a cutoff, radial functions of the distance
 * times the spherical harmonics of degree 0, 1 and 2 of the direction. It is computed once and shared by all interactions of a network.
 *
 * <p>Inputs: positions (batch, n, 3); elements or a mask (batch, n), 0 for padding. Outputs: one array a degree l, (batch, 2l + 1, n, radial[l], n):
 * receiver before, sender after the radial function; 0 for pairs beyond the cutoff, of padding, and of an atom with itself. The radial
 * functions are Gaussians of {@code exp(-0.6 d)} that are evenly spaced there, hence narrow at bond lengths and wide further out (after
 * PhysNet, Unke and Meuwly 2019), times a cosine that is 0 at the cutoff. Distances are in Angstrom.
 */
public final class NeighbourBasis extends Layer {
    /** Inverse length by which distances are warped, 1/Angstrom. */
    static final double WARP = 0.6;

    /** Shortest distance with a radial function of its own, Angstrom. */
    static final double SHORTEST = 0.7;

    private final double cutoff;
    private final int[] radial;

    /**
     * A basis.
     *
     * @param cutoff distance from which neighbours do not count, Angstrom
     * @param radial number of radial functions of degree 0, 1, 2; one to three numbers
     */
    public NeighbourBasis(double cutoff, int... radial) {
        if (!(cutoff > SHORTEST)) {
            throw new IllegalArgumentException(
                    "The cutoff must be more than " + SHORTEST + " Angstrom, not " + cutoff + ".");
        }
        if (radial.length < 1 || radial.length > 3 || Arrays.stream(radial).anyMatch(k -> k < 2)) {
            throw new IllegalArgumentException(
                    "A neighbour basis needs at least 2 radial functions for each of one to three degrees, not "
                            + Arrays.toString(radial) + ".");
        }
        this.cutoff = cutoff;
        this.radial = radial.clone();
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Pairs pairs = Pairs.of(tf, Trace.floats(in.get(1)), Trace.floats(in.get(0)));
        Operand<TFloat32> d = pairs.distance();
        Operand<TFloat32> envelope = tf.math.mul(pairs.present(), RadialBasis.cosineCutoff(tf, d, cutoff));
        List<Operand<TFloat32>> u =
                List.copyOf(tf.unstack(pairs.direction(), 3L, Unstack.axis(-1L)).output());
        List<Operand<?>> out = new ArrayList<>();
        for (int l = 0; l < radial.length; l++) {
            // (batch, 1, i, k, j)
            Operand<TFloat32> r = tf.expandDims(radial(tf, d, envelope, radial[l]), tf.constant(1));
            out.add(
                    l == 0
                            ? r
                            : tf.math.mul(
                                    r, tf.expandDims(tf.stack(harmonics(tf, l, u), Stack.axis(1L)), tf.constant(3))));
        }
        return out;
    }

    /** Radial functions with the envelope, (batch, i, k, j). */
    private Operand<TFloat32> radial(Ops tf, Operand<TFloat32> d, Operand<TFloat32> envelope, int count) {
        double from = Math.exp(-WARP * cutoff);
        double spacing = (Math.exp(-WARP * SHORTEST) - from) / (count - 1);
        double[] centres = new double[count];
        for (int k = 0; k < count; k++) {
            centres[k] = from + k * spacing;
        }
        Operand<TFloat32> mu =
                Trace.constant(tf, Nd.of(centres, count, 1).cast(Trace.spec(d).dtype()));
        Operand<TFloat32> warped = tf.math.exp(tf.math.mul(d, scalar(tf, d, -WARP)));
        Operand<TFloat32> square = tf.math.squaredDifference(tf.expandDims(warped, tf.constant(2)), mu);
        Operand<TFloat32> bump = tf.math.exp(tf.math.mul(square, scalar(tf, d, -0.5 / (spacing * spacing))));
        return tf.math.mul(bump, tf.expandDims(envelope, tf.constant(2)));
    }

    /** Real spherical harmonics of a unit vector; the sum of their squares is 2l + 1. */
    private static List<Operand<TFloat32>> harmonics(Ops tf, int l, List<Operand<TFloat32>> u) {
        Operand<TFloat32> x = u.get(0);
        Operand<TFloat32> y = u.get(1);
        Operand<TFloat32> z = u.get(2);
        if (l == 1) {
            Operand<TFloat32> a = scalar(tf, x, Math.sqrt(3));
            return List.of(tf.math.mul(x, a), tf.math.mul(y, a), tf.math.mul(z, a));
        }
        Operand<TFloat32> a = scalar(tf, x, Math.sqrt(15));
        Operand<TFloat32> half = scalar(tf, x, Math.sqrt(15) / 2);
        Operand<TFloat32> zz = tf.math.square(z);
        return List.of(
                tf.math.mul(tf.math.mul(x, y), a),
                tf.math.mul(tf.math.mul(y, z), a),
                tf.math.sub(tf.math.mul(zz, scalar(tf, x, 1.5 * Math.sqrt(5))), scalar(tf, x, 0.5 * Math.sqrt(5))),
                tf.math.mul(tf.math.mul(z, x), a),
                tf.math.mul(tf.math.sub(tf.math.square(x), tf.math.square(y)), half));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("cutoff", cutoff);
        c.put("radial", Arrays.stream(radial).boxed().toList());
        return c;
    }

    static NeighbourBasis fromConfig(Map<String, Object> c) {
        return new NeighbourBasis(
                Config.number(c, "cutoff", 0),
                ((List<?>) c.get("radial"))
                        .stream().mapToInt(k -> ((Number) k).intValue()).toArray());
    }
}
