package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adadelta (Zeiler 2012), as Keras computes it. */
public final class Adadelta extends Optimizer {
    private final double rho;
    private final double epsilon;

    /** Keras's defaults are 0.001, 0.95 and 1e-7. */
    public Adadelta(double learningRate, double rho, double epsilon) {
        super(learningRate);
        this.rho = rho;
        this.epsilon = epsilon;
    }

    @Override
    protected List<Nd> initialMoments(Nd weight) {
        return List.of(zerosLike(weight), zerosLike(weight));
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
        Operand<TFloat32> square = Adam.toward(tf, moments.get(0), tf.math.square(g), 1 - rho);
        Operand<TFloat32> delta = tf.math.neg(tf.math.div(tf.math.mul(rms(tf, moments.get(1)), g), rms(tf, square)));
        Operand<TFloat32> moved = Adam.toward(tf, moments.get(1), tf.math.square(delta), 1 - rho);
        return new Updated(tf.math.add(w, tf.math.mul(rate, delta)), List.of(square, moved));
    }

    private Operand<TFloat32> rms(Ops tf, Operand<TFloat32> x) {
        return tf.math.sqrt(tf.math.add(x, scalar(tf, x, epsilon)));
    }
}
