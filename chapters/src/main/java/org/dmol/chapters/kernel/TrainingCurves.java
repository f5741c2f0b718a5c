package org.dmol.chapters.kernel;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.kernel.DualDescent.Objective;
import org.dmol.chapters.kernel.DualDescent.Trained;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Stats;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** Steps 6 to 8: training as a function of the number of rows, with and without regularisation. */
final class TrainingCurves {
    static final int[] SIZES = {32, 256, 512, 1024, 2048, 5120};
    private static final int BATCH = 16;
    private static final int EPOCHS = 25;
    private static final double RATE = 1e-6;
    private static final double L1 = 1e-2;
    private static final double L2 = 1e2;

    /**
     * One fit.
     *
     * @param value of the trained loss on the test rows, penalty included, as the book reports it
     * @param mse on the test rows
     * @param constant mean squared error of the mean of the drawn labels
     */
    record Point(double value, double mse, double constant) {}

    private final KernelData data;

    TrainingCurves(KernelData data) {
        this.data = data;
    }

    Point fit(int n, Objective objective) {
        int rows = Math.min(n, data.y.length) / BATCH * BATCH;
        int[] drawn = data.random.choice(data.y.length, rows, false);
        int batches = rows / BATCH;
        int[] order = new int[EPOCHS * batches];
        for (int e = 0; e < EPOCHS; e++) {
            Nd batch = data.random.randint(0, batches - 1L, batches);
            for (int i = 0; i < batches; i++) {
                order[e * batches + i] = (int) batch.getFlat(i);
            }
        }
        double[] y = KernelData.pick(data.y, drawn);
        Trained t = new DualDescent(objective, RATE, false).run(KernelData.sub(data.k, drawn, drawn), y, order, BATCH);
        Nd k = KernelData.sub(data.testK, IntStream.range(0, data.testY.length).toArray(), drawn);
        Nd labels = Nd.of(data.testY, data.testY.length, 1).cast(DType.FLOAT32);
        try (Fn both = Fn.multi((tf, in) -> List.of(
                objective.of(tf, in.get(0), in.get(1), in.get(2), in.get(3)),
                DualDescent.mse(tf, in.get(0), in.get(1), in.get(2), in.get(3))))) {
            List<Nd> out = both.callAll(k, labels, t.w(), Nd.scalar((float) t.b()));
            double[] constant = new double[data.testY.length];
            Arrays.fill(constant, Stats.mean(y));
            return new Point(out.get(0).item(), out.get(1).item(), Scores.mse(data.testY, constant));
        }
    }

    void fitFunction(Run run) {
        Point p = fit(256, DualDescent::mse);
        run.print("256 rows, %d updates: %.7f", EPOCHS * 256 / BATCH, p.value());
        run.metric("test_mse_256", p.value()).exactly(5.928046, 1e-5).forSeed(0).unlessQuick();
        run.metric("constant_test_mse", p.constant());
    }

    void regularisedLosses(Run run) {
        Nd w = Nd.of(new double[] {-0.5, 0, 2}, 3, 1);
        Nd k = Nd.zeros(DType.FLOAT64, 2, 3);
        Nd y = Nd.zeros(DType.FLOAT64, 2, 1);
        double[] l1 = penaltyGradient(DualDescent.l1(L1), k, y, w);
        double[] l2 = penaltyGradient(DualDescent.l2(L2), k, y, w);
        run.print(
                "w = [-0.5, 0, 2]: gradient of the L1 term %s, of the L2 term %s",
                Arrays.toString(l1), Arrays.toString(l2));
        run.series("l1_gradient", l1).expected(new double[] {-L1, 0, L1}, 1e-12).each((m, i) -> m.alsoStandIn());
        run.series("l2_gradient", l2)
                .expected(new double[] {-L2, 0, 4 * L2}, 1e-12)
                .each((m, i) -> m.alsoStandIn());
        run.corrected("“L1 = Lasso Ridge Regression” in the text: L1 is the lasso, L2 is ridge regression.");
    }

    private static double[] penaltyGradient(Objective objective, Nd k, Nd y, Nd w) {
        try (Fn loss =
                Fn.of((tf, in) -> objective.of(tf, in.get(0), in.get(1), in.get(2), Trace.scalar(tf, in.get(2), 0)))) {
            try (Fn gradient = loss.grad(2)) {
                return gradient.call(k, y, w).doubles();
            }
        }
    }

