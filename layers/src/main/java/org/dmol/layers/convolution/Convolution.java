package org.dmol.layers.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The computation of {@link Conv1D} and {@link Conv2D}. */
abstract class Convolution<L extends Convolution<L>> extends ConvLayer<L> {
    private final int filters;
    private int groups = 1;
    private Var kernel;

    Convolution(int filters, int... kernelSize) {
        super("kernel", kernelSize);
        if (filters <= 0) {
            throw new IllegalArgumentException(
                    "A convolution needs a positive number of filters, not " + filters + ".");
        }
        this.filters = filters;
    }

    /** Number of groups of channels that are convolved apart; must divide channels and filters; default 1. */
    public final L groups(int n) {
        if (n <= 0 || filters % n != 0) {
            throw new IllegalArgumentException(
                    "The number of groups must divide the " + filters + " filters, not " + n + ".");
        }
        groups = n;
        return self();
    }

    @Override
    protected void build(Weights weights, Spec input) {
        long channels = channels(input);
        if (channels % groups != 0) {
            throw new IllegalArgumentException(groups + " groups do not divide " + channels + " channels.");
        }
        long[] shape = new long[kernelSize().length + 2];
        for (int i = 0; i < kernelSize().length; i++) {
            shape[i] = kernelSize()[i];
        }
        shape[shape.length - 2] = channels / groups;
        shape[shape.length - 1] = filters;
        kernel = addKernel(weights, Shape.of(shape));
        addBias(weights, Shape.of(filters));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        channels(Trace.spec(x));
        return finish(c, grouped(c.tf(), x, c.read(kernel)));
    }

    private Operand<TFloat32> grouped(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w) {
        if (groups == 1) {
            return convolve(tf, x, w);
        }
        List<Operand<TFloat32>> parts = new ArrayList<>();
        var xs = tf.split(tf.constant(-1), x, (long) groups).output();
        var ws = tf.split(tf.constant(-1), w, (long) groups).output();
        for (int g = 0; g < groups; g++) {
            parts.add(convolve(tf, xs.get(g), ws.get(g)));
        }
        return tf.concat(parts, tf.constant(-1));
    }

    private Operand<TFloat32> convolve(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w) {
        if (dilated()) {
            return byTaps(tf, x, w);
        }
        Padding p = padding();
        Operand<TFloat32> in = p == Padding.CAUSAL ? p.pad(tf, x, 1, kernelSize()[0], strides()[0]) : x;
        int[] s = strides();
        if (s.length == 2) {
            return tf.nn.conv2d(in, w, List.of(1L, (long) s[0], (long) s[1], 1L), p.op());
        }
        // One dimension is a picture of one row.
        Operand<TFloat32> row = tf.expandDims(in, tf.constant(1));
        Operand<TFloat32> y = tf.nn.conv2d(
                row, tf.expandDims(w, tf.constant(0)), List.of(1L, 1L, (long) s[0], 1L), p.op(), new Conv2d.Options[0]);
        return tf.squeeze(y, org.tensorflow.op.core.Squeeze.axis(List.of(1L)));
    }

    /** A sum of matrix products, one for each tap: TensorFlow's CPU kernels have no gradient for dilated convolutions. */
    private Operand<TFloat32> byTaps(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w) {
        int[] size = kernelSize();
        Operand<TFloat32> padded = x;
        for (int i = 0; i < size.length; i++) {
            padded = padding().pad(tf, padded, i + 1, (size[i] - 1) * dilation()[i] + 1, strides()[i]);
        }
        Operand<TFloat32> sum = null;
        for (int[] tap : Taps.all(size)) {
            Operand<TFloat32> seen = Taps.of(tf, padded, tap, size, strides(), dilation());
            Operand<TFloat32> y = product(tf, seen, Taps.weight(tf, w, tap));
            sum = sum == null ? y : tf.math.add(sum, y);
        }
        return sum;
    }

    private static Operand<TFloat32> product(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w) {
        int last = x.shape().numDimensions() - 1;
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, (int) Trace.dim(w, 0)}));
        Operand<TInt32> shape = Trace.shapeWith(tf, x, last, (int) Trace.dim(w, 1));
        return tf.reshape(tf.linalg.matMul(flat, w), shape);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("filters", filters);
        c.put("groups", groups);
        return c;
    }
}
