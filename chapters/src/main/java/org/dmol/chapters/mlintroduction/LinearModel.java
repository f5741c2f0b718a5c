package org.dmol.chapters.mlintroduction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.mlintroduction.GradientDescent.Curve;
import org.dmol.chapters.mlintroduction.GradientDescent.Model;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;

/** Steps 6 to 14: the linear model, its loss and gradient, and three ways down. */
final class LinearModel {
    static final int BATCH = 32;
    static final double RAW_RATE = 1e-6;
    static final double RATE = 0.01;
    static final int EPOCHS = 3;

    private final SolubilityData data;
    final GradientDescent descent = new GradientDescent();
    private Model first;
    private Model trained;

    LinearModel(SolubilityData data) {
        this.data = data;
    }

    void smokeTest(Run run) {
        Nd out = descent.predict(
                Nd.of(new double[] {1, 0, 2.5}, 1, 3), new Model(Nd.vector(0.2, -0.5, 0.4), Nd.scalar(4.3)));
        run.print("x = [1, 0, 2.5], w = [0.2, -0.5, 0.4], b = 4.3: y = %.1f", out.get(0));
        run.metric("smoke_test", out.get(0)).exactly(5.5, 1e-12).alsoStandIn();
    }

    void loss(Run run) {
        first = Model.of(data.random.normal(0, 1, 17));
        double loss = descent.loss(data.x, data.y, first);
        run.print("loss at random weights: %.1f", loss);
        run.metric("initial_loss", loss)
                .exactly(3265882.2, 1e-5)
                .forSeed(0)
                .note("The book computes in float32; float64 gives 3265882.07.");
    }

    void gradient(Run run) {
        List<Nd> g = descent.gradient(data.x, data.y, first);
        double[] analytic = analyticGradient(first);
        run.say("Automatic differentiation, beside the formula 2 Xᵀr / N with r = ŷ - y.");
        run.series("dL_dw", AqSolDb.FEATURES, g.get(0).doubles(), "")
                .exactly(Published.GRADIENT_W, 1e-5)
                .each((m, i) -> m.forSeed(0));
        run.metric("dL_db", g.get(1).item()).exactly(2671.3784, 1e-5).forSeed(0);
        double worst = Math.abs(g.get(1).item() / analytic[17] - 1);
        for (int j = 0; j < 17; j++) {
            worst = Math.max(worst, Math.abs(g.get(0).get(j) / analytic[j] - 1));
        }
        run.print("largest relative difference from the formula: %.1e", worst);
        run.check("autodiff_equals_formula", worst <= 1e-10);
    }

    private double[] analyticGradient(Model m) {
        double[] out = new double[18];
        double[] predicted = descent.predict(data.x, m).doubles();
        int n = data.rows();
        for (int i = 0; i < n; i++) {
            double r = predicted[i] - data.y.get(i);
            for (int j = 0; j < 17; j++) {
                out[j] += 2 * r * data.x.get(i, j) / n;
            }
            out[17] += 2 * r / n;
        }
        return out;
    }

    void fullBatch(Run run) throws IOException {
        Curve curve = descent.fullBatch(data.x, data.y, first, RAW_RATE, 10);
        Figure fig = new Figure(6, 4);
        fig.axes()
                .title("Full Dataset Training Curve")
                .xlabel("Step")
                .ylabel("Loss")
                .logy();
        fig.axes().plot(curve.steps(), curve.losses()).marker('o');
        run.figure("full-batch", fig, "Ten steps of gradient descent on all data.");
        run.series("loss_after_step", curve.losses())
                .exactly(Published.FULL_BATCH, 1e-4)
                .each((m, i) -> m.forSeed(0));
    }

