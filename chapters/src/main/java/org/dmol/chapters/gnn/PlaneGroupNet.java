package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.molecules.RadialBasis;
import org.dmol.layers.Initializers;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The book's small SchNet: three blocks of 32 channels over the 16 nearest neighbours, mean of the nodes' votes. Inputs of one point
 * set: distances (m, k), neighbours int (m, k), mask (m). Output: logits (1, 17).
 */
final class PlaneGroupNet extends Model {
    static final int NEIGHBOURS = 16;
    static final int CHANNELS = 32;
    static final int CLASSES = 17;
    private static final int BLOCKS = 3;
    private static final String SSP = "shifted_softplus";

    private record Block(Dense sender, Dense edge1, Dense edge2, Dense update1, Dense update2) {}

    private final RadialBasis basis;
    private final List<Block> blocks = new ArrayList<>();
    private Var embedding;
    private Dense half;
    private Dense votes;

    PlaneGroupNet(RadialBasis basis) {
        this.basis = basis;
    }

    /** Eight bumps over 0 to 20 with gamma 1. */
    static RadialBasis bookBasis() {
        return new RadialBasis(0, 20, 8, 1);
    }

    /** Sixteen bumps over 0 to 4, as wide as their spacing: where the neighbours are. */
    static RadialBasis fineBasis() {
        return RadialBasis.spaced(0, 4, 16);
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        embedding = weights.add("embedding", Shape.of(2, CHANNELS), Initializers.randomUniform(-0.05, 0.05));
        for (int b = 0; b < BLOCKS; b++) {
            blocks.add(new Block(
                    weights.add(new Dense(CHANNELS)),
                    weights.add(new Dense(CHANNELS, SSP)),
                    weights.add(new Dense(CHANNELS, SSP)),
                    weights.add(new Dense(CHANNELS, SSP)),
                    weights.add(new Dense(CHANNELS))));
        }
        half = weights.add(new Dense(CHANNELS / 2, SSP));
        votes = weights.add(new Dense(CLASSES));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> distances = Trace.floats(in.get(0));
        Operand<TInt32> neighbours = Trace.as(in.get(1));
        Operand<TFloat32> mask = tf.expandDims(Trace.castLike(tf, in.get(2), distances), tf.constant(-1));
        Operand<TFloat32> features = features(tf, distances);
        // Every point is of the same kind, number 1 of the table.
        Operand<TFloat32> kind = tf.gather(c.read(embedding), tf.constant(new int[] {1}), tf.constant(0));
        Operand<TFloat32> v = tf.math.mul(tf.onesLike(mask), kind);
        for (Block b : blocks) {
            // The dense layer of the sender comes before the gather: the same numbers with 16 times fewer products.
            Operand<TFloat32> sender = tf.gather(Trace.floats(b.sender.apply(c, v)), neighbours, tf.constant(0));
            Operand<TFloat32> edge = Trace.floats(b.edge2.apply(c, b.edge1.apply(c, features)));
            Operand<TFloat32> sum = Trace.sum(tf, tf.math.mul(sender, edge), 1);
            v = tf.math.add(v, Trace.floats(b.update2.apply(c, b.update1.apply(c, sum))));
        }
        Operand<TFloat32> each = tf.math.mul(Trace.floats(votes.apply(c, half.apply(c, v))), mask);
        return List.of(tf.math.div(Trace.sumKeep(tf, each, 0), Trace.sumKeep(tf, mask, 0)));
    }

    private Operand<TFloat32> features(Ops tf, Operand<TFloat32> distances) {
        double[] centres = new double[basis.count()];
        java.util.Arrays.setAll(centres, basis::center);
        Operand<TFloat32> mu =
                Trace.constant(tf, Nd.vector(centres).cast(Trace.spec(distances).dtype()));
        Operand<TFloat32> delta = tf.math.sub(tf.expandDims(distances, tf.constant(-1)), mu);
        return tf.math.exp(tf.math.mul(tf.math.square(delta), Trace.scalar(tf, delta, -basis.gamma())));
    }
}
