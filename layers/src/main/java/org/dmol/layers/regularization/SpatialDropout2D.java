package org.dmol.layers.regularization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Dropout of whole channels of a picture (Tompson et al. 2015): (batch, rows, columns, channels). */
public final class SpatialDropout2D extends SpatialDropout<SpatialDropout2D> {
    /** Drops the fraction {@code rate} of the channels, 0 to 1. */
    public SpatialDropout2D(double rate) {
        super(rate, 4);
    }

    @Override
    SpatialDropout2D self() {
        return this;
    }

    @Override
    Operand<TInt32> maskShape(Ops tf, Operand<TFloat32> x) {
        Operand<TInt32> one = tf.constant(1);
        return tf.stack(java.util.List.of(Trace.size(tf, x, 0), one, one, Trace.size(tf, x, 3)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("data_format", "channels_last");
        return c;
    }

    static SpatialDropout2D fromConfig(Map<String, Object> c) {
        return new SpatialDropout2D(Config.number(c, "rate", 0)).read(c);
    }
}
