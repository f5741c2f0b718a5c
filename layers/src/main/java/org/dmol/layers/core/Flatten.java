package org.dmol.layers.core;

import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** All axes after the batch become one: (batch, a, b, …) to (batch, a*b*…); (batch) to (batch, 1). */
public final class Flatten extends UnaryLayer {
    private boolean channelsFirst;

    /** Whether axis 1 holds the channels, which then vary fastest in the output; default false. */
    public Flatten channelsFirst(boolean on) {
        channelsFirst = on;
        return this;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int rank = x.shape().numDimensions();
        long n = 1;
        for (int i = 1; i < rank; i++) {
            long axis = Trace.dim(x, i);
            if (axis < 0) {
                throw new IllegalArgumentException("only the first axis may be of unknown size.");
            }
            n *= axis;
        }
        Operand<TFloat32> rows = x;
        if (channelsFirst && rank > 2) {
            int[] last = IntStream.range(0, rank)
                    .map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1)
                    .toArray();
            rows = tf.linalg.transpose(x, tf.constant(last));
        }
        return tf.reshape(rows, tf.constant(new int[] {-1, (int) n}));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("data_format", channelsFirst ? "channels_first" : "channels_last");
        return c;
    }

    static Flatten fromConfig(Map<String, Object> c) {
        return new Flatten().channelsFirst("channels_first".equals(c.get("data_format")));
    }
}
