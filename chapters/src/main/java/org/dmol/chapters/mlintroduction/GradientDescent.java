package org.dmol.chapters.mlintroduction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A linear model trained by hand-written gradient descent, in float64. */
final class GradientDescent implements AutoCloseable {
    /** Weights [17] and intercept. */
    record Model(Nd w, Nd b) {
        static Model of(Nd w) {
            return new Model(w, Nd.scalar(0.0));
        }
    }

    /**
     * The losses that were recorded.
     *
     * @param steps number of updates made before each record, less one
     * @param model the last weights
     */
    record Curve(double[] steps, double[] losses, Model model) {}

    private final Fn predict = Fn.of((tf, in) -> linear(tf, in.get(0), in.get(1), in.get(2)));
    /** Mean squared error of x, y, w, b. */
    private final Fn loss = Fn.of((tf, in) ->
            Trace.mean(tf, tf.math.squaredDifference(linear(tf, in.get(0), in.get(2), in.get(3)), in.get(1))));

    private final Fn gradient = loss.grad(2, 3);

    /** x·w + b. */
    private static Operand<TFloat32> linear(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b) {
        return tf.math.add(Trace.sum(tf, tf.math.mul(x, w), -1), b);
    }

    Nd predict(Nd x, Model m) {
        return predict.call(x, m.w(), m.b());
    }

    double loss(Nd x, Nd y, Model m) {
        return loss.call(x, y, m.w(), m.b()).item();
    }

    /** Derivatives by w and b. */
    List<Nd> gradient(Nd x, Nd y, Model m) {
        return gradient.callAll(x, y, m.w(), m.b());
    }

    /** One update with learning rate {@code eta} on these rows. */
    Model update(Nd x, Nd y, Model m, double eta) {
        List<Nd> g = gradient(x, y, m);
        double[] w = m.w().doubles().clone();
        for (int j = 0; j < w.length; j++) {
            w[j] -= eta * g.get(0).get(j);
        }
        return new Model(Nd.vector(w), Nd.scalar(m.b().item() - eta * g.get(1).item()));
    }

    /** Full-batch descent; the loss is recorded after each step. */
    Curve fullBatch(Nd x, Nd y, Model start, double eta, int steps) {
        Recorder recorder = new Recorder(x, y);
        Model m = start;
        for (int i = 0; i < steps; i++) {
            m = update(x, y, m, eta);
            recorder.record(i, m);
        }
        return recorder.curve(m);
    }

    /**
     * Mini-batch descent over given rows, one batch after another.
     *
     * @param recorded whether the loss over all data is recorded after the update of this number
     */
    Curve miniBatch(Nd x, Nd y, Model start, double eta, List<int[]> batches, IntPredicate recorded) {
        Recorder recorder = new Recorder(x, y);
        Model m = start;
        for (int i = 0; i < batches.size(); i++) {
            m = update(x.take(batches.get(i)), y.take(batches.get(i)), m, eta);
            if (recorded.test(i)) {
                recorder.record(i, m);
            }
        }
        return recorder.curve(m);
    }

    /** Rows of batch {@code i} when rows are cut into batches in file order. */
    static int[] contiguous(int i, int size) {
        return IntStream.range(i * size, (i + 1) * size).toArray();
    }

    private final class Recorder {
        private final Nd x;
        private final Nd y;
        private final List<double[]> records = new ArrayList<>();

        Recorder(Nd x, Nd y) {
            this.x = x;
            this.y = y;
        }

        void record(int step, Model m) {
            records.add(new double[] {step, loss(x, y, m)});
        }

        Curve curve(Model last) {
            return new Curve(
                    records.stream().mapToDouble(r -> r[0]).toArray(),
                    records.stream().mapToDouble(r -> r[1]).toArray(),
                    last);
        }
    }

    @Override
    public void close() {
        predict.close();
        loss.close();
        gradient.close();
    }
}
