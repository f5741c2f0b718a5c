package org.dmol.layers.convolution;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The transpose of a convolution, which makes a sequence longer: (batch, steps, channels) to (batch, new steps, filters). New steps:
 * steps * stride with padding {@code same}; (steps - 1) * stride + max(kernelSize, stride) with {@code valid}.
 *
 * <p>Weights: {@code kernel} (kernelSize, filters, channels), Glorot uniform; {@code bias} (filters), zeros.
 */
public final class Conv1DTranspose extends ConvLayer<Conv1DTranspose> {
    private final int filters;
    private Integer outputPadding;
    private Var kernel;

    /** A linear layer with stride 1 and no padding. */
    public Conv1DTranspose(int filters, int kernelSize) {
        super("kernel", kernelSize);
        this.filters = filters;
    }

    /** Steps to add at the end; smaller than the stride; default: as the class comment says. */
    public Conv1DTranspose outputPadding(int steps) {
        outputPadding = steps;
        return this;
    }

    @Override
    protected Conv1DTranspose self() {
        return this;
    }

    @Override
    boolean transposed() {
        return true;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        long channels = channels(input);
        if (outputPadding != null && outputPadding >= strides()[0]) {
            throw new IllegalArgumentException(
                    "the output padding " + outputPadding + " must be smaller than the stride " + strides()[0] + ".");
        }
        kernel = addKernel(weights, Shape.of(kernelSize()[0], filters, channels));
        addBias(weights, Shape.of(filters));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int stride = strides()[0];
        Operand<TFloat32> w = tf.expandDims(spread(tf, c.read(kernel)), tf.constant(0));
        Operand<TFloat32> row = tf.expandDims(x, tf.constant(1));
        Operand<TInt32> size =
                tf.stack(List.of(Trace.size(tf, x, 0), tf.constant(1), steps(tf, x), tf.constant(filters)));
        Operand<TFloat32> y = tf.nn.conv2dBackpropInput(
                size, w, row, List.of(1L, 1L, (long) stride, 1L), padding().op());
        Operand<TFloat32> sequence = tf.squeeze(y, Squeeze.axis(List.of(1L)));
        long n = Trace.dim(x, 1);
        int[] known = {-1, n < 0 ? -1 : (int) steps(n), filters};
        // The op's own shape inference knows nothing of a computed size.
        return finish(c, n < 0 ? sequence : tf.reshape(sequence, tf.constant(known)));
    }

    private Operand<TInt32> steps(Ops tf, Operand<TFloat32> x) {
        long n = Trace.dim(x, 1);
        if (n >= 0) {
            return tf.constant((int) steps(n));
        }
        return tf.math.add(tf.math.mul(Trace.size(tf, x, 1), tf.constant(strides()[0])), tf.constant((int) steps(0)));
    }

    /** A linear function of the number of steps. */
    private long steps(long n) {
        int stride = strides()[0];
        int span = (kernelSize()[0] - 1) * dilation()[0] + 1;
        if (padding() == Padding.SAME) {
            return outputPadding == null ? n * stride : (n - 1) * stride + span % 2 + outputPadding;
        }
        return (n - 1) * stride + (outputPadding == null ? Math.max(span, stride) : span + outputPadding);
    }

    /** The kernel with zeros between its taps: TensorFlow has no dilated transposed convolution on the CPU. */
    private Operand<TFloat32> spread(Ops tf, Operand<TFloat32> w) {
        int d = dilation()[0];
        if (d == 1) {
            return w;
        }
        int taps = kernelSize()[0];
        Operand<TFloat32> wide = tf.pad(
                tf.expandDims(w, tf.constant(1)),
                tf.constant(new int[][] {{0, 0}, {0, d - 1}, {0, 0}, {0, 0}}),
                Trace.scalar(tf, w, 0));
        int[] merged = {taps * d, filters, (int) Trace.dim(w, 2)};
        int[] kept = {(taps - 1) * d + 1, merged[1], merged[2]};
        return tf.slice(tf.reshape(wide, tf.constant(merged)), tf.constant(new int[3]), tf.constant(kept));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("filters", filters);
        c.put("output_padding", outputPadding);
        return c;
    }

    static Conv1DTranspose fromConfig(Map<String, Object> c) {
        var layer = new Conv1DTranspose(Config.integer(c, "filters", 0), Config.integers(c, "kernel_size")[0]).read(c);
        return c.get("output_padding") == null ? layer : layer.outputPadding(Config.integers(c, "output_padding")[0]);
    }
}
