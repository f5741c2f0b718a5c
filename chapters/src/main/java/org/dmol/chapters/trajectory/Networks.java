package org.dmol.chapters.trajectory;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Initializers;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.layers.equivariant.Gate;
import org.dmol.layers.equivariant.Irreps;
import org.dmol.layers.equivariant.PointConvolution;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The linear baseline, and the equivariant network of e3nn's {@code gate_points_2101} in the chapter's settings. */
final class Networks {
    static final double CUTOFF = 3.5;
    private static final int BASIS = 10;
    private static final int HIDDEN = 128;
    private static final int NEIGHBOURS = Pairs.BEADS - 1;
    private static final int DEGREE = 3;

    private Networks() {}

    /** y = x W + b with a 3 by 3 matrix and one number for all coordinates, both 0 at first. */
    static Sequential baseline() {
        Sequential m = new Sequential(new OneBias());
        m.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, Pairs.BEADS, 3)));
        return m;
    }

    private static final class OneBias extends UnaryLayer {
        private Var w;
        private Var b;

        @Override
        protected void build(Weights weights, Spec input) {
            w = weights.add("w", Shape.of(3, 3), Initializers.zeros());
            b = weights.add("b", Shape.of(1), Initializers.zeros());
        }

        @Override
        protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
            return c.tf().math.add(Einsum.einsum(c.tf(), "nbi,ij->nbj", x, c.read(w)), c.read(b));
        }
    }

    /**
     * Node features and positions (batch, 12, 3) to one vector for each bead: three gated convolutions and a last one, 19,277 weights for
     * node features {@code 1x0e}.
     */
    static Functional equivariant(String features, int width) {
        Sym h = Input.batched(
                "features", DType.FLOAT32, Pairs.BEADS, Irreps.of(features).dim());
        Sym x = Input.batched("positions", DType.FLOAT32, Pairs.BEADS, 3);
        return Model.of(List.of(h, x), List.of(equivariant(h, x, features, width)));
    }

    /** The same layers on node features of these irreps and positions (batch, 12, 3). */
    static Sym equivariant(Sym h, Sym x, String features, int width) {
        String n = width + "x";
        boolean vectors = features.contains("1o");
        String second = n + "0e + " + n + "1o";
        String third = n + "0e + " + n + "1e + " + n + "1o";
        String all = n + "0e + " + n + "0o + " + n + "1e + " + n + "1o";
        Sym a = gated(h, x, features, vectors ? third : second);
        Sym b = gated(a, x, vectors ? third : second, vectors ? all : third);
        Sym c = gated(b, x, vectors ? all : third, all);
        return convolution(all, "1x1o").on(c, x).one();
    }

    private static Sym gated(Sym h, Sym x, String in, String out) {
        Gate gate = new Gate(out, "silu").odd("tanh").normalized(true);
        return gate.on(convolution(in, gate.input().toString()).on(h, x).one()).one();
    }

    private static PointConvolution convolution(String in, String out) {
        return new PointConvolution(in, out, DEGREE, BASIS, CUTOFF, HIDDEN, NEIGHBOURS);
    }

    /** The node feature of the book: 1 on every bead. */
    static Nd ones(int frames) {
        return Nd.full(DType.FLOAT32, 1, frames, Pairs.BEADS, 1);
    }
}
