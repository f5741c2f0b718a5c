package org.dmol.chapters.kernel;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.kernel.Descent.Engine;
import org.dmol.chapters.kernel.Descent.Keep;
import org.dmol.chapters.kernel.Descent.Penalty;
import org.dmol.chapters.kernel.Descent.Trained;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Stats;
import org.dmol.tf.Fn;

/** Steps 6 to 8: training as a function of the number of rows, with and without regularisation. */
final class TrainingCurves {
    static final int[] SIZES = {32, 256, 512, 1024, 2048, 5120};
    private static final int BATCH = 16;
    private static final int EPOCHS = 25;
    private static final double RATE = 1e-6;
    /** The book's three losses. */
    static final Map<String, Penalty> LOSSES = losses();

    /**
     * What a fit draws from the chapter's stream of random numbers.
     *
     * @param rows numbers of the training rows
     * @param order batch of each update
     */
    private record Draw(int[] rows, int[] order) {}

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

    private static Map<String, Penalty> losses() {
        Map<String, Penalty> losses = new LinkedHashMap<>();
        losses.put("No Regularization", Penalty.NONE);
        losses.put("L1 Regularization", new Penalty(1e-2, 0));
        losses.put("L2 Regularization", new Penalty(0, 1e2));
        return losses;
    }

    private Draw draw(int n) {
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
        return new Draw(drawn, order);
    }

    /** Fits one model for each penalty, size after size. All draws come first, in the book's order; the fits share the processors. */
    List<Point> fit(List<Penalty> penalties, int[] sizes, Engine engine, Runnable done) {
        List<Draw> draws = penalties.stream()
                .flatMap(p -> Arrays.stream(sizes).mapToObj(this::draw))
                .toList();
        Trained[] models = new Trained[draws.size()];
        // The largest first, each by the thread that is free.
        Iterator<Integer> next = IntStream.range(0, draws.size())
                .boxed()
                .sorted(Comparator.comparing(i -> -draws.get(i).rows().length))
                .iterator();
        try (Descent descent = engine.start(Keep.NOTHING)) {
            IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .parallel()
                    .forEach(worker -> {
                        for (Integer i = take(next); i != null; i = take(next)) {
                            Draw d = draws.get(i);
                            double[] y = KernelData.pick(data.y, d.rows());
                            models[i] = descent.run(
                                    data.k, d.rows(), y, d.order(), BATCH, RATE, penalties.get(i / sizes.length));
                            done.run();
                        }
                    });
        }
        return evaluate(draws, List.of(models), i -> penalties.get(i / sizes.length));
    }

    private static Integer take(Iterator<Integer> next) {
        synchronized (next) {
            return next.hasNext() ? next.next() : null;
        }
    }

    /** Predicts with all models in one product: a row that a model has not drawn has the weight 0 in it. */
    private List<Point> evaluate(List<Draw> draws, List<Trained> models, IntFunction<Penalty> penalties) {
        int n = data.y.length;
        int m = models.size();
        float[] wide = new float[n * m];
        for (int i = 0; i < m; i++) {
            float[] w = models.get(i).w().floats();
            int[] rows = draws.get(i).rows();
            for (int j = 0; j < rows.length; j++) {
                wide[rows[j] * m + i] = w[j];
            }
        }
        try (Fn product = Fn.of((tf, in) -> tf.linalg.matMul(in.get(0), in.get(1)))) {
            Nd out = product.call(data.testK, Nd.of(wide, n, m));
            return IntStream.range(0, m)
                    .mapToObj(i -> {
                        double b = models.get(i).b();
                        double[] p = constant(b);
                        Arrays.setAll(p, r -> b + out.get(r, i));
                        double mse = Scores.mse(data.testY, p);
                        double[] w = models.get(i).w().cast(DType.FLOAT64).doubles();
                        double mean =
                                Stats.mean(KernelData.pick(data.y, draws.get(i).rows()));
                        return new Point(mse + penalties.apply(i).of(w), mse, Scores.mse(data.testY, constant(mean)));
                    })
                    .toList();
        }
    }

    private double[] constant(double value) {
        double[] out = new double[data.testY.length];
        Arrays.fill(out, value);
        return out;
    }

    void fitFunction(Run run) {
        Point p = fit(List.of(Penalty.NONE), new int[] {256}, DualModel.engine(run), () -> {})
                .get(0);
        run.print("256 rows, %d updates: %.7f", EPOCHS * 256 / BATCH, p.value());
        run.metric("test_mse_256", p.value()).exactly(5.928046, 1e-5).forSeed(0).unlessQuick();
        run.metric("constant_test_mse", p.constant());
    }

    void regularisedLosses(Run run) {
        Penalty lasso = LOSSES.get("L1 Regularization");
        Penalty ridge = LOSSES.get("L2 Regularization");
        double[] l1 = gradient(lasso, -0.5, 0, 2);
        double[] l2 = gradient(ridge, -0.5, 0, 2);
        run.print(
                "w = [-0.5, 0, 2]: gradient of the L1 term %s, of the L2 term %s",
                Arrays.toString(l1), Arrays.toString(l2));
        run.series("l1_gradient", l1)
                .expected(new double[] {-lasso.l1(), 0, lasso.l1()}, 1e-12)
                .each((m, i) -> m.alsoStandIn());
        run.series("l2_gradient", l2)
                .expected(new double[] {-ridge.l2(), 0, 4 * ridge.l2()}, 1e-12)
                .each((m, i) -> m.alsoStandIn());
        run.corrected("“L1 = Lasso Ridge Regression” in the text: L1 is the lasso, L2 is ridge regression.");
    }

    private static double[] gradient(Penalty penalty, double... w) {
        try (Fn term = Fn.of((tf, in) -> DualDescent.penalty(tf, in.get(0), in.get(1), in.get(2)));
                Fn gradient = term.grad(0)) {
            return gradient.call(Nd.vector(w), Nd.scalar(penalty.l1()), Nd.scalar(penalty.l2()))
                    .doubles();
        }
    }

    void curves(Run run) throws IOException {
        int[] sizes = Arrays.stream(SIZES).filter(n -> n <= data.y.length).toArray();
        double[][] value = new double[3][sizes.length];
        double[][] mse = new double[3][sizes.length];
        double[][] constant = new double[3][sizes.length];
        try (Progress progress = run.progress("fits", 3L * sizes.length)) {
            List<Point> points = fit(List.copyOf(LOSSES.values()), sizes, DualModel.engine(run), progress::step);
            for (int i = 0; i < points.size(); i++) {
                Point p = points.get(i);
                value[i / sizes.length][i % sizes.length] = p.value();
                mse[i / sizes.length][i % sizes.length] = p.mse();
                constant[i / sizes.length][i % sizes.length] = p.constant();
            }
        }
        draw(run, sizes, List.copyOf(LOSSES.keySet()), value, mse);
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
