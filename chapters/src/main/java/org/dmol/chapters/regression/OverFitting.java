package org.dmol.chapters.regression;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.sets.AqSolDb;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Scan;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** Steps 1 to 3: 17 features, 25 rows. */
final class OverFitting {
    private static final double RATE = 0.05;
    private static final int STEPS = 2000;

    private final RegressionData data;
    private Nd x;
    private Nd testX;
    private double[] y;
    private double[] testY;
    private Nd w;
    private double b;

    OverFitting(RegressionData data) {
        this.data = data;
    }

    /** Of x, y, w, b. */
    private static Operand<TFloat32> loss(
            Ops tf, Operand<TFloat32> x, Operand<TFloat32> y, Operand<TFloat32> w, Operand<TFloat32> b) {
        Operand<TFloat32> column = tf.linalg.matMul(x, tf.expandDims(w, tf.constant(1)));
        Operand<TFloat32> predicted = tf.math.add(tf.squeeze(column, Squeeze.axis(List.of(1L))), b);
        return Trace.mean(tf, tf.math.squaredDifference(predicted, y));
    }

    /** Chooses and standardises the rows. */
    void prepare() {
        int[] train = Arrays.copyOf(data.draws.overfit(), 25);
        int[] test = Arrays.copyOfRange(data.draws.overfit(), 25, 50);
        Standardizer scale = Standardizer.fit(data.x.take(train), 1);
        x = scale.transform(data.x.take(train));
        testX = scale.transform(data.x.take(test));
        y = data.labels(train);
        testY = data.labels(test);
    }

    void gradient(Run run) {
        prepare();
        try (Fn loss = Fn.of((tf, in) -> loss(tf, in.get(0), in.get(1), in.get(2), in.get(3)))
                        .compiled();
                Fn gradient = loss.grad(2, 3)) {
            List<Nd> g = gradient.callAll(x, Nd.vector(y), data.draws.w(), Nd.scalar(0.0));
            run.print("gradient by w %s\nby b %.6f", g.get(0), g.get(1).item());
            run.series("dL_dw", AqSolDb.FEATURES, g.get(0).doubles(), "")
                    .exactly(Published.GRADIENT, 1e-5)
                    .each((m, i) -> m.forSeed(0));
            run.metric("dL_db", g.get(1).item()).exactly(5.7721677, 1e-6).forSeed(0);
        }
    }

    void descent(Run run) throws IOException {
        Descent d = descend();
        w = d.w();
        b = d.b();
        curves(run, d.train(), d.test());
    }

    Descent descend() {
        return descend(x, y, testX, testY, data.draws.w());
    }

    /**
     * A trained line.
     *
     * @param train loss on the training rows after each step
     * @param test loss on the test rows after each step
     */
    record Descent(Nd w, double b, double[] train, double[] test) {}

    /** Trains from weights {@code start} and b = 0. */
    static Descent descend(Nd x, double[] y, Nd testX, double[] testY, Nd start) {
        // State: w, b and the data. Records: loss on training and test rows after each update. Two thousand steps on
        // the kernels of
        // TensorFlow take less time than the compilation of one.
        try (Fn descent = Fn.multi((tf, in) -> Scan.of(tf, STEPS, in, (f, i, s) -> {
            Operand<TFloat32> loss = loss(f, s.get(2), s.get(3), s.get(0), s.get(1));
            List<Operand<?>> g = Grad.of(f, loss, s.subList(0, 2));
            Operand<TFloat32> newW = down(f, s.get(0), g.get(0));
            Operand<TFloat32> newB = down(f, s.get(1), g.get(1));
            return Scan.step(newW, newB)
                    .record(loss(f, s.get(2), s.get(3), newW, newB), loss(f, s.get(4), s.get(5), newW, newB));
        }))) {
            List<Nd> out = descent.callAll(start, Nd.scalar(0.0), x, Nd.vector(y), testX, Nd.vector(testY));
            return new Descent(
                    out.get(0),
                    out.get(1).item(),
                    out.get(6).doubles(),
                    out.get(7).doubles());
        }
    }

