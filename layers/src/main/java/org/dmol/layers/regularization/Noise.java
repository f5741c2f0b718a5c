package org.dmol.layers.regularization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What layers that add normal random numbers in training share. */
abstract class Noise<L extends Noise<L>> extends UnaryLayer {
    private Integer seed;

    abstract L self();

    /** Makes the layer's numbers a function of this number, the run's seed and the step. */
    public final L seed(int value) {
        seed = value;
        return self();
    }

    /** Normal numbers of the given deviation in the shape of {@code x}. */
    final Operand<TFloat32> normal(Ctx c, Operand<TFloat32> x, double stddev) {
        Ops tf = c.tf();
        Operand<TFloat32> e = tf.random.statelessRandomNormal(tf.shape(x), c.seed(seed == null ? 0 : seed));
        return tf.math.mul(Trace.castLike(tf, e, x), Trace.scalar(tf, x, stddev));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("seed", seed);
        return c;
    }

    final L read(Map<String, Object> c) {
        return c.get("seed") == null ? self() : seed(Config.integer(c, "seed", 0));
    }
}