    void rawBatches(Run run) throws IOException {
        Model start = Model.of(data.random.normal(0, 1, 17));
        int count = data.rows() / BATCH;
        int[] order = order(count);
        data.random.shuffle(order);
        Curve book = descent.miniBatch(data.x, data.y, start, RAW_RATE, contiguous(order), i -> order[i] % 10 == 0);
        Curve ours = descent.miniBatch(data.x, data.y, start, RAW_RATE, contiguous(order), i -> i % 10 == 0);
        Curve rows = descent.miniBatch(data.x, data.y, start, RAW_RATE, shuffledRows(1, run.seed()), i -> i % 10 == 0);
        Figure fig = new Figure(6.5, 4.2);
        Axes ax = fig.axes()
                .title("Batched Loss Curve")
                .xlabel("Step")
                .ylabel("Loss")
                .logy();
        ax.plot(ours.steps(), ours.losses()).marker('o').size(5).label("batches of neighbouring rows");
        ax.plot(rows.steps(), rows.losses()).marker('s').size(5).label("rows shuffled");
        ax.legend("upper right");
        run.figure("batched", fig, "Loss over all data after every tenth update; one pass, batches of 32.");
        run.print("batch order starts %s", Arrays.toString(Arrays.copyOf(order, 10)));
        run.series("order", head(order, 10))
                .exactly(new double[] {45, 272, 54, 236, 253, 124, 269, 37, 140, 228}, 0)
                .each((m, i) -> m.forSeed(0));
        run.series("loss_at_batch", book.losses())
                .exactly(Published.RAW_BATCHES, 2e-4)
                .each((m, i) -> m.forSeed(0));
        run.series("taken_at_step", book.steps())
                .exactly(Published.RAW_STEPS, 0)
                .each((m, i) -> m.forSeed(0));
        run.metric("loss_after_one_pass", descent.loss(data.x, data.y, ours.model()))
                .exactly(336.98, 2e-4)
                .forSeed(0);
        run.metric("loss_after_one_pass_rows_shuffled", descent.loss(data.x, data.y, rows.model()));
        run.corrected(
                "The book records the loss when the number of the batch is divisible by 10 and draws it at 0, 10, …, 310, but the batches come shuffled: "
                        + "its 32 records were taken at the steps in the second table. The figure here shows every tenth step at its step.");
        run.corrected(
                "The book says that the loss goes up now and then because each is computed on other data. It is always computed on all data: "
                        + "the gradient of a batch is noisy, and the learning rate is near the limit of stability (step 02.21).");
        run.corrected(
                "Only the order of the batches is shuffled in the book: the 32 rows of a batch are neighbours in the file and come from one source, "
                        + "and the last " + (data.rows() - count * BATCH)
                        + " rows are never used. The second curve shuffles all rows.");
    }

    void standardBatches(Run run) throws IOException {
        Model start = Model.of(data.random.normal(0, 0.1, 17));
        int count = data.rows() / BATCH;
        int[] order = order(count);
        List<Integer> sequence = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        for (int e = 0; e < EPOCHS; e++) {
            data.random.shuffle(order);
            IntStream.of(order).forEach(sequence::add);
            IntStream.range(0, 5).forEach(i -> starts.add((double) order[i]));
        }
        List<int[]> batches =
                sequence.stream().map(i -> GradientDescent.contiguous(i, BATCH)).toList();
        double before = descent.loss(data.z, data.y, start);
        Curve every = descent.miniBatch(data.z, data.y, start, RATE, batches, i -> true);
        Curve rows =
                descent.miniBatch(data.z, data.y, start, RATE, shuffledRows(EPOCHS, run.seed()), i -> i % 50 == 49);
        trained = every.model();
        int[] recorded = IntStream.range(0, sequence.size())
                .filter(i -> sequence.get(i) % 50 == 0)
                .toArray();
        double[] book =
                IntStream.of(recorded).mapToDouble(i -> every.losses()[i]).toArray();
        double[] steps = IntStream.of(recorded).mapToDouble(i -> i).toArray();

        Figure fig = new Figure(6.5, 4.2);
        Axes ax = fig.axes().xlabel("Step").ylabel("Loss").logy();
        ax.plot(every.steps(), every.losses()).width(0.8).alpha(0.35).label("after every update");
        int[] fifty = IntStream.range(0, every.losses().length)
                .filter(i -> i % 50 == 49)
                .toArray();
        ax.plot(
                        IntStream.of(fifty).asDoubleStream().toArray(),
                        IntStream.of(fifty).mapToDouble(i -> every.losses()[i]).toArray())
                .color(1)
                .marker('o')
                .size(5)
                .label("every 50th");
        ax.plot(rows.steps(), rows.losses()).color(3).marker('s').size(5).label("every 50th, rows shuffled");
        ax.axhline(Further.BEST_MSE).dashed().color(4).label("least squares");
        ax.legend("upper right");
        run.figure(
                "standardised",
                fig,
                "Three epochs on standardised features, with a learning rate 10,000 times as large.");

        double last = descent.loss(data.z, data.y, trained);
        run.metric("loss_before_training", before).exactly(13.834061, 1e-6).forSeed(0);
        run.series("order", starts.stream().mapToDouble(d -> d).toArray())
                .exactly(new double[] {275, 143, 23, 273, 124, 48, 91, 236, 301, 10, 290, 174, 288, 39, 21}, 0)
                .each((m, i) -> m.forSeed(0));
        run.series("loss_at_batch", book)
                .exactly(Published.STANDARD_BATCHES, 3e-5)
                .each((m, i) -> m.forSeed(0));
        run.series("taken_at_step", steps).exactly(Published.STANDARD_STEPS, 0).each((m, i) -> m.forSeed(0));
        run.metric("final_loss", last)
                .exactly(3.32895, 1e-5)
                .forSeed(0)
                .band(2.85, 3.43)
                .alsoQuick();
        run.metric("final_loss_rows_shuffled", descent.loss(data.z, data.y, rows.model()));
        double[] best = Arrays.stream(every.losses()).sorted().toArray();
        run.metric("largest_loss", best[best.length - 1]).expected(46.2, 2e-3).forSeed(0);
        run.metric("best_loss", best[0]);
        run.metric("median_loss", Stats.median(every.losses()));
        run.corrected(
                "The book's curve ends in an upward run: the last loss is worse than the best and than the median, because a batch of extreme descriptors "
                        + "moves the weights far at a constant rate. Robust scaling or clipped gradients would help; shuffled rows already do.");
    }

