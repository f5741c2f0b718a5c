package org.dmol.layers.regularization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Srivastava et al. 2014: multiplies by normal numbers of mean 1 and deviation sqrt(rate / (1 - rate)) in training; the identity
 * elsewhere. Shape unchanged.
 */
public final class GaussianDropout extends Noise<GaussianDropout> {
    private final double rate;

    /** As much noise as a dropout of this rate, 0 to below 1. */
    public GaussianDropout(double rate) {
        this.rate = Rates.checked(rate);
        if (rate == 1) {
            throw new IllegalArgumentException("The rate of a GaussianDropout must be below 1.");
        }
    }

    @Override
    GaussianDropout self() {
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        if (!c.training() || rate == 0) {
            return x;
        }
        var factor = c.tf().math.add(normal(c, x, Math.sqrt(rate / (1 - rate))), Trace.scalar(c.tf(), x, 1));
        return c.tf().math.mul(x, factor);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("rate", rate);
        return c;
    }

    static GaussianDropout fromConfig(Map<String, Object> c) {
        return new GaussianDropout(Config.number(c, "rate", 0)).read(c);
    }
}
