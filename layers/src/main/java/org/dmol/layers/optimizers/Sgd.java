package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Stochastic gradient descent: {@code v = momentum v - rate g; w += v} (Nesterov: {@code w += momentum v - rate g}). */
public final class Sgd extends Optimizer {
    private double momentum;
    private boolean nesterov;

    /** Keras's default rate is 0.01. */
    public Sgd(double learningRate) {
        super(learningRate);
    }

    /** Default 0. */
    public Sgd momentum(double value) {
        momentum = value;
        return this;
    }

    /** Nesterov's momentum; default false. */
    public Sgd nesterov(boolean on) {
        nesterov = on;
        return this;
    }

    @Override
    protected List<Nd> initialMoments(Nd weight) {
        return momentum == 0 ? List.of() : List.of(zerosLike(weight));
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
        Operand<TFloat32> move = tf.math.mul(rate, g);
        if (momentum == 0) {
            return new Updated(tf.math.sub(w, move), List.of());
        }
        Operand<TFloat32> m = scalar(tf, w, momentum);
        Operand<TFloat32> v = tf.math.sub(tf.math.mul(m, moments.get(0)), move);
        Operand<TFloat32> change = nesterov ? tf.math.sub(tf.math.mul(m, v), move) : v;
        return new Updated(tf.math.add(w, change), List.of(v));
    }
}
