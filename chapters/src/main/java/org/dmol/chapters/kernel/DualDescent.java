package org.dmol.chapters.kernel;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Scan;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Gradient descent on a dual model, one weight a training row: ŷ = K w + b. All updates run in one call of TensorFlow, as a loop that
 * is compiled; gradients come from automatic differentiation of the loss.
 */
final class DualDescent {
    /** A loss of kernel rows (B, n), labels (B, 1), weights (n, 1) and a constant. */
    @FunctionalInterface
    interface Objective {
        Operand<TFloat32> of(
                Ops tf, Operand<TFloat32> k, Operand<TFloat32> y, Operand<TFloat32> w, Operand<TFloat32> b);
    }

    /**
     * What came out.
     *
     * @param w weights (n, 1)
     * @param losses loss of each batch before its update
     * @param trail weights before each update (steps, n), and constants (steps); empty unless asked for
     */
    record Trained(Nd w, double b, double[] losses, List<Nd> trail) {}

    private final Objective objective;
    private final double rate;
    private final boolean trail;

    DualDescent(Objective objective, double rate, boolean trail) {
        this.objective = objective;
        this.rate = rate;
        this.trail = trail;
    }

    /** ŷ = K w + b. */
    static Operand<TFloat32> predict(Ops tf, Operand<TFloat32> k, Operand<TFloat32> w, Operand<TFloat32> b) {
        return tf.math.add(tf.linalg.matMul(k, w), b);
    }

    /** Mean squared error. */
    static Operand<TFloat32> mse(
            Ops tf, Operand<TFloat32> k, Operand<TFloat32> y, Operand<TFloat32> w, Operand<TFloat32> b) {
        return Trace.mean(tf, tf.math.squaredDifference(predict(tf, k, w, b), y));
    }

    /** Mean squared error + strength · Σ|w|. */
    static Objective l1(double strength) {
        return (tf, k, y, w, b) -> tf.math.add(
                mse(tf, k, y, w, b), tf.math.mul(Trace.scalar(tf, w, strength), Trace.sum(tf, tf.math.abs(w))));
    }

    /** Mean squared error + strength · Σw². */
    static Objective l2(double strength) {
        return (tf, k, y, w, b) -> tf.math.add(
                mse(tf, k, y, w, b), tf.math.mul(Trace.scalar(tf, w, strength), Trace.sum(tf, tf.math.square(w))));
    }

    /**
     * Trains from zero weights and b = mean label.
     *
     * @param k kernel between the n training rows, float32
     * @param order number of the batch of each update; batch i is rows i·size to (i+1)·size
     */
    Trained run(Nd k, double[] y, int[] order, int size) {
        int n = y.length;
        Nd w = Nd.zeros(DType.FLOAT32, n, 1);
        Nd b = Nd.scalar((float) Arrays.stream(y).average().orElseThrow());
        Nd batches = k.reshape(n / size, size, n);
        Nd labels = Nd.vector(y).cast(DType.FLOAT32).reshape(n / size, size, 1);
        try (Fn loop = Fn.multi(this::loop).compiled()) {
            List<Nd> out = loop.callAll(w, b, batches, labels, Nd.vector(order));
            return new Trained(
                    out.get(0),
                    out.get(1).item(),
                    out.get(5).cast(DType.FLOAT64).doubles(),
                    out.subList(6, out.size()));
        }
    }

    /** State: w, b, batches of kernel rows, of labels, order. */
    private List<Operand<?>> loop(Ops tf, List<Operand<TFloat32>> in) {
        return Scan.of(tf, (int) Trace.dim(in.get(4), 0), in, (f, i, s) -> {
            Operand<TFloat32> w = s.get(0);
            Operand<TFloat32> b = s.get(1);
            Operand<TInt32> batch = f.gather(Trace.<TInt32>as(s.get(4)), i, f.constant(0));
            Operand<TFloat32> k = f.gather(s.get(2), batch, f.constant(0));
            Operand<TFloat32> y = f.gather(s.get(3), batch, f.constant(0));
            Operand<TFloat32> loss = objective.of(f, k, y, w, b);
            List<Operand<?>> gradient = Grad.of(f, loss, List.of(w, b));
            Scan.Step next = Scan.step(down(f, w, gradient.get(0)), down(f, b, gradient.get(1)));
            return trail ? next.record(loss, f.reshape(w, f.constant(new int[] {-1})), b) : next.record(loss);
        });
    }

    private Operand<TFloat32> down(Ops tf, Operand<TFloat32> x, Operand<?> gradient) {
        return tf.math.sub(x, tf.math.mul(Trace.scalar(tf, x, rate), Trace.floats(gradient)));
    }
}
