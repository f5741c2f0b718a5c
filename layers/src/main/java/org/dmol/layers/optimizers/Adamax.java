package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adam with the infinity norm (Kingma and Ba 2014, section 7.1). */
public final class Adamax extends Optimizer {
    private final double beta1;
    private final double beta2;
    private final double epsilon;

    /** Keras's defaults are 0.001, 0.9, 0.999 and 1e-7. */
    public Adamax(double learningRate, double beta1, double beta2, double epsilon) {
        super(learningRate);
        this.beta1 = beta1;
        this.beta2 = beta2;
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
        Operand<TFloat32> m = Adam.toward(tf, moments.get(0), g, 1 - beta1);
        Operand<TFloat32> u = tf.math.maximum(tf.math.mul(scalar(tf, w, beta2), moments.get(1)), tf.math.abs(g));
        Operand<TFloat32> correction = tf.math.sub(scalar(tf, w, 1), tf.math.pow(scalar(tf, w, beta1), step));
        Operand<TFloat32> move =
                tf.math.div(tf.math.mul(rate, m), tf.math.mul(correction, tf.math.add(u, scalar(tf, w, epsilon))));
        return new Updated(tf.math.sub(w, move), List.of(m, u));
    }
}
