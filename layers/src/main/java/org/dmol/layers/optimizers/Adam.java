package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adam (Kingma and Ba 2014) with Keras's placement of epsilon; {@link #amsgrad} after Reddi et al. 2018. */
public class Adam extends Optimizer {
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-7;
    private boolean amsgrad;

    /** Keras's default rate is 0.001. */
    public Adam(double learningRate) {
        super(learningRate);
    }

    /** Decay of the first and second moments; defaults 0.9 and 0.999. */
    public final Adam betas(double first, double second) {
        beta1 = first;
        beta2 = second;
        return this;
    }

    /** Added to the root of the second moment; default 1e-7. */
    public final Adam epsilon(double value) {
        epsilon = value;
        return this;
    }

    /** Divides by the largest second moment so far; default false. */
    public final Adam amsgrad(boolean on) {
        amsgrad = on;
        return this;
    }

    @Override
    protected List<Nd> initialMoments(Nd weight) {
        Nd zeros = zerosLike(weight);
        return amsgrad ? List.of(zeros, zeros, zeros) : List.of(zeros, zeros);
    }

    @Override
    public boolean isElementwise() {
        return true;
    }

    /** The rate with the corrections of both moments' bias. */
    @Override
    protected Operand<TFloat32> rateOf(Ops tf, Operand<TFloat32> rate, Operand<TFloat32> step) {
        Operand<TFloat32> one = scalar(tf, rate, 1);
        Operand<TFloat32> first = tf.math.sub(one, tf.math.pow(scalar(tf, rate, beta1), step));
        Operand<TFloat32> second = tf.math.sub(one, tf.math.pow(scalar(tf, rate, beta2), step));
        return tf.math.div(tf.math.mul(rate, tf.math.sqrt(second)), first);
    }

    @Override
    protected Updated update(
            Ops tf,
            Operand<TFloat32> w,
            Operand<TFloat32> g,
            List<Operand<TFloat32>> moments,
            Operand<TFloat32> rate,
            Operand<TFloat32> step) {
        Operand<TFloat32> m = toward(tf, moments.get(0), g, 1 - beta1);
        Operand<TFloat32> v = toward(tf, moments.get(1), tf.math.square(g), 1 - beta2);
        Operand<TFloat32> scale = amsgrad ? tf.math.maximum(moments.get(2), v) : v;
        Operand<TFloat32> change =
                tf.math.div(tf.math.mul(m, rate), tf.math.add(tf.math.sqrt(scale), scalar(tf, w, epsilon)));
        return new Updated(tf.math.sub(w, change), amsgrad ? List.of(m, v, scale) : List.of(m, v));
    }

    /** {@code old + (target - old) * fraction}. */
    static Operand<TFloat32> toward(Ops tf, Operand<TFloat32> old, Operand<TFloat32> target, double fraction) {
        return tf.math.add(old, tf.math.mul(tf.math.sub(target, old), scalar(tf, old, fraction)));
    }
}
