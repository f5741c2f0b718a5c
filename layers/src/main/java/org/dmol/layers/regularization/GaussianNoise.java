package org.dmol.layers.regularization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Adds normal numbers of mean 0 in training; the identity elsewhere. Shape unchanged. */
public final class GaussianNoise extends Noise<GaussianNoise> {
    private final double stddev;

    /** Noise of the given standard deviation. */
    public GaussianNoise(double stddev) {
        if (!(stddev >= 0)) {
            throw new IllegalArgumentException("The standard deviation of the noise cannot be " + stddev + ".");
        }
        this.stddev = stddev;
    }

    @Override
    GaussianNoise self() {
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return c.training() && stddev > 0 ? c.tf().math.add(x, normal(c, x, stddev)) : x;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("stddev", stddev);
        return c;
    }

    static GaussianNoise fromConfig(Map<String, Object> c) {
        return new GaussianNoise(Config.number(c, "stddev", 0)).read(c);
    }
}
