package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;

/**
 * Symmetry functions of Behler and Parrinello (Phys. Rev. Lett. 2007, 98, 146401) in the form of ANI-1 (Smith, Isayev, Roitberg, Chem.
 * Sci. 2017, 8, 3192): what an atom's surroundings look like, unchanged by rotations, translations and the order of the atoms.
 *
 * <p>Radial, for each element of the neighbours: {@code sum_j exp(-eta (r_ij - shift)^2) f(r_ij)}. Angular, for each pair of elements, over
 * pairs of neighbours j &lt; k: {@code 2^(1 - zeta) sum (1 + cos(theta - section))^zeta exp(-eta ((r_ij + r_ik) / 2 - shift)^2) f(r_ij)
 * f(r_ik)}. f is half a cosine that ends at the cutoff.
 *
 * <p>Inputs: atomic numbers int (batch, n), 0 for padding; positions (batch, n, 3) in Angstrom. Output: (batch, n, {@link #count}): first
 * the radial functions by element and shift, then the angular ones by pair of elements (1-1, 1-2, …, 2-2, …), shift and section. Atoms of
 * elements that are not listed are seen by nobody.
 */
public final class SymmetryFunctions extends Layer {
    private final int[] elements;
    private final Radial radial;
    private final Angular angular;

    /**
     * Radial functions.
     *
     * @param cutoff Angstrom
     * @param eta inverse square of the width, 1/Angstrom^2
     * @param shifts Angstrom
     */
    public record Radial(double cutoff, double eta, List<Double> shifts) {}

    /**
     * Angular functions, all pairs of a shift and a section.
     *
     * @param cutoff Angstrom
     * @param eta inverse square of the width in distance, 1/Angstrom^2
     * @param zeta sharpness in the angle
     * @param shifts Angstrom
     * @param sections angles, radians
     */
    public record Angular(double cutoff, double eta, double zeta, List<Double> shifts, List<Double> sections) {}

    /** Functions of the given parameters for neighbours of the given atomic numbers. */
    public SymmetryFunctions(Radial radial, Angular angular, int... elements) {
        if (elements.length == 0
                || Arrays.stream(elements).anyMatch(z -> z < 1)
                || Arrays.stream(elements).distinct().count() != elements.length) {
            throw new IllegalArgumentException(
                    "Symmetry functions need different atomic numbers from 1, not " + Arrays.toString(elements) + ".");
        }
        if (!(radial.cutoff > 0) || !(angular.cutoff > 0)) {
            throw new IllegalArgumentException("The cutoffs of symmetry functions must be positive, not "
                    + radial.cutoff + " and " + angular.cutoff + ".");
        }
        this.radial = radial;
        this.angular = angular;
        this.elements = elements.clone();
    }

    /**
     * The 16 radial and 4 times 8 angular functions of the ANI potentials (ANI-1x; Smith et al., J. Chem. Phys. 2018, 148, 241733),
     * cutoffs 5.2 and 3.5 Angstrom.
     */
    public static SymmetryFunctions ani(int... elements) {
        return new SymmetryFunctions(
                new Radial(5.2, 16, evenly(0.9, (5.2 - 0.9) / 16, 16)),
                new Angular(3.5, 8, 32, evenly(0.9, (3.5 - 0.9) / 4, 4), evenly(Math.PI / 16, Math.PI / 8, 8)),
                elements);
    }

    private static List<Double> evenly(double first, double step, int count) {
        return IntStream.range(0, count).mapToObj(i -> first + i * step).toList();
    }

