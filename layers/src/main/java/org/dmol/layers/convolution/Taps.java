package org.dmol.layers.convolution;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;

/** The input as each tap of a kernel sees it: shifted by the tap's place, with the strides taken out. */
final class Taps {
    private Taps() {}

    /**
     * What one tap of a kernel multiplies, from an input that is padded already.
     *
     * @param tap position in the kernel along each spatial axis
     * @param kernel size of the kernel along each spatial axis (axes 1, 2, … of {@code x})
     */
    static Operand<TFloat32> of(Ops tf, Operand<TFloat32> x, int[] tap, int[] kernel, int[] strides, int[] dilation) {
        int rank = x.shape().numDimensions();
        int[] begin = new int[rank];
        int[] end = new int[rank];
        int[] step = new int[rank];
        long toTheEnd = 0;
        for (int i = 0; i < rank; i++) {
            int axis = i - 1;
            boolean spatial = axis >= 0 && axis < kernel.length;
            begin[i] = spatial ? tap[axis] * dilation[axis] : 0;
            end[i] = spatial ? -(kernel[axis] - 1 - tap[axis]) * dilation[axis] : 0;
            step[i] = spatial ? strides[axis] : 1;
            toTheEnd |= end[i] == 0 ? 1L << i : 0;
        }
        return tf.stridedSlice(
                x, tf.constant(begin), tf.constant(end), tf.constant(step), StridedSlice.endMask(toTheEnd));
    }

    /** One tap's matrix or vector: {@code kernel[tap]} without the spatial axes. */
    static Operand<TFloat32> weight(Ops tf, Operand<TFloat32> kernel, int[] tap) {
        int rank = kernel.shape().numDimensions();
        int[] begin = new int[rank];
        int[] size = new int[rank];
        int[] rest = new int[rank - tap.length];
        for (int i = 0; i < rank; i++) {
            boolean spatial = i < tap.length;
            begin[i] = spatial ? tap[i] : 0;
            size[i] = spatial ? 1 : (int) kernel.shape().get(i);
            if (!spatial) {
                rest[i - tap.length] = size[i];
            }
        }
        return tf.reshape(tf.slice(kernel, tf.constant(begin), tf.constant(size)), tf.constant(rest));
    }

    /** The positions of all taps of a kernel, last axis fastest. */
    static int[][] all(int[] kernel) {
        int n = 1;
        for (int k : kernel) {
            n *= k;
        }
        int[][] taps = new int[n][kernel.length];
        for (int t = 0; t < n; t++) {
            for (int i = kernel.length - 1, rest = t; i >= 0; i--) {
                taps[t][i] = rest % kernel[i];
                rest /= kernel[i];
            }
        }
        return taps;
    }
}
