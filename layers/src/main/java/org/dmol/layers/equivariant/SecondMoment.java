package org.dmol.layers.equivariant;

import static org.dmol.tf.Trace.scalar;

import org.dmol.layers.Activations;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Activations scaled so that the mean square of the output is 1 if the input is normal with mean 0 and variance 1, as in e3nn. */
final class SecondMoment {
    /** Far enough out that the normal density does not matter. */
    private static final double RANGE = 12;

    private static final int STEPS = 4800;

    private SecondMoment() {}

    /** The scaled activation {@code silu}, {@code tanh} or {@code sigmoid}. */
    static Operand<TFloat32> apply(String name, Ops tf, Operand<TFloat32> x) {
        return tf.math.mul(Activations.get(name).apply(tf, x), scalar(tf, x, factor(name)));
    }

    /** One over the root of the mean square, by the trapezoidal rule, which is exact to rounding for such integrands. */
    static double factor(String name) {
        double sum = 0;
        double h = 2 * RANGE / STEPS;
        for (int i = 0; i <= STEPS; i++) {
            double x = -RANGE + h * i;
            double y = value(name, x);
            sum += h * y * y * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        }
        return 1 / Math.sqrt(sum);
    }

    private static double value(String name, double x) {
        return switch (name) {
            case "silu", "swish" -> x / (1 + Math.exp(-x));
            case "tanh" -> Math.tanh(x);
            case "sigmoid" -> 1 / (1 + Math.exp(-x));
            default ->
                throw new IllegalArgumentException(
                        "The activation '" + name + "' cannot be normalized; silu, tanh and sigmoid can.");
        };
    }
}
