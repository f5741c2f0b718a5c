package org.dmol.layers.convolution;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Each channel convolved with kernels of its own, as a sum of products, one for each tap: TensorFlow's own depthwise op has no
 * second derivative, and on the CPU neither unequal strides nor dilation.
 */
final class Depthwise {
    private Depthwise() {}

    /** {@code x} (batch, steps, channels) and {@code kernel} (size, channels, multiplier) to (batch, new steps, channels * multiplier). */
    static Operand<TFloat32> convolve(Ops tf, ConvLayer<?> layer, Operand<TFloat32> x, Operand<TFloat32> kernel) {
        int[] size = layer.kernelSize();
        int[] stride = layer.strides();
        int[] dilation = layer.dilation();
        int multiplier = (int) Trace.dim(kernel, -1);
        int channels = (int) Trace.dim(kernel, 1);
        Operand<TFloat32> padded = layer.padding().pad(tf, x, 1, (size[0] - 1) * dilation[0] + 1, stride[0]);
        Operand<TFloat32> sum = null;
        for (int[] tap : Taps.all(size)) {
            Operand<TFloat32> seen = Taps.of(tf, padded, tap, size, stride, dilation);
            Operand<TFloat32> w = Taps.weight(tf, kernel, tap);
            Operand<TFloat32> y = multiplier == 1
                    ? tf.math.mul(seen, tf.reshape(w, tf.constant(new int[] {channels})))
                    : tf.math.mul(tf.expandDims(seen, tf.constant(-1)), w);
            sum = sum == null ? y : tf.math.add(sum, y);
        }
        if (multiplier == 1) {
            return sum;
        }
        Operand<TFloat32> steps = Taps.of(tf, padded, new int[1], size, stride, dilation);
        return tf.reshape(sum, Trace.shapeWith(tf, steps, 2, channels * multiplier));
    }
}