    private static Operand<TFloat32> down(Ops tf, Operand<TFloat32> v, Operand<?> g) {
        return tf.math.sub(v, tf.math.mul(Trace.scalar(tf, v, RATE), Trace.floats(g)));
    }

    private static void curves(Run run, double[] train, double[] test) throws IOException {
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Step").ylabel("Loss").logy();
        ax.plot(train).label("Training Loss");
        ax.plot(test).label("Testing Loss");
        ax.legend("upper right");
        run.figure("training", fig, "Training loss keeps falling, test loss turns up: over-fitting.");
        int best = IntStream.range(0, test.length)
                .reduce((a, c) -> test[c] < test[a] ? c : a)
                .orElseThrow();
        run.series("train_mse", new double[] {train[0], train[1], train[2], train[STEPS - 1]})
                .exactly(new double[] {18.957, 15.899, 13.454, 0.862229}, 4e-5)
                .each((m, i) -> m.forSeed(0));
        run.metric("test_mse_first", test[0]).exactly(24.944, 3e-5).forSeed(0);
        run.metric("test_mse_minimum", test[best])
                .exactly(0.958942, 3e-6)
                .forSeed(0)
                .note("The book computes in float32.");
        run.metric("test_mse_minimum_at_step", best).exactly(646, 0).forSeed(0);
        run.metric("test_mse_last", test[STEPS - 1]).exactly(1.251676, 1e-6).forSeed(0);
    }

    void parity(Run run) throws IOException {
        double[][] labels = {y, testY};
        Nd[] features = {x, testX};
        String[] names = {"train", "test"};
        double[] correlation = {0.880, 0.882};
        double[] rmse = {0.929, 1.119};
        Figure fig = Figure.grid(1, 2, 10, 4.4);
        for (int k = 0; k < 2; k++) {
            Nd rows = features[k];
            double[] p = IntStream.range(0, 25)
                    .mapToDouble(i -> b
                            + IntStream.range(0, 17)
                                    .mapToDouble(j -> rows.get(i, j) * w.get(j))
                                    .sum())
                    .toArray();
            double[] all = DoubleStream.concat(Arrays.stream(labels[k]), Arrays.stream(p))
                    .sorted()
                    .toArray();
            double lo = all[0] - 0.3;
            double hi = all[all.length - 1] + 0.3;
            double r = Correlation.pearson(labels[k], p);
            double error = Scores.rmse(labels[k], p);
            Axes ax = fig.axes(k)
                    .title(k == 0 ? "Training Data" : "Testing Data")
                    .xlabel("Measured Solubility y")
                    .ylabel("Predicted Solubility ŷ")
                    .xlim(lo, hi)
                    .ylim(lo, hi);
            ax.plot(new double[] {lo, hi}, new double[] {lo, hi}).dotted().color(3);
            ax.scatter(labels[k], p).size(5).color(0);
            ax.text(
                    lo + 0.06 * (hi - lo),
                    hi - 0.14 * (hi - lo),
                    String.format(Locale.ROOT, "correlation = %.3f\nRMSE = %.3f", r, error));
            run.metric(names[k] + "_correlation", r)
                    .near(correlation[k], 0.000501)
                    .forSeed(0);
            run.metric(names[k] + "_rmse", error, "log mol/L")
                    .near(rmse[k], 0.000501)
                    .forSeed(0);
        }
        run.figure("parity", fig, "After 2,000 steps.");
        run.corrected(
                "The book calls the root of the mean squared error “loss”, which elsewhere is the mean squared error; "
                        + "and its axes leave out a test point predicted far too low. The axes here show all points.");
    }

    Nd x() {
        return x;
    }

    Nd testX() {
        return testX;
    }

    double[] y() {
        return y;
    }

    double[] testY() {
        return testY;
    }
}
