package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Sign momentum (Chen et al. 2023), as Keras computes it. */
public final class Lion extends Optimizer {
    private final double beta1;
    private final double beta2;

    /** Keras's defaults are 0.001, 0.9 and 0.99. */
    public Lion(double learningRate, double beta1, double beta2) {
        super(learningRate);
        this.beta1 = beta1;
        this.beta2 = beta2;
    }

    @Override
    protected List<Nd> initialMoments(Nd weight) {
        return List.of(zerosLike(weight));
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
        Operand<TFloat32> m = moments.get(0);
        Operand<TFloat32> direction = tf.math.sign(
                tf.math.add(tf.math.mul(m, scalar(tf, w, beta1)), tf.math.mul(g, scalar(tf, w, 1 - beta1))));
        Operand<TFloat32> next =
                tf.math.add(tf.math.mul(m, scalar(tf, w, beta2)), tf.math.mul(g, scalar(tf, w, 1 - beta2)));
        return new Updated(tf.math.sub(w, tf.math.mul(rate, direction)), List.of(next));
    }
}
