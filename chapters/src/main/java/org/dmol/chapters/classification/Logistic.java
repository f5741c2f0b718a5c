package org.dmol.chapters.classification;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Scan;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Logistic regression by gradient descent with batches in file order, all updates in one call. */
final class Logistic {
    static final int BATCH = 32;
    private static final double RATE = 0.2;

    private Logistic() {}

    /**
     * A trained model.
     *
     * @param trainLoss loss of the batch after its update
     * @param testLoss loss of all test rows after each update, with equal weights
     */
    record Trained(Nd w, double b, double[] trainLoss, double[] testLoss) {
        /** Probabilities of class 1. */
        double[] predict(Nd x) {
            float[] v = x.floats();
            double[] out = new double[x.dim(0)];
            for (int i = 0; i < out.length; i++) {
                double logit = b;
                for (int j = 0; j < w.size(); j++) {
                    logit += v[i * w.size() + j] * w.getFlat(j);
                }
                out[i] = 1 / (1 + Math.exp(-logit));
            }
            return out;
        }
    }

    /** x·w + b. */
    static Operand<TFloat32> logit(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b) {
        Operand<TFloat32> column = tf.expandDims(w, tf.constant(1));
        return tf.math.add(tf.squeeze(tf.linalg.matMul(x, column), Squeeze.axis(List.of(1L))), b);
    }

    /**
     * Cross-entropy of each row from its logit v: softplus(v) - y v, which is -y ln p - (1 - y) ln(1 - p) without a logarithm of zero.
     * The book guards its logarithms by adding 1e-10, which a compiler may cancel in float32.
     */
    static Operand<TFloat32> crossEntropy(Ops tf, Operand<TFloat32> v, Operand<TFloat32> y) {
        Operand<TFloat32> softplus =
                tf.math.add(tf.nn.relu(v), tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(v)))));
        return tf.math.sub(softplus, tf.math.mul(y, v));
    }

    /** Weighted mean; the weights need not sum to 1. */
    static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> v, Operand<TFloat32> weights) {
        return tf.math.div(Trace.sum(tf, tf.math.mul(v, weights)), Trace.sum(tf, weights));
    }

    /**
     * Trains on whole batches of the first rows, in order.
     *
     * @param weights one for each training row
     * @param batches number of batches in an epoch
     */
    static Trained train(Nd x, Nd y, Nd weights, int batches, int epochs, Nd w, double b, Nd testX, Nd testY) {
        int rows = batches * BATCH;
        int d = x.dim(1);
        // Not compiled: these few hundred steps take less time than their compilation.
        try (Fn loop = Fn.multi((tf, in) -> Scan.of(tf, epochs * batches, in, (f, i, s) -> step(f, i, s, batches)))) {
            List<Nd> out = loop.callAll(
                    w.cast(DType.FLOAT32),
                    Nd.scalar((float) b),
                    x.rows(0, rows).reshape(batches, BATCH, d),
                    y.rows(0, rows).reshape(batches, BATCH),
                    weights.rows(0, rows).reshape(batches, BATCH),
                    testX,
                    testY);
            return new Trained(
                    out.get(0),
                    out.get(1).item(),
                    out.get(7).cast(DType.FLOAT64).doubles(),
                    out.get(8).cast(DType.FLOAT64).doubles());
        }
    }

    private static Scan.Step step(Ops f, Operand<TInt32> i, List<Operand<TFloat32>> s, int batches) {
        Operand<TInt32> batch = f.math.floorMod(i, f.constant(batches));
        Operand<TFloat32> x = f.gather(s.get(2), batch, f.constant(0));
        Operand<TFloat32> y = f.gather(s.get(3), batch, f.constant(0));
        Operand<TFloat32> weights = f.gather(s.get(4), batch, f.constant(0));
        Operand<TFloat32> loss = mean(f, crossEntropy(f, logit(f, x, s.get(0), s.get(1)), y), weights);
        List<Operand<?>> g = Grad.of(f, loss, s.subList(0, 2));
        Operand<TFloat32> rate = Trace.scalar(f, loss, RATE);
        Operand<TFloat32> w = f.math.sub(s.get(0), f.math.mul(rate, Trace.floats(g.get(0))));
        Operand<TFloat32> b = f.math.sub(s.get(1), f.math.mul(rate, Trace.floats(g.get(1))));
        Operand<TFloat32> after = mean(f, crossEntropy(f, logit(f, x, w, b), y), weights);
        Operand<TFloat32> test = Trace.mean(f, crossEntropy(f, logit(f, s.get(5), w, b), s.get(6)));
        return Scan.step(w, b).record(after, test);
    }
}
