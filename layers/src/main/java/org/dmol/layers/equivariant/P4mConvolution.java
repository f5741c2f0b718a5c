package org.dmol.layers.equivariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.UnaryLayer;
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

/**
 * Convolution with the symmetries of the square grid, translations and D4 (p4m, Cohen and Welling 2016). Lifting takes pictures
 * (batch, height, width, channels) to functions on the group (batch, height, width, 8, units); otherwise functions on the group go to
 * functions on the group. Eight turned copies of one kernel in one ordinary convolution; zeros outside, no bias.
 *
 * <p>With kernel K, output {@code y(t, k) = sum over n, h of x(t + k n, k h) K(n, h)}; for pictures x does not depend on h.
 */
public final class P4mConvolution extends UnaryLayer {
    private final int units;
    private final int size;
    private final boolean lifting;
    private int channels;
    private Var kernel;

    /** A convolution of an odd kernel size; {@code lifting} for pictures. */
    public P4mConvolution(int units, int size, boolean lifting) {
        if (units < 1 || size < 1 || size % 2 == 0) {
            throw new IllegalArgumentException(
                    "A p4m convolution has 1 unit or more and an odd kernel size, not " + units + " and " + size + ".");
        }
        this.units = units;
        this.size = size;
        this.lifting = lifting;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        Shape s = input.shape();
        if (s.numDimensions() != (lifting ? 4 : 5) || !lifting && s.get(3) != 8) {
            throw new IllegalArgumentException(
                    lifting
                            ? "pictures are (batch, height, width, channels)."
                            : "functions on p4m are (batch, height, width, 8, channels).");
        }
        channels = (int) s.get(s.numDimensions() - 1);
        kernel = weights.add(
                "kernel",
                Shape.of((long) size * size, lifting ? 1 : 8, channels, units),
                Initializers.varianceScaling(2.0 / (lifting ? 1 : 8), "fan_in", "truncated_normal"));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int elements = lifting ? 1 : 8;
        List<Operand<TFloat32>> copies = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            Operand<TFloat32> w = tf.gather(c.read(kernel), tf.constant(PlaneSymmetry.turned(size, k)), tf.constant(0));
            if (!lifting) {
                int[] from = new int[8];
                for (int h = 0; h < 8; h++) {
                    from[h] = PlaneSymmetry.D4.times(PlaneSymmetry.D4.inverse(k), h);
                }
                w = tf.gather(w, tf.constant(from), tf.constant(1));
            }
            copies.add(tf.reshape(w, tf.constant(new int[] {size, size, elements * channels, units})));
        }
        Operand<TFloat32> picture = lifting
                ? x
                : tf.reshape(
                        x,
                        tf.concat(
                                List.of(
                                        tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {3})),
                                        tf.constant(new int[] {8 * channels})),
                                tf.constant(0)));
        Operand<TFloat32> y = tf.nn.conv2d(
                picture, tf.concat(copies, tf.constant(3)), List.of(1L, 1L, 1L, 1L), "SAME", new Conv2d.Options[0]);
        return Slices.split(tf, y, 8, units);
    }

    @Override
    public boolean isKernelBound() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("kernel_size", size);
        c.put("lifting", lifting);
        return c;
    }

    static P4mConvolution fromConfig(Map<String, Object> c) {
        return new P4mConvolution(
                Config.integer(c, "units", 0), Config.integer(c, "kernel_size", 3), Config.flag(c, "lifting", false));
    }

    /** The projection to pictures: the mean over the eight elements, (batch, height, width, 8, channels) to (batch, height, width, channels). */
    public static Operand<TFloat32> project(Ops tf, Operand<TFloat32> x) {
        return Trace.mean(tf, x, 3);
    }
}
