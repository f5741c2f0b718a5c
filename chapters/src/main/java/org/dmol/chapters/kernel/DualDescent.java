package org.dmol.chapters.kernel;

import java.util.ArrayList;
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
 * Descent on TensorFlow: all updates of a training run in one call; gradients come from automatic differentiation of the loss. Rate and
 * penalties are inputs of the loop, so that trainings of one size share one program.
 */
final class DualDescent implements Descent {
    private final Keep keep;
    private final Fn loop;

    DualDescent(Keep keep) {
        this.keep = keep;
        // Compiled code adds to the trail in place. Without one, a step is two products of a matrix and a vector, in
        // which TensorFlow's
        // kernels are as fast as compiled code, and there is nothing to compile for each number of rows.
        Fn described = Fn.multi(this::loop);
        this.loop = keep == Keep.TRAIL ? described.compiled() : described;
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

    /** l1 · Σ|w| + l2 · Σw². */
    static Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> w, Operand<TFloat32> l1, Operand<TFloat32> l2) {
        return tf.math.add(
                tf.math.mul(l1, Trace.sum(tf, tf.math.abs(w))), tf.math.mul(l2, Trace.sum(tf, tf.math.square(w))));
    }

    @Override
    public Trained run(Nd k, int[] rows, double[] y, int[] order, int size, double rate, Penalty penalty) {
        int n = y.length;
        List<Nd> out = loop.callAll(
                Nd.zeros(DType.FLOAT32, n, 1),
                Nd.scalar((float) Arrays.stream(y).average().orElseThrow()),
                (rows == null ? k : KernelData.sub(k, rows, rows)).reshape(n / size, size, n),
                Nd.vector(y).cast(DType.FLOAT32).reshape(n / size, size, 1),
                Nd.vector(order),
                Nd.scalar((float) rate),
                Nd.scalar((float) penalty.l1()),
                Nd.scalar((float) penalty.l2()));
        double[] losses = keep == Keep.NOTHING
                ? new double[0]
                : out.get(2).cast(DType.FLOAT64).doubles();
        List<Nd> trail = keep == Keep.TRAIL ? out.subList(3, out.size()) : List.of();
        return new Trained(out.get(0), out.get(1).item(), losses, trail);
    }

    /** State: w, b; batches of kernel rows and of labels, order, rate, strengths of the penalties. */
    private List<Operand<?>> loop(Ops tf, List<Operand<TFloat32>> in) {
        List<Operand<?>> out = Scan.of(tf, (int) Trace.dim(in.get(4), 0), in, (f, i, s) -> {
            Operand<TFloat32> w = s.get(0);
            Operand<TFloat32> b = s.get(1);
            Operand<TInt32> batch = f.gather(Trace.<TInt32>as(s.get(4)), i, f.constant(0));
            Operand<TFloat32> k = f.gather(s.get(2), batch, f.constant(0));
            Operand<TFloat32> y = f.gather(s.get(3), batch, f.constant(0));
            Operand<TFloat32> loss = f.math.add(mse(f, k, y, w, b), penalty(f, w, s.get(6), s.get(7)));
            List<Operand<?>> gradient = Grad.of(f, loss, List.of(w, b));
            Scan.Step next = Scan.step(down(f, w, s.get(5), gradient.get(0)), down(f, b, s.get(5), gradient.get(1)));
            return switch (keep) {
                case NOTHING -> next;
                case LOSSES -> next.record(loss);
                case TRAIL -> next.record(loss, f.reshape(w, f.constant(new int[] {-1})), b);
            };
        });
        // The data, which the loop has only read, stay where they are.
        List<Operand<?>> results = new ArrayList<>(out.subList(0, 2));
        results.addAll(out.subList(in.size(), out.size()));
        return results;
    }

    private static Operand<TFloat32> down(Ops tf, Operand<TFloat32> x, Operand<TFloat32> rate, Operand<?> gradient) {
        return tf.math.sub(x, tf.math.mul(rate, Trace.floats(gradient)));
    }

    @Override
    public void close() {
        loop.close();
    }
}
