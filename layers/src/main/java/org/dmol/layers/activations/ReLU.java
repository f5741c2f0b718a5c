package org.dmol.layers.activations;

import java.util.Map;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Rectifier: x above {@code threshold}, {@code negativeSlope * (x - threshold)} below, and never more than {@code maxValue}. Shape
 * unchanged.
 */
public final class ReLU extends Elementwise {
    private double maxValue = Double.POSITIVE_INFINITY;
    private double negativeSlope;
    private double threshold;

    /** The largest output; default none. */
    public ReLU maxValue(double value) {
        maxValue = value;
        return this;
    }

    /** The slope below the threshold; default 0. */
    public ReLU negativeSlope(double slope) {
        negativeSlope = slope;
        return this;
    }

    /** Where the rectifier opens; default 0. */
    public ReLU threshold(double value) {
        threshold = value;
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return Activations.relu(negativeSlope, maxValue, threshold).apply(c.tf(), x);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("max_value", Double.isInfinite(maxValue) ? null : maxValue);
        c.put("negative_slope", negativeSlope);
        c.put("threshold", threshold);
        return c;
    }

    static ReLU fromConfig(Map<String, Object> c) {
        return new ReLU()
                .maxValue(Config.number(c, "max_value", Double.POSITIVE_INFINITY))
                .negativeSlope(Config.number(c, "negative_slope", 0))
                .threshold(Config.number(c, "threshold", 0));
    }
}
