package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adam with Nesterov momentum (Dozat 2015), as Keras computes it. */
public final class Nadam extends Optimizer {
    private final double beta1;
    private final double beta2;
    private final double epsilon;

    /** Keras's defaults are 0.001, 0.9, 0.999 and 1e-7. */
    public Nadam(double learningRate, double beta1, double beta2, double epsilon) {
        super(learningRate);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
    }

    /** First moment, second moment, and the product of the momentum schedule so far. */
    @Override
    protected List<Nd> initialMoments(Nd weight) {
        Nd one = Nd.full(weight.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32, 1);
        return List.of(zerosLike(weight), zerosLike(weight), one);
    }

    @Override
    protected Updated update(
            Ops tf,
            Operand<TFloat32> w,
            Operand<TFloat32> g,
            List<Operand<TFloat32>> moments,
            Operand<TFloat32> rate,
            Operand<TFloat32> step) {
        Operand<TFloat32> one = scalar(tf, w, 1);
        Operand<TFloat32> u = momentum(tf, w, step);
        Operand<TFloat32> uNext = momentum(tf, w, tf.math.add(step, one));
        Operand<TFloat32> product = tf.math.mul(moments.get(2), u);
        Operand<TFloat32> productNext = tf.math.mul(product, uNext);
        Operand<TFloat32> m = Adam.toward(tf, moments.get(0), g, 1 - beta1);
        Operand<TFloat32> v = Adam.toward(tf, moments.get(1), tf.math.square(g), 1 - beta2);
        Operand<TFloat32> mHat = tf.math.add(
                tf.math.div(tf.math.mul(uNext, m), tf.math.sub(one, productNext)),
                tf.math.div(tf.math.mul(tf.math.sub(one, u), g), tf.math.sub(one, product)));
        Operand<TFloat32> vHat = tf.math.div(v, tf.math.sub(one, tf.math.pow(scalar(tf, w, beta2), step)));
        Operand<TFloat32> move =
                tf.math.div(tf.math.mul(rate, mHat), tf.math.add(tf.math.sqrt(vHat), scalar(tf, w, epsilon)));
        return new Updated(tf.math.sub(w, move), List.of(m, v, product));
    }

    private Operand<TFloat32> momentum(Ops tf, Operand<TFloat32> w, Operand<TFloat32> step) {
        Operand<TFloat32> decay = tf.math.pow(scalar(tf, w, 0.96), step);
        return tf.math.mul(scalar(tf, w, beta1), tf.math.sub(scalar(tf, w, 1), tf.math.mul(scalar(tf, w, 0.5), decay)));
    }
}
