package org.dmol.layers.activations;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** x, or {@code negativeSlope * x} where x is negative. Shape unchanged. */
public final class LeakyReLU extends Elementwise {
    private double negativeSlope = 0.3;

    /** The slope for negative values; default 0.3. */
    public LeakyReLU negativeSlope(double slope) {
        negativeSlope = slope;
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return c.tf().nn.leakyRelu(x, LeakyRelu.alpha((float) negativeSlope));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("negative_slope", negativeSlope);
        return c;
    }

    static LeakyReLU fromConfig(Map<String, Object> c) {
        return new LeakyReLU().negativeSlope(Config.number(c, "negative_slope", 0.3));
    }
}
