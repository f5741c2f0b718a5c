package org.dmol.layers.recurrent;

import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Initializer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997): gates i, f, o and candidate c, in the order i, f, c, o;
 * {@code c' = f c + i candidate}, {@code h' = o activation(c')}. Two states, h and c. The bias of f starts at 1 (Jozefowicz et al. 2015).
 */
public final class LSTMCell extends GatedCell<LSTMCell> {
    private boolean unitForgetBias = true;

    /** A cell of so many units. */
    public LSTMCell(int units) {
        super(units, 4);
    }

    /** Whether the bias of the forget gate starts at 1; default true. */
    public LSTMCell unitForgetBias(boolean on) {
        unitForgetBias = on;
        return this;
    }

    @Override
    protected LSTMCell self() {
        return this;
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units(), units());
    }

    @Override
    protected Shape biasShape() {
        return Shape.of(4L * units());
    }

    @Override
    protected Initializer initialBias(Initializer chosen) {
        return unitForgetBias ? new ForgetBias(chosen, units()) : chosen;
    }

    /** The chosen initializer for all gates but the second. */
    private record ForgetBias(Initializer chosen, int units) implements Initializer {
        @Override
        public Nd initialize(int[] shape, java.util.random.RandomGenerator random) {
            double[] values = chosen.initialize(shape, random)
                    .cast(org.dmol.array.DType.FLOAT64)
                    .doubles()
                    .clone();
            java.util.Arrays.fill(values, units, 2 * units, 1);
            return Nd.of(values, shape);
        }

        @Override
        public String className() {
            return chosen.className();
        }

        @Override
        public Map<String, Object> config() {
            return chosen.config();
        }
    }

    @Override
    protected Step step(
            Ops tf, Operand<TFloat32> x, List<Operand<TFloat32>> states, Map<String, Operand<TFloat32>> params) {
        var g = tf.split(tf.constant(-1), tf.math.add(x, recur(tf, states.get(0), params)), 4L)
                .output();
        Operand<TFloat32> i = gate(tf, g.get(0)), f = gate(tf, g.get(1)), o = gate(tf, g.get(3));
        Operand<TFloat32> fresh = tf.math.mul(i, activate(tf, g.get(2)));
        Operand<TFloat32> c = tf.math.add(tf.math.mul(f, states.get(1)), fresh);
        Operand<TFloat32> h = tf.math.mul(o, activate(tf, c));
        return new Step(h, List.of(h, c));
    }

    @Override
    protected void putSettings(Map<String, Object> c) {
        super.putSettings(c);
        c.put("unit_forget_bias", unitForgetBias);
    }

    @Override
    protected LSTMCell readSettings(Map<String, Object> c) {
        return super.readSettings(c).unitForgetBias(Config.flag(c, "unit_forget_bias", true));
    }

    static LSTMCell fromConfig(Map<String, Object> c) {
        return new LSTMCell(Config.integer(c, "units", 0)).readSettings(c);
    }
}
