package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An interaction of atoms with their neighbours' features as they lie around them: the features are summed with the weights of a {@link
 * NeighbourBasis}, a learnt matrix mixes radial functions and channels, and of the sums of degree 1 and 2, which turn with the molecule,
 * the lengths are kept. Two dense layers of all that are added to the atom's features. This is the interaction with tensor
 * sensitivities of HIP-NN-TS (Chigaev et al., J. Chem. Phys. 2023, 158, 184108); with degree 0 alone that of HIP-NN (Lubbers, Smith,
 * Barros, J. Chem. Phys. 2018, 148, 241715), a continuous-filter convolution whose filters are matrices. In place of a filter for each
 * pair it needs two matrix products, which is what makes it fast on small molecules.
 *
 * <p>Inputs: nodes (batch, n, f), then the arrays of a basis. Output: nodes of the same shape, invariant if the input is.
 */
public final class NeighbourDensity extends Layer {
    /** Smooths lengths near 0, where the square root has no derivative. */
    private static final double SOFT = 0.01;

    private final int channels;
    private final List<Var> mixes = new ArrayList<>();
    private Dense senders;
    private Dense hidden;
    private Dense update;

    /** An interaction in which neighbours are seen by the given number of channels. */
    public NeighbourDensity(int channels) {
        if (channels < 1) {
            throw new IllegalArgumentException("A density needs at least one channel, not " + channels + ".");
        }
        this.channels = channels;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("inputs are nodes and the arrays of a neighbour basis.");
        }
        Shape nodes = inputs.get(0).shape();
        int f = Math.toIntExact(nodes.get(nodes.numDimensions() - 1));
        senders = weights.add("senders", new Dense(channels));
        for (int l = 0; l < inputs.size() - 1; l++) {
            Shape basis = inputs.get(l + 1).shape();
            if (basis.numDimensions() != 5 || basis.get(1) != 2 * l + 1) {
                throw new IllegalArgumentException(
                        "input " + (l + 1) + " must be (batch, " + (2 * l + 1) + ", n, radial, n), not " + basis + ".");
            }
            mixes.add(weights.add(
                    "mix_" + l,
                    Shape.of(basis.get(3) * channels, l == 0 ? f : channels),
                    Initializers.glorotUniform()));
        }
        hidden = weights.add("hidden", new Dense(f, "silu"));
        update = weights.add("update", new Dense(f));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(in.get(0));
        Operand<TFloat32> x = Trace.floats(senders.apply(c, nodes));
        List<Operand<TFloat32>> seen = new ArrayList<>(List.of(nodes));
        for (int l = 0; l < mixes.size(); l++) {
            seen.add(degree(c, l, Trace.floats(in.get(l + 1)), x));
        }
        Operand<TFloat32> all = tf.concat(seen, tf.constant(-1));
        return List.of(tf.math.add(nodes, Trace.floats(update.apply(c, hidden.apply(c, all)))));
    }

    /** The density of one degree: (batch, n, units). */
    private Operand<TFloat32> degree(Ctx c, int l, Operand<TFloat32> basis, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int m = 2 * l + 1;
        int k = Math.toIntExact(Trace.dim(basis, 3));
        var n = Trace.size(tf, x, 1);
        Operand<TFloat32> weights = tf.reshape(basis, shape(tf, Trace.size(tf, x, 0), tf.constant(-1), n));
        Operand<TFloat32> sums = tf.train.batchMatMul(weights, x, x.type());
        Operand<TFloat32> mixed =
                tf.linalg.matMul(tf.reshape(sums, tf.constant(new int[] {-1, k * channels})), c.read(mixes.get(l)));
        int units = Math.toIntExact(Trace.dim(mixed, 1));
        if (l == 0) {
            return tf.reshape(mixed, shape(tf, tf.constant(-1), n, tf.constant(units)));
        }
        Operand<TFloat32> parts = tf.reshape(mixed, shape(tf, tf.constant(-1), tf.constant(m), n, tf.constant(units)));
        Operand<TFloat32> square = Trace.sum(tf, tf.math.square(parts), 1);
        return tf.math.sub(tf.math.sqrt(tf.math.add(square, scalar(tf, x, SOFT))), scalar(tf, x, Math.sqrt(SOFT)));
    }

    @SafeVarargs
    private static Operand<org.tensorflow.types.TInt32> shape(Ops tf, Operand<org.tensorflow.types.TInt32>... axes) {
        return tf.stack(List.of(axes));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("channels", channels);
        return c;
    }

    static NeighbourDensity fromConfig(Map<String, Object> c) {
        return new NeighbourDensity(Config.integer(c, "channels", 0));
    }
}
