package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adagrad (Duchi et al. 2011), as Keras computes it. */
public final class Adagrad extends Optimizer {
    private double initialAccumulator = 0.1;
    private double epsilon = 1e-7;

    /** Keras's default rate is 0.001. */
    public Adagrad(double learningRate) {
        super(learningRate);
    }

    /** Where the sum of squares starts; default 0.1. */
    public Adagrad initialAccumulator(double value) {
        initialAccumulator = value;
        return this;
    }

    /** Added under the root; default 1e-7. */
    public Adagrad epsilon(double value) {
        epsilon = value;
        return this;
    }

    @Override
    protected List<Nd> initialMoments(Nd weight) {
        return List.of(Nd.full(weight.dtype(), initialAccumulator, weight.shape()));
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
        Operand<TFloat32> sum = tf.math.add(moments.get(0), tf.math.square(g));
        Operand<TFloat32> move =
                tf.math.div(tf.math.mul(rate, g), tf.math.sqrt(tf.math.add(sum, scalar(tf, w, epsilon))));
        return new Updated(tf.math.sub(w, move), List.of(sum));
    }
}
