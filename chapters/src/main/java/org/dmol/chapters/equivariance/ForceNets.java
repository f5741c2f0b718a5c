package org.dmol.chapters.equivariance;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Sym;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.equivariant.EquivariantConvolution;
import org.dmol.layers.equivariant.EquivariantLinear;
import org.dmol.layers.equivariant.Gate;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The two networks from elements (n, 3) and positions (n, 3) to forces (n, 3), each of two rounds of messages. */
final class ForceNets {
    private static final double CUTOFF = 4.5;
    private static final String WIDE = "16x0e + 8x1o";

    private ForceNets() {}

    /** Scalars and vectors on atoms; the output is a vector that turns with the molecule. */
    static Model equivariant() {
        Sym h = Input.batched("elements", DType.FLOAT32, 9, 3);
        Sym x = Input.batched("positions", DType.FLOAT32, 9, 3);
        String gated = Gate.input(WIDE).toString();
        Sym a = new EquivariantConvolution("3x0e", gated, 1, 12, CUTOFF, 24)
                .on(h, x)
                .one();
        Sym b = new Gate(WIDE, "silu").on(a).one();
        Sym c = new EquivariantConvolution(WIDE, gated, 1, 12, CUTOFF, 24)
                .on(b, x)
                .one();
        Sym d = new Gate(WIDE, "silu").on(c).one();
        Sym e = new EquivariantConvolution(WIDE, "4x1o", 1, 12, CUTOFF, 24)
                .on(d, x)
                .one();
        return Model.of(
                List.of(h, x), List.of(new EquivariantLinear("4x1o", "1o").on(e).one()));
    }

    /** The same rounds of messages, but the components of the vectors between atoms are ordinary features. */
    static Model plain() {
        Sym h = Input.batched("elements", DType.FLOAT32, 9, 3);
        Sym x = Input.batched("positions", DType.FLOAT32, 9, 3);
        Sym a = new PlainMessages(22).on(h, x).one();
        Sym b = new PlainMessages(22).on(a, x).one();
        return Model.of(List.of(h, x), List.of(new Dense(3).on(b).one()));
    }

    /** Messages of a dense network of both atoms' features, the vector between them and Gaussians of its length. */
    private static final class PlainMessages extends Layer {
        private final int units;
        private Dense first;
        private Dense second;
        private Dense update;

        PlainMessages(int units) {
            this.units = units;
        }

        @Override
        protected void build(Weights weights, List<Spec> inputs) {
            first = weights.add("first", new Dense(units, "silu"));
            second = weights.add("second", new Dense(units, "silu"));
            update = weights.add("update", new Dense(units, "silu"));
        }

        @Override
        protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
            Ops tf = c.tf();
            Operand<TFloat32> h = Trace.floats(in.get(0));
            Operand<TFloat32> x = Trace.floats(in.get(1));
            Operand<TFloat32> d = tf.math.sub(tf.expandDims(x, tf.constant(1)), tf.expandDims(x, tf.constant(2)));
            Operand<TFloat32> zero = tf.math.mul(Trace.sumKeep(tf, d, -1), Trace.scalar(tf, d, 0));
            Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(d), -1);
            Operand<TFloat32> r = tf.math.sqrt(tf.math.maximum(square, Trace.scalar(tf, d, 1e-12)));
            Operand<TFloat32> radial = Trace.floats(new org.dmol.layers.graph.RadialBasis(12, CUTOFF).apply(c, r));
            Operand<TFloat32> senders = tf.math.add(tf.expandDims(h, tf.constant(1)), zero);
            Operand<TFloat32> receivers = tf.math.add(tf.expandDims(h, tf.constant(2)), zero);
            Operand<TFloat32> message = Trace.floats(second.apply(
                    c, first.apply(c, tf.concat(List.of(senders, receivers, d, radial), tf.constant(-1)))));
            Operand<TFloat32> sum = Trace.sum(tf, message, 2);
            return List.of(update.apply(c, tf.concat(List.of(h, sum), tf.constant(-1))));
        }
    }
}