    void parity(Run run) throws IOException {
        double[] predicted = descent.predict(data.z, trained).doubles();
        double[] y = data.y.doubles();
        Figure fig = new Figure(5, 4.6);
        Axes ax = fig.axes()
                .xlabel("Measured Solubility y")
                .ylabel("Predicted Solubility ŷ")
                .xlim(-13.5, 2)
                .ylim(-13.5, 2);
        ax.scatter(y, predicted).size(3.5).alpha(0.7);
        ax.plot(new double[] {-13.5, 2}, new double[] {-13.5, 2}).color(3);
        run.figure("parity", fig, "All compounds; the line is y = ŷ.");
        double outside = (double)
                Arrays.stream(predicted).filter(v -> v < -13.5 || v > 2).count();
        run.metric("predictions_outside", outside, "points").expected(14, 0).forSeed(0);
        run.metric(
                        "labels_outside",
                        (double)
                                Arrays.stream(y).filter(v -> v < -13.5 || v > 2).count(),
                        "points")
                .expected(1, 0);
    }

    void correlation(Run run) {
        double r = Correlation.pearson(
                data.y.doubles(), descent.predict(data.z, trained).doubles());
        run.print(Double.toString(r));
        run.metric("correlation", r)
                .near(0.6475304402750961, 1e-6)
                .forSeed(0)
                .band(0.638, 0.700)
                .alsoQuick();
    }

    // ---- batches ----

    private static int[] order(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static List<int[]> contiguous(int[] order) {
        return IntStream.of(order)
                .mapToObj(i -> GradientDescent.contiguous(i, BATCH))
                .toList();
    }

    /** All rows in a new random order each epoch, from a generator of its own so that the book's stream is not disturbed. */
    private List<int[]> shuffledRows(int epochs, long seed) {
        var own = new NumpyRandom(seed + 1);
        List<int[]> out = new ArrayList<>();
        for (int e = 0; e < epochs; e++) {
            int[] p = own.permutation(data.rows());
            for (int i = 0; i + BATCH <= p.length; i += BATCH) {
                out.add(Arrays.copyOfRange(p, i, i + BATCH));
            }
        }
        return out;
    }

    private static double[] head(int[] v, int n) {
        return Arrays.stream(v, 0, n).asDoubleStream().toArray();
    }
}
