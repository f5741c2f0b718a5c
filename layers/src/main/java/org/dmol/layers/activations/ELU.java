package org.dmol.layers.activations;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Clevert et al. 2016: x, or {@code alpha * (exp(x) - 1)} where x is negative. Shape unchanged. */
public final class ELU extends Elementwise {
    private double alpha = 1;

    /** What very negative values approach, with the sign changed; default 1. */
    public ELU alpha(double value) {
        alpha = value;
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> zero = Trace.scalar(tf, x, 0);
        Operand<TFloat32> y = tf.nn.elu(x);
        return tf.select(tf.math.greater(x, zero), y, tf.math.mul(y, Trace.scalar(tf, x, alpha)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("alpha", alpha);
        return c;
    }

    static ELU fromConfig(Map<String, Object> c) {
        return new ELU().alpha(Config.number(c, "alpha", 1));
    }
}
