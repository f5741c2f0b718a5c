package org.dmol.layers.regularization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Dropout of whole features of a sequence (Tompson et al. 2015): (batch, steps, features), the same for all steps of a row. */
public final class SpatialDropout1D extends SpatialDropout<SpatialDropout1D> {
    /** Drops the fraction {@code rate} of the features, 0 to 1. */
    public SpatialDropout1D(double rate) {
        super(rate, 3);
    }

    @Override
    SpatialDropout1D self() {
        return this;
    }

    @Override
    Operand<TInt32> maskShape(Ops tf, Operand<TFloat32> x) {
        return tf.stack(java.util.List.of(Trace.size(tf, x, 0), tf.constant(1), Trace.size(tf, x, 2)));
    }

    static SpatialDropout1D fromConfig(Map<String, Object> c) {
        return new SpatialDropout1D(Config.number(c, "rate", 0)).read(c);
    }
}
