package org.dmol.tf.grad;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;

/**
 * A part of a graph with a gradient of one's own, as {@code tf.custom_gradient} of TensorFlow for Python.
 *
 * <pre>{@code
 * // log(1 + exp(x)) with a gradient that does not overflow
 * var e = tf.math.exp(x);
 * var y = CustomGradient.of(tf, List.of(x), List.of(tf.math.log1p(e)),
 *         (t, dy) -> List.of(t.math.mul(dy.get(0), t.math.sigmoid(x))));
 * }</pre>
 */
public final class CustomGradient {
    /** From the gradients with respect to the outputs to those with respect to the inputs; {@code null}: none. */
    @FunctionalInterface
    public interface Backward {
        /** Runs while the graph is locked: no static shapes, no look-up by name, no attaching of functions. */
        List<? extends Operand<?>> apply(Ops tf, List<Output<?>> dys);
    }

    private CustomGradient() {}

    /**
     * The outputs, behind an operation whose gradient with respect to {@code inputs} is {@code backward}; what lies
     * between inputs and outputs is not differentiated.
     */
    public static List<Output<?>> of(
            Ops tf, List<? extends Operand<?>> inputs, List<? extends Operand<?>> outputs, Backward backward) {
        GradientRegistry.install();
        var all = new ArrayList<Operand<?>>(outputs);
        all.addAll(inputs);
        var op = new Raw(tf, "IdentityN").list(all).build();
        OpGradients.set(op, (ops, node, dys) -> {
            var grads = new ArrayList<Operand<?>>(Collections.nCopies(outputs.size(), null));
            grads.addAll(backward.apply(ops, dys.subList(0, outputs.size())));
            return grads;
        });
        var result = new ArrayList<Output<?>>();
        for (int i = 0; i < outputs.size(); i++) {
            result.add(op.output(i));
        }
        return result;
    }
}
