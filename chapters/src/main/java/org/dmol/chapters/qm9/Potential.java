package org.dmol.chapters.qm9;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.graph.NeighbourBasis;
import org.dmol.layers.graph.NeighbourDensity;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The energy of a molecule as a sum over its atoms: a reference energy of the element, and what a network says of the atom's
 * surroundings after each of its interactions.
 *
 * <p>Inputs: atomic numbers int (batch, n), 0 for padding; positions (batch, n, 3), Angstrom. Output: energies (batch, 1).
 */
final class Potential extends Model {
    private final Shape shape;
    private final double[] references;
    private final double scale;
    private final List<NeighbourDensity> interactions = new ArrayList<>();
    private final List<Dense> heads = new ArrayList<>();
    private Embedding elements;
    private NeighbourBasis basis;
    private Var reference;
    private Var unit;

    /**
     * Sizes of the network.
     *
     * @param features numbers that describe an atom
     * @param channels numbers that its neighbours see of it
     * @param interactions rounds of messages
     * @param cutoff how far neighbours are seen, Angstrom
     * @param radial radial functions of each degree
     */
    record Shape(int features, int channels, int interactions, double cutoff, int... radial) {}

    /**
     * A network that is not trained.
     *
     * @param references energy of each atomic number, from 0
     * @param scale typical size of what the network adds for one atom, in the same unit
     */
    Potential(Shape shape, double[] references, double scale) {
        this.shape = shape;
        this.references = references.clone();
        this.scale = scale;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        elements = weights.add(new Embedding(references.length, shape.features)
                .embeddingsInitializer(Initializers.randomUniform(-1, 1)));
        basis = weights.add(new NeighbourBasis(shape.cutoff, shape.radial));
        for (int i = 0; i < shape.interactions; i++) {
            interactions.add(weights.add(new NeighbourDensity(shape.channels)));
            heads.add(weights.add(new Dense(shape.features / 2, "silu")));
            heads.add(weights.add(
                    new Dense(1).kernelInitializer(Initializers.varianceScaling(0.01, "fan_in", "truncated_normal"))));
        }
        reference = weights.add(
                "references", Nd.of(references, references.length, 1).cast(FloatX.get()), false);
        unit = weights.add("scale", Nd.scalar(scale).cast(FloatX.get()), false);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> h = Trace.floats(elements.apply(c, in.get(0)));
        List<Operand<?>> inputs = new ArrayList<>(basis.apply(c, List.of(in.get(1), in.get(0))));
        inputs.add(0, h);
        Operand<TFloat32> sum = null;
        for (int i = 0; i < interactions.size(); i++) {
            h = Trace.floats(interactions.get(i).apply(c, inputs).get(0));
            inputs.set(0, h);
            Operand<TFloat32> part =
                    Trace.floats(heads.get(2 * i + 1).apply(c, heads.get(2 * i).apply(c, h)));
            sum = sum == null ? part : tf.math.add(sum, part);
        }
        Operand<TFloat32> own =
                tf.gather(c.read(reference), Trace.<org.tensorflow.types.TInt32>as(in.get(0)), tf.constant(0));
        Operand<TFloat32> z = Trace.floats(in.get(0));
        Operand<TFloat32> real =
                tf.expandDims(Trace.castLike(tf, tf.math.notEqual(z, Trace.scalar(tf, z, 0)), sum), tf.constant(-1));
        return List.of(Trace.sum(tf, tf.math.mul(real, tf.math.add(own, tf.math.mul(sum, c.read(unit)))), 1));
    }
}
