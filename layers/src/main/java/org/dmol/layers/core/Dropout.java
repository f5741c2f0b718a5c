package org.dmol.layers.core;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Srivastava et al. 2014: in training, each element is 0 with probability {@code rate} and otherwise divided by {@code 1 - rate};
 * the identity elsewhere. Shape unchanged.
 */
public final class Dropout extends UnaryLayer {
    private final double rate;
    private int[] noiseShape;
    private Integer seed;

    /** Drops the fraction {@code rate}, 0 to 1. */
    public Dropout(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("The dropout rate must be between 0 and 1, not " + rate + ".");
        }
        this.rate = rate;
    }

    /** Shape of the random mask, 1 where it is shared along an axis, -1 for the input's size; default: the input's shape. */
    public Dropout noiseShape(int... shape) {
        noiseShape = shape.clone();
        return this;
    }

    /** Makes the layer's masks a function of this number, the run's seed and the step. */
    public Dropout seed(int value) {
        seed = value;
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        if (!c.training() || rate == 0) {
            return x;
        }
        return drop(c, x, noiseShape(c.tf(), x), rate, seed == null ? 0 : seed);
    }

    private Operand<TInt32> noiseShape(Ops tf, Operand<TFloat32> x) {
        if (noiseShape == null) {
            return tf.shape(x);
        }
        Operand<TInt32> wanted = tf.constant(noiseShape);
        return tf.select(tf.math.less(wanted, tf.constant(0)), tf.shape(x), wanted);
    }

    /** Inverted dropout with a mask of the given shape; used by the other dropout layers, too. */
    public static Operand<TFloat32> drop(Ctx c, Operand<TFloat32> x, Operand<TInt32> maskShape, double rate, int salt) {
        Ops tf = c.tf();
        if (rate >= 1) {
            return tf.zerosLike(x);
        }
        Operand<TFloat32> uniform = Trace.castLike(tf, tf.random.statelessRandomUniform(maskShape, c.seed(salt)), x);
        Operand<TFloat32> keep = Trace.castLike(tf, tf.math.greaterEqual(uniform, scalar(tf, x, rate)), x);
        return tf.math.mul(tf.math.mul(x, scalar(tf, x, 1 / (1 - rate))), keep);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("rate", rate);
        c.put("seed", seed);
        List<Object> shape = new ArrayList<>();
        if (noiseShape != null) {
            Arrays.stream(noiseShape).forEach(n -> shape.add(n < 0 ? null : n));
        }
        c.put("noise_shape", noiseShape == null ? null : shape);
        return c;
    }

    static Dropout fromConfig(Map<String, Object> c) {
        Dropout layer = new Dropout(Config.number(c, "rate", 0));
        if (c.get("noise_shape") != null) {
            layer.noiseShape(Config.integers(c, "noise_shape"));
        }
        return c.get("seed") == null ? layer : layer.seed(Config.integer(c, "seed", 0));
    }
}