    /** Number of functions of an atom. */
    public int count() {
        int e = elements.length;
        return e * radial.shifts.size() + e * (e + 1) / 2 * angular.shifts.size() * angular.sections.size();
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException(
                    "inputs are atomic numbers and positions, not " + inputs.size() + " arrays.");
        }
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> z = Trace.floats(in.get(0));
        Operand<TFloat32> x = Trace.floats(in.get(1));
        Pairs pairs = Pairs.of(tf, z, x);
        List<Operand<TFloat32>> kinds = new ArrayList<>();
        for (int e : elements) {
            kinds.add(Trace.castLike(tf, tf.math.equal(z, scalar(tf, z, e)), x));
        }
        // (batch, n, elements)
        Operand<TFloat32> kind = tf.stack(kinds, Stack.axis(-1L));
        Operand<TFloat32> both = tf.concat(List.of(radial(tf, pairs, kind), angular(tf, pairs, kind)), tf.constant(-1));
        Operand<TFloat32> real = Trace.castLike(tf, tf.math.notEqual(z, scalar(tf, z, 0)), x);
        return List.of(tf.math.mul(both, tf.expandDims(real, tf.constant(-1))));
    }

    private Operand<TFloat32> radial(Ops tf, Pairs pairs, Operand<TFloat32> kind) {
        Operand<TFloat32> bump = gauss(tf, pairs.distance(), radial.eta, radial.shifts);
        Operand<TFloat32> f =
                tf.math.mul(pairs.present(), RadialBasis.cosineCutoff(tf, pairs.distance(), radial.cutoff));
        Operand<TFloat32> g = tf.math.mul(bump, tf.expandDims(f, tf.constant(-1)));
        return flat(tf, Einsum.einsum(tf, "bijr,bje->bier", g, kind), elements.length * radial.shifts.size());
    }

    private Operand<TFloat32> angular(Ops tf, Pairs pairs, Operand<TFloat32> kind) {
        Operand<TFloat32> d = pairs.distance();
        Operand<TFloat32> f = tf.math.mul(pairs.present(), RadialBasis.cosineCutoff(tf, d, angular.cutoff));
        Operand<TFloat32> dj = tf.expandDims(d, tf.constant(3));
        Operand<TFloat32> dk = tf.expandDims(d, tf.constant(2));
        Operand<TFloat32> weight = tf.math.mul(
                tf.math.mul(tf.expandDims(f, tf.constant(3)), tf.expandDims(f, tf.constant(2))),
                tf.expandDims(pairs.different(), tf.constant(1)));
        Operand<TFloat32> half = tf.math.mul(tf.math.add(dj, dk), scalar(tf, d, 0.5));
        Operand<TFloat32> shifted =
                tf.math.mul(gauss(tf, half, angular.eta, angular.shifts), tf.expandDims(weight, tf.constant(-1)));
        Operand<TFloat32> turned = sections(tf, pairs);
        int width = angular.shifts.size() * angular.sections.size();
        // By the elements of both neighbours; each pair of neighbours is met twice.
        Operand<TFloat32> first = Einsum.einsum(tf, "bijks,bijkt->bijkst", shifted, turned);
        Operand<TFloat32> sums = Einsum.einsum(tf, "bijkst,bjp->bipkst", first, kind);
        Operand<TFloat32> all = Einsum.einsum(tf, "bipkst,bkq->bipqst", sums, kind);
        List<Operand<TFloat32>> out = new ArrayList<>();
        List<Operand<TFloat32>> rows = unstack(tf, all, elements.length, 2);
        for (int p = 0; p < elements.length; p++) {
            List<Operand<TFloat32>> columns = unstack(tf, rows.get(p), elements.length, 2);
            for (int q = p; q < elements.length; q++) {
                Operand<TFloat32> once = tf.math.mul(columns.get(q), scalar(tf, d, p == q ? 0.5 : 1));
                out.add(flat(tf, once, width));
            }
        }
        return tf.concat(out, tf.constant(-1));
    }

    /** {@code 2^(1 - zeta) (1 + cos(theta - section))^zeta} of the angles between neighbours, (batch, i, j, k, sections). */
    private Operand<TFloat32> sections(Ops tf, Pairs pairs) {
        Operand<TFloat32> u = pairs.direction();
        Operand<TFloat32> cosine = Einsum.einsum(tf, "bijc,bikc->bijk", u, u);
        Operand<TFloat32> one = scalar(tf, u, 1);
        // Never quite 0, so that straight lines have a derivative.
        Operand<TFloat32> sine =
                tf.math.sqrt(tf.math.maximum(tf.math.sub(one, tf.math.square(cosine)), scalar(tf, u, 1e-10)));
        List<Operand<TFloat32>> out = new ArrayList<>();
        for (double section : angular.sections) {
            Operand<TFloat32> turned = tf.math.add(
                    tf.math.mul(cosine, scalar(tf, u, Math.cos(section))),
                    tf.math.mul(sine, scalar(tf, u, Math.sin(section))));
            Operand<TFloat32> base = tf.math.mul(tf.math.add(one, turned), scalar(tf, u, 0.5));
            Operand<TFloat32> power = tf.math.exp(
                    tf.math.mul(tf.math.log(tf.math.maximum(base, scalar(tf, u, 1e-10))), scalar(tf, u, angular.zeta)));
            out.add(tf.math.mul(power, scalar(tf, u, 2)));
        }
        return tf.stack(out, Stack.axis(-1L));
    }

    private static Operand<TFloat32> gauss(Ops tf, Operand<TFloat32> d, double eta, List<Double> shifts) {
        double[] s = shifts.stream().mapToDouble(v -> v).toArray();
        Operand<TFloat32> square = tf.math.squaredDifference(
                tf.expandDims(d, tf.constant(-1)),
                Trace.constant(tf, Nd.vector(s).cast(Trace.spec(d).dtype())));
        return tf.math.exp(tf.math.mul(square, scalar(tf, d, -eta)));
    }

    private static List<Operand<TFloat32>> unstack(Ops tf, Operand<TFloat32> x, int count, long axis) {
        return List.copyOf(tf.unstack(x, (long) count, Unstack.axis(axis)).output());
    }

    /** All axes after (batch, n) made one of the given width. */
    private static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> x, int width) {
        return tf.reshape(x, tf.stack(List.of(Trace.size(tf, x, 0), Trace.size(tf, x, 1), tf.constant(width))));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("elements", Arrays.stream(elements).boxed().toList());
        c.put("radial_cutoff", radial.cutoff);
        c.put("radial_eta", radial.eta);
        c.put("radial_shifts", radial.shifts);
        c.put("angular_cutoff", angular.cutoff);
        c.put("angular_eta", angular.eta);
        c.put("angular_zeta", angular.zeta);
        c.put("angular_shifts", angular.shifts);
        c.put("angular_sections", angular.sections);
        return c;
    }

    static SymmetryFunctions fromConfig(Map<String, Object> c) {
        return new SymmetryFunctions(
                new Radial(
                        Config.number(c, "radial_cutoff", 0),
                        Config.number(c, "radial_eta", 0),
                        numbers(c, "radial_shifts")),
                new Angular(
                        Config.number(c, "angular_cutoff", 0),
                        Config.number(c, "angular_eta", 0),
                        Config.number(c, "angular_zeta", 0),
                        numbers(c, "angular_shifts"),
                        numbers(c, "angular_sections")),
                numbers(c, "elements").stream().mapToInt(Double::intValue).toArray());
    }

    private static List<Double> numbers(Map<String, Object> c, String key) {
        return ((List<?>) c.get(key))
                .stream().map(v -> ((Number) v).doubleValue()).toList();
    }
}
