package org.dmol.layers.pooling;

import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What the layers that pool over all steps share. */
abstract class GlobalPooling<L extends GlobalPooling<L>> extends UnaryLayer {
    private final int spatialAxes;
    private boolean keepdims;

    GlobalPooling(int spatialAxes) {
        this.spatialAxes = spatialAxes;
    }

    abstract L self();

    /** Whether the pooled axes stay with size 1; default false. */
    public final L keepdims(boolean on) {
        keepdims = on;
        return self();
    }

    private int[] axes(Operand<TFloat32> x) {
        if (x.shape().numDimensions() != spatialAxes + 2) {
            throw new IllegalArgumentException("an input of " + (spatialAxes + 2) + " axes (batch, "
                    + (spatialAxes == 1 ? "steps" : "rows, columns") + ", channels) is needed.");
        }
        return IntStream.rangeClosed(1, spatialAxes).toArray();
    }

    final Operand<TFloat32> max(Ctx c, Operand<TFloat32> x) {
        return c.tf().reduceMax(x, c.tf().constant(axes(x)), ReduceMax.keepDims(keepdims));
    }

    final Operand<TFloat32> mean(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int[] axes = axes(x);
        Operand<TBool> mask = spatialAxes == 1 ? c.mask(x) : null;
        if (mask == null) {
            return keepdims ? Trace.meanKeep(tf, x, axes) : Trace.mean(tf, x, axes);
        }
        Operand<TFloat32> used = tf.expandDims(Trace.castLike(tf, mask, x), tf.constant(-1));
        Operand<TFloat32> kept = tf.math.mul(x, used);
        return keepdims
                ? tf.math.div(Trace.sumKeep(tf, kept, axes), Trace.sumKeep(tf, used, axes))
                : tf.math.div(Trace.sum(tf, kept, axes), Trace.sum(tf, used, axes));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("data_format", "channels_last");
        c.put("keepdims", keepdims);
        return c;
    }

    final L read(Map<String, Object> c) {
        if ("channels_first".equals(c.get("data_format"))) {
            throw new IllegalArgumentException("Pooling takes channels on the last axis ('channels_last') only.");
        }
        return keepdims(Config.flag(c, "keepdims", false));
    }
}
