package org.dmol.layers.pooling;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.convolution.Padding;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** What the pooling layers with a window share. */
abstract class Pooling<L extends Pooling<L>> extends UnaryLayer {
    private final int[] poolSize;
    private int[] strides;
    private Padding padding = Padding.VALID;

    Pooling(int... poolSize) {
        if (Arrays.stream(poolSize).anyMatch(n -> n <= 0)) {
            throw new IllegalArgumentException("A pool size must be positive, not " + Arrays.toString(poolSize) + ".");
        }
        this.poolSize = poolSize.clone();
        this.strides = poolSize.clone();
    }

    abstract L self();

    /** The op on pictures (batch, rows, columns, channels). */
    abstract Operand<TFloat32> pool(Ops tf, Operand<TFloat32> x, long[] window, long[] steps, String padding);

    /** Steps of the input for one step of the output, one number or one for each axis; default: the pool size. */
    public final L strides(int... steps) {
        if (steps.length != 1 && steps.length != poolSize.length
                || Arrays.stream(steps).anyMatch(n -> n <= 0)) {
            throw new IllegalArgumentException("The strides need 1 or " + poolSize.length + " positive numbers, not "
                    + Arrays.toString(steps) + ".");
        }
        for (int i = 0; i < strides.length; i++) {
            strides[i] = steps[steps.length == 1 ? 0 : i];
        }
        return self();
    }

    /** {@code valid} (default: whole windows only) or {@code same} (windows may reach over the border). */
    public final L padding(String name) {
        padding = Padding.of(name);
        if (padding == Padding.CAUSAL) {
            throw new IllegalArgumentException(
                    "The padding of " + className() + " is 'valid' or 'same', not 'causal'.");
        }
        return self();
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int rank = poolSize.length + 2;
        if (x.shape().numDimensions() != rank) {
            throw new IllegalArgumentException("an input of " + rank + " axes (batch, "
                    + (rank == 3 ? "steps" : "rows, columns") + ", channels) is needed.");
        }
        if (rank == 4) {
            return pool(tf, x, window(poolSize), window(strides), padding.op());
        }
        Operand<TFloat32> row = tf.expandDims(x, tf.constant(1));
        Operand<TFloat32> y = pool(tf, row, window(poolSize), window(strides), padding.op());
        return tf.squeeze(y, Squeeze.axis(List.of(1L)));
    }

    private static long[] window(int[] sizes) {
        return sizes.length == 1 ? new long[] {1, 1, sizes[0], 1} : new long[] {1, sizes[0], sizes[1], 1};
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("pool_size", Arrays.stream(poolSize).boxed().toList());
        c.put("padding", padding.text());
        c.put("strides", Arrays.stream(strides).boxed().toList());
        c.put("data_format", "channels_last");
        return c;
    }

    final L read(Map<String, Object> c) {
        if ("channels_first".equals(c.get("data_format"))) {
            throw new IllegalArgumentException("Pooling takes channels on the last axis ('channels_last') only.");
        }
        if (c.get("strides") != null) {
            strides(Config.integers(c, "strides"));
        }
        return padding(Config.text(c, "padding", "valid"));
    }

    /** The op whose window is an attribute: converters to TFLite do not know the other one, MaxPoolV2, which TensorFlow Java has a method for. */
    static Operand<TFloat32> max(Ops tf, Operand<TFloat32> x, long[] window, long[] steps, String padding) {
        var op = tf.scope().opBuilder("MaxPool", "MaxPool");
        op.addInput(x.asOutput());
        op.setAttr("ksize", window);
        op.setAttr("strides", steps);
        op.setAttr("padding", padding);
        return op.build().output(0);
    }

    static Operand<TFloat32> average(Ops tf, Operand<TFloat32> x, long[] window, long[] steps, String padding) {
        return tf.nn.avgPool(x, longs(window), longs(steps), padding);
    }

    private static List<Long> longs(long[] a) {
        return Arrays.stream(a).boxed().toList();
    }
}
