package org.dmol.layers.graph;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Dense layers one after another, all but the last with the activation: the small networks inside message passing. */
final class Mlp extends UnaryLayer {
    private final String activation;
    private final boolean activateLast;
    private final int[] units;
    private final List<Dense> layers = new ArrayList<>();

    Mlp(String activation, boolean activateLast, int... units) {
        this.activation = activation;
        this.activateLast = activateLast;
        this.units = units.clone();
    }

    @Override
    protected void build(Weights weights, Spec input) {
        for (int i = 0; i < units.length; i++) {
            boolean linear = i == units.length - 1 && !activateLast;
            layers.add(weights.add("dense_" + i, new Dense(units[i], linear ? "linear" : activation)));
        }
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Operand<?> y = x;
        for (Dense d : layers) {
            y = d.apply(c, y);
        }
        return Trace.floats(y);
    }

    /** Features side by side; leading axes that broadcast are expanded first. */
    @SafeVarargs
    static Operand<TFloat32> concat(Ops tf, Operand<TFloat32>... parts) {
        Operand<TFloat32> ones = null;
        boolean same = true;
        for (Operand<TFloat32> p : parts) {
            Operand<TFloat32> one = tf.onesLike(Trace.sumKeep(tf, p, -1));
            ones = ones == null ? one : tf.math.mul(ones, one);
            same &= p.shape()
                    .take(p.shape().numDimensions() - 1)
                    .equals(parts[0].shape().take(parts[0].shape().numDimensions() - 1));
        }
        boolean expand = !same && parts[0].shape().numDimensions() > 2;
        List<Operand<TFloat32>> all = new ArrayList<>();
        for (Operand<TFloat32> p : parts) {
            all.add(expand ? tf.math.mul(p, ones) : p);
        }
        return tf.concat(all, tf.constant(-1));
    }
}
