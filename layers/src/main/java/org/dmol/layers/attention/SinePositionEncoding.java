package org.dmol.layers.attention;

import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The fixed position encoding of Vaswani et al. 2017 for a sequence (batch, steps, features), in the same shape: at step t, feature
 * 2i is sin(t / w^(2i / features)) and feature 2i+1 the cosine of the same angle. To be added to the sequence.
 */
public final class SinePositionEncoding extends UnaryLayer {
    private double maxWavelength = 10000;

    /** The longest wavelength w, over 2 pi; default 10000. */
    public SinePositionEncoding maxWavelength(double value) {
        maxWavelength = value;
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int features = (int) Trace.dim(x, -1);
        if (x.shape().numDimensions() != 3 || features < 0) {
            throw new IllegalArgumentException(
                    "an input (batch, steps, features) with a known number of features is needed.");
        }
        double[] rate = new double[features];
        double[] even = new double[features];
        for (int k = 0; k < features; k++) {
            rate[k] = Math.pow(maxWavelength, -2.0 * (k / 2) / features);
            even[k] = k % 2 == 0 ? 1 : 0;
        }
        Operand<TFloat32> rates =
                Trace.constant(tf, Nd.of(rate, 1, features).cast(Trace.spec(x).dtype()));
        Operand<TFloat32> evens =
                Trace.constant(tf, Nd.of(even, features).cast(Trace.spec(x).dtype()));
        Operand<TFloat32> steps = Trace.castLike(tf, tf.range(tf.constant(0), Trace.size(tf, x, 1), tf.constant(1)), x);
        Operand<TFloat32> angle = tf.math.mul(tf.expandDims(steps, tf.constant(1)), rates);
        Operand<TFloat32> odds = tf.math.sub(Trace.scalar(tf, x, 1), evens);
        Operand<TFloat32> encoding =
                tf.math.add(tf.math.mul(tf.math.sin(angle), evens), tf.math.mul(tf.math.cos(angle), odds));
        return tf.broadcastTo(encoding, tf.shape(x));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("max_wavelength", maxWavelength);
        return c;
    }

    static SinePositionEncoding fromConfig(Map<String, Object> c) {
        return new SinePositionEncoding().maxWavelength(Config.number(c, "max_wavelength", 10000));
    }
}
