package org.dmol.chapters.molnets;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Initializers;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Sym;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.graph.EnergyAndForces;
import org.dmol.layers.graph.PainnInteraction;
import org.dmol.layers.graph.SchNetInteraction;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The energy of a cluster of one element by one of three kinds of networks: positions (batch, n, 3) to (batch, 1). */
final class ClusterEnergy extends Layer {
    /** What the features of an atom are. */
    enum Kind {
        /** Scalars of distances. */
        INVARIANT("SchNet-like: scalars"),
        /** Scalars and vectors. */
        EQUIVARIANT("PaiNN-like: scalars and vectors"),
        /** Coordinates as they are, in a dense network. */
        COORDINATES("no symmetry: coordinates");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * Sizes.
     *
     * @param features numbers of an atom, or units of the dense network's two layers
     * @param interactions rounds of messages
     * @param radial radial functions
     * @param cutoff how far neighbours are seen
     * @param head hidden units of the network that gives an atom's energy
     */
    record Size(int features, int interactions, int radial, double cutoff, int head) {}

    private final Kind kind;
    private final Size size;
    private final List<Layer> blocks = new ArrayList<>();
    private Var embedding;
    private Dense hidden;
    private Dense out;

    ClusterEnergy(Kind kind, Size size) {
        this.kind = kind;
        this.size = size;
    }

    /** Energies (batch, 1) and forces (batch, atoms, 3) of positions. */
    static Functional potential(Kind kind, Size size, int atoms) {
        Sym x = Input.batched("positions", FloatX.get(), atoms, 3);
        return Model.of(List.of(x), new EnergyAndForces(new ClusterEnergy(kind, size), 0).on(x));
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (kind == Kind.COORDINATES) {
            blocks.add(weights.add("first", new Dense(size.features, "silu")));
            hidden = weights.add("hidden", new Dense(size.features, "silu"));
        } else {
            embedding = weights.add("embedding", Shape.of(size.features), Initializers.randomUniform(-1, 1));
            for (int k = 0; k < size.interactions; k++) {
                blocks.add(weights.add(
                        "interaction_" + k,
                        kind == Kind.EQUIVARIANT
                                ? new PainnInteraction(size.radial, size.cutoff)
                                : new SchNetInteraction(size.features, size.radial, size.cutoff)));
            }
            hidden = weights.add("hidden", new Dense(size.head, "silu"));
        }
        out = weights.add("out", new Dense(1));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> x = Trace.floats(in.get(0));
        int n = Math.toIntExact(Trace.dim(x, 1));
        if (kind == Kind.COORDINATES) {
            Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, 3 * n}));
            return List.of(out.apply(c, hidden.apply(c, blocks.get(0).apply(c, flat))));
        }
        Operand<TFloat32> zero = tf.math.mul(Trace.sumKeep(tf, x, -1), Trace.scalar(tf, x, 0));
        Operand<TFloat32> scalars = tf.math.add(zero, c.read(embedding));
        Operand<TFloat32> others =
                Trace.constant(tf, apart(n).cast(Trace.spec(x).dtype()));
        if (kind == Kind.EQUIVARIANT) {
            Operand<TFloat32> vectors = tf.zerosLike(tf.concat(List.of(scalars, scalars, scalars), tf.constant(-1)));
            for (Layer block : blocks) {
                List<? extends Operand<?>> both = block.apply(c, List.of(scalars, vectors, x, others));
                scalars = Trace.floats(both.get(0));
                vectors = Trace.floats(both.get(1));
            }
        } else {
            Operand<TFloat32> d = distances(tf, x, others);
            for (Layer block : blocks) {
                scalars =
                        Trace.floats(block.apply(c, List.of(scalars, d, others)).get(0));
            }
        }
        return List.of(Trace.sum(tf, Trace.floats(out.apply(c, hidden.apply(c, scalars))), 1));
    }

    /** Distances of all pairs, (batch, n, n, 1); 1 from an atom to itself, so that no derivative is infinite. */
    private static Operand<TFloat32> distances(Ops tf, Operand<TFloat32> x, Operand<TFloat32> others) {
        Operand<TFloat32> d = tf.math.sub(tf.expandDims(x, tf.constant(1)), tf.expandDims(x, tf.constant(2)));
        Operand<TFloat32> self = tf.math.sub(Trace.scalar(tf, x, 1), tf.expandDims(others, tf.constant(-1)));
        return tf.math.sqrt(tf.math.add(Trace.sumKeep(tf, tf.math.square(d), -1), self));
    }

    /** 1 for two different atoms, (n, n). */
    private static Nd apart(int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            a[i] = i / n == i % n ? 0 : 1;
        }
        return Nd.of(a, n, n).cast(DType.FLOAT64);
    }
}