    static Map<String, Objective> losses() {
        Map<String, Objective> losses = new LinkedHashMap<>();
        losses.put("No Regularization", DualDescent::mse);
        losses.put("L1 Regularization", DualDescent.l1(L1));
        losses.put("L2 Regularization", DualDescent.l2(L2));
        return losses;
    }

    void curves(Run run) throws IOException {
        int[] sizes = Arrays.stream(SIZES).filter(n -> n <= data.y.length).toArray();
        Map<String, Objective> losses = losses();
        double[][] value = new double[3][sizes.length];
        double[][] mse = new double[3][sizes.length];
        double[][] constant = new double[3][sizes.length];
        int kind = 0;
        try (Progress progress = run.progress("fits", 3L * sizes.length)) {
            for (Objective objective : losses.values()) {
                for (int i = 0; i < sizes.length; i++) {
                    Point p = fit(sizes[i], objective);
                    value[kind][i] = p.value();
                    mse[kind][i] = p.mse();
                    constant[kind][i] = p.constant();
                    progress.step();
                }
                kind++;
            }
        }
        draw(run, sizes, List.copyOf(losses.keySet()), value, mse);
        compare(run, sizes, value, mse, constant);
        Table table = Table.of("beside a constant", "rows", "updates", "none", "L1", "L2", "constant (of the first)");
        for (int i = 0; i < sizes.length; i++) {
            table.row(sizes[i], EPOCHS * sizes[i] / BATCH, mse[0][i], mse[1][i], mse[2][i], constant[0][i]);
        }
        run.table(table);
        run.corrected(
                "The book's “test loss” of the regularised models contains the penalty (for example 4.60 in place of 4.09). "
                        + "The right panel shows the error alone.");
        run.corrected(
                "These models are far from converged: up to 512 rows they are no better than a constant, and the number of updates grows with "
                        + "the number of rows, so that the curve shows training time. Step 05.10 has a learning curve of fully trained models.");
    }

    private void draw(Run run, int[] sizes, List<String> names, double[][] value, double[][] mse) throws IOException {
        double[] n = Arrays.stream(sizes).asDoubleStream().toArray();
        Figure fig = Figure.grid(1, 2, 11, 4.2).shareY();
        for (int panel = 0; panel < 2; panel++) {
            Axes ax = fig.axes(panel)
                    .title(panel == 0 ? "As in the book: with penalty" : "Error alone")
                    .xlabel("Training Data Amount")
                    .ylabel("Test Loss")
                    .logx()
                    .logy();
            for (int kind = 0; kind < 3; kind++) {
                ax.plot(n, (panel == 0 ? value : mse)[kind]).marker('o').label(names.get(kind));
            }
            ax.legend("lower left");
        }
        run.figure("training-curves", fig, "Test loss against the number of training rows.");
    }

    private static void compare(Run run, int[] sizes, double[][] value, double[][] mse, double[][] constant) {
        List<String> labels = Arrays.stream(sizes).mapToObj(Integer::toString).toList();
        String[] kinds = {"none", "l1", "l2"};
        double[][] shown = {Published.NONE, Published.L1, Published.L2};
        double[][] alone = {Published.NONE, Published.L1_MSE, Published.L2_MSE};
        double[][] flat = {Published.NONE_CONSTANT, Published.L1_CONSTANT, Published.L2_CONSTANT};
        for (int kind = 0; kind < 3; kind++) {
            double[] a = Arrays.copyOf(shown[kind], sizes.length);
            double[] b = Arrays.copyOf(alone[kind], sizes.length);
            double[] c = Arrays.copyOf(flat[kind], sizes.length);
            run.series(kinds[kind] + "_loss", labels, value[kind], "")
                    .exactly(a, 3e-5)
                    .each((m, i) -> m.forSeed(0).unlessQuick());
            run.series(kinds[kind] + "_mse", labels, mse[kind], "")
                    .expected(b, 3e-5)
                    .each((m, i) -> m.forSeed(0).unlessQuick());
            run.series(kinds[kind] + "_constant", labels, constant[kind], "")
                    .expected(c, 3e-5)
                    .each((m, i) -> m.forSeed(0).unlessQuick());
        }
    }
}
