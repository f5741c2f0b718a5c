package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** RMSprop (Hinton 2012), as Keras computes it. */
public final class RmsProp extends Optimizer {
    private double rho = 0.9;
    private double momentum;
    private double epsilon = 1e-7;
    private boolean centered;

    /** Keras's default rate is 0.001. */
    public RmsProp(double learningRate) {
        super(learningRate);
    }

    /** Decay of the mean square; default 0.9. */
    public RmsProp rho(double value) {
        rho = value;
        return this;
    }

    /** Default 0. */
    public RmsProp momentum(double value) {
        momentum = value;
        return this;
    }

    /** Added under the root; default 1e-7. */
    public RmsProp epsilon(double value) {
        epsilon = value;
        return this;
    }

    /** Divides by the variance instead of the mean square; default false. */
    public RmsProp centered(boolean on) {
        centered = on;
        return this;
    }

    @Override
    protected List<Nd> initialMoments(Nd weight) {
        List<Nd> all = new ArrayList<>(List.of(zerosLike(weight)));
        if (momentum > 0) {
            all.add(zerosLike(weight));
        }
        if (centered) {
            all.add(zerosLike(weight));
        }
        return all;
    }

    @Override
    public boolean isElementwise() {
        return true;
    }

    @Override
    protected Updated update(
            Ops tf,
            Operand<TFloat32> w,
            Operand<TFloat32> g,
            List<Operand<TFloat32>> moments,
            Operand<TFloat32> rate,
            Operand<TFloat32> step) {
        List<Operand<TFloat32>> out = new ArrayList<>();
        Operand<TFloat32> v = decay(tf, moments.get(0), tf.math.square(g));
        out.add(v);
        Operand<TFloat32> mean = centered ? decay(tf, moments.get(moments.size() - 1), g) : null;
        Operand<TFloat32> variance = centered ? tf.math.sub(v, tf.math.square(mean)) : v;
        Operand<TFloat32> move =
                tf.math.div(tf.math.mul(rate, g), tf.math.sqrt(tf.math.add(variance, scalar(tf, w, epsilon))));
        if (momentum > 0) {
            move = tf.math.add(tf.math.mul(scalar(tf, w, momentum), moments.get(1)), move);
            out.add(move);
        }
        if (centered) {
            out.add(mean);
        }
        return new Updated(tf.math.sub(w, move), out);
    }

    private Operand<TFloat32> decay(Ops tf, Operand<TFloat32> old, Operand<TFloat32> x) {
        return tf.math.add(tf.math.mul(scalar(tf, x, rho), old), tf.math.mul(scalar(tf, x, 1 - rho), x));
    }
}
