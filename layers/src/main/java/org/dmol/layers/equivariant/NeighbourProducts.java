package org.dmol.layers.equivariant;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import org.dmol.tf.Einsum;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The core of convolutions of points in space: each neighbour's features times spherical harmonics of the direction to it, every product and
 * channel with a weight of its own, summed over the neighbours. All pairs of points of a row are neighbours.
 *
 * @param in what the features are
 * @param degree the greatest degree of the harmonics
 * @param paths the products that can reach an output irrep, in order
 */
record NeighbourProducts(Irreps in, int degree, List<Path> paths) {
    /** A term of the features times the harmonics of degree l, as far as it goes into one irrep. */
    record Path(int term, int l, Irrep to, int count) {}

    /**
     * Where the points lie towards each other, (batch, receiver, sender, …).
     *
     * @param difference from receiver to sender, 3
     * @param distance 1; above 0 also from a point to itself, so that it has a gradient
     * @param apart 1; 1, but 0 from a point to itself and to one in the same place
     */
    record Pairs(Operand<TFloat32> difference, Operand<TFloat32> distance, Operand<TFloat32> apart) {
        static Pairs of(Ops tf, Operand<TFloat32> positions) {
            Operand<TFloat32> difference =
                    tf.math.sub(tf.expandDims(positions, tf.constant(1)), tf.expandDims(positions, tf.constant(2)));
            Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(difference), -1);
            Operand<TFloat32> least = scalar(tf, square, 1e-12);
            Operand<TFloat32> apart = Trace.castLike(tf, tf.math.greater(square, least), square);
            return new Pairs(difference, tf.math.sqrt(tf.math.maximum(square, least)), apart);
        }
    }

    static NeighbourProducts of(Irreps in, Irreps out, int degree) {
        List<Path> all = new ArrayList<>();
        for (int k = 0; k < in.terms().size(); k++) {
            Irreps.Term term = in.terms().get(k);
            for (int l = 0; l <= degree; l++) {
                for (Irrep to : term.irrep().times(new Irrep(l, l % 2 == 0 ? 1 : -1))) {
                    if (out.count(to) > 0 && term.count() > 0) {
                        all.add(new Path(k, l, to, term.count()));
                    }
                }
            }
        }
        return new NeighbourProducts(in, degree, List.copyOf(all));
    }

    /** Refuses what is not nodes (batch, n, in) and positions (batch, n, 3). */
    void require(List<Spec> inputs) {
        if (inputs.size() != 2 || inputs.get(0).shape().numDimensions() != 3) {
            throw new IllegalArgumentException("inputs are nodes (batch, n, features) and positions (batch, n, 3).");
        }
        Slices.requireLast("Nodes", inputs.get(0).shape().get(2), in);
    }

    /** What the products are. */
    Irreps messages() {
        return new Irreps(
                paths.stream().map(p -> new Irreps.Term(p.count, p.to)).toList());
    }

    /**
     * The sums, (batch, n, messages); null if no product reaches the output.
     *
     * @param nodes features (batch, n, in)
     * @param weights (batch, receiver, sender, number of messages)
     */
    Operand<TFloat32> sum(Ops tf, Operand<TFloat32> nodes, Pairs pairs, Operand<TFloat32> weights) {
        if (paths.isEmpty()) {
            return null;
        }
        Operand<TFloat32> harmonics = SphericalEncoding.encode(tf, pairs.difference(), degree);
        List<Operand<TFloat32>> parts = new ArrayList<>();
        int at = 0;
        for (Path p : paths) {
            Irrep from = in.terms().get(p.term).irrep();
            Operand<TFloat32> y = Slices.part(tf, harmonics, p.l * p.l, 2 * p.l + 1);
            Operand<TFloat32> w = Slices.part(tf, weights, at, p.count);
            at += p.count;
            Operand<TFloat32> turned =
                    Einsum.einsum(tf, "brsj,ijk->brsik", y, Slices.coupling(tf, from.l(), p.l, p.to.l(), harmonics));
            Operand<TFloat32> h = Slices.term(tf, nodes, in, p.term);
            // Weights times features first: elementwise; then a sum over senders and components at once.
            Operand<TFloat32> weighted =
                    tf.math.mul(tf.expandDims(w, tf.constant(-1)), tf.expandDims(h, tf.constant(1)));
            Operand<TFloat32> sum = Einsum.einsum(tf, "brsui,brsik->bruk", weighted, turned);
            parts.add(Slices.join(tf, sum, p.count * p.to.dim()));
        }
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(-1));
    }
}
