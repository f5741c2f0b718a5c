package org.dmol.chapters.overview;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Shapes;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.overview.Network.Quality;
import org.dmol.data.RowError;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.Scores;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** Chapter 6, Deep Learning Overview: a network with one hidden layer in a few lines. */
public final class Overview extends Chapter {
    private AqSolDb set;
    private Solubility book;
    private Dataset train;
    private Sequential model;
    private History history;
    private Quality quality;

    public Overview() {
        super("06", "overview", "Deep Learning Overview");
        about(
                "Solubility by a network with one hidden layer: little code remains once layers, loss and optimizer come from a library.");
        data("aqsoldb").takes(20, 8);
        option(
                "order",
                "order of the training rows on the book's split: 'file', as in 2023, or 'shuffled' in every epoch, as in 2026",
                "file");
        Sounder sounder = new Sounder(this::set);
        Questions questions = new Questions(this::set);
        steps(
                Step.of("06.1", "Load and standardise", "features of one size", this::load)
                        .alone(),
                Step.of("06.2", "Datasets", "test rows first, then training rows, in batches of 16", this::datasets)
                        .after("06.1"),
                Step.of("06.3", "Model", "two dense layers, and predictions before any training", this::model)
                        .after("06.2"),
                Step.of("06.4", "Compile", "optimizer and loss; one step checked by hand", this::compile)
                        .after("06.3"),
                Step.of("06.5", "Fit", "50 passes over the training rows", this::fit)
                        .after("06.4"),
                Step.of("06.6", "Predict", "the test rows", this::predict).after("06.5"),
                Step.of("06.7", "Parity plot", "better than a straight line on the same split", this::parity)
                        .after("06.6"),
                Step.of(
                                "06.8",
                                "A sounder split",
                                "random test rows, scale from training rows, shuffled batches",
                                sounder::split)
                        .after("06.7"),
                Step.of(
                                "06.9",
                                "Adam and early stopping",
                                "when to stop is decided by validation rows",
                                sounder::earlyStopping)
                        .after("06.8"),
                Step.of("06.10", "Ensemble", "five networks tell how sure they are", sounder::ensemble)
                        .after("06.8"),
                Step.of("06.11", "Residuals", "where the errors sit", sounder::residuals)
                        .after("06.8"),
                Step.of(
                                "06.12",
                                "Cross-validation",
                                "line, kernel and network on five folds",
                                questions::crossValidation)
                        .after("06.1"),
                Step.of(
                                "06.13",
                                "Exercises",
                                "ReLU is not linear; depth; identity activation is linear regression",
                                questions::exercises)
                        .after("06.1"));
    }

    private AqSolDb set() {
        return set;
    }

    // ---- data ----

    private void load(Run run) {
        set = AqSolDb.load(run.store());
        if (!set.rejected().isEmpty()) {
            run.note(RowError.summary(set.rejected()) + ".");
        }
        book = Solubility.book(set);
        double[] first = book.x().row(0).doubles();
        run.print("first row, standardised: %.4f %.4f %.4f …", first[0], first[1], first[2]);
        run.metric("rows", set.size()).expected(9982, 0);
        run.note(
                "As in the book, mean and deviation (ddof 1) come from all rows, test rows included, and the split is the order of the file, "
                        + "which is sorted by source. Step 06.8 does both soundly and states its result beside this one.");
    }

    private void datasets(Run run) {
        boolean shuffled = shuffled(run);
        train = book.train().shuffle(shuffled);
        Dataset test =
                Dataset.of(book.testX(), book.y().take(book.split().test())).batch(16);
        run.print(
                "%d training rows in %d batches, %d test rows in %d batches",
                train.size(), train.batches(), test.size(), test.batches());
        run.metric("train_rows", train.size()).expected(8984, 0);
        run.metric("test_rows", test.size()).expected(998, 0);
        run.metric("train_batches", train.batches()).expected(562, 0);
        run.metric("test_batches", test.batches()).expected(63, 0);
        run.metric("updates_in_50_epochs", 50.0 * train.batches()).expected(28100, 0);
    }

    private static boolean shuffled(Run run) {
        return switch (run.option("order")) {
            case "file" -> false;
            case "shuffled" -> true;
            default ->
                throw new IllegalArgumentException(
                        "Option order must be 'file' or 'shuffled', not '" + run.option("order") + "'.");
        };
    }

    // ---- model ----

    private void model(Run run) {
        model = Network.layers();
        Nd untrained = model.call(book.testX().rows(0, 3));
        run.print("predictions before training\n%s", untrained);
        run.print(model.summary());
        run.check("output_shape " + Shapes.text(3, 1), Arrays.equals(untrained.shape(), new int[] {3, 1}));
        run.metric("parameters", (double) model.countParams()).expected(609, 0).alsoStandIn();
        List<Nd> w = model.getWeights();
        double first = largest(w.get(0));
        double second = largest(w.get(2));
        run.metric("largest_initial_weight_1", first)
                .band(0.33, 0.349928)
                .alsoQuick()
                .alsoStandIn()
                .note("Glorot's limit √(6/49) = 0.349927.");
        run.metric("largest_initial_weight_2", second)
                .band(0.30, 0.426402)
                .alsoQuick()
                .alsoStandIn()
                .note("Glorot's limit √(6/33) = 0.426401.");
        run.check("initial_biases_are_zero", largest(w.get(1)) == 0 && largest(w.get(3)) == 0);
        run.say("The labels are float64 in the file; the network computes in float32, which harms nothing here.");
    }

    private static double largest(Nd a) {
        return Arrays.stream(a.doubles()).map(Math::abs).max().orElseThrow();
    }

    private void compile(Run run) {
        model.compile(Optimizer.sgd(Network.RATE), Loss.mse());
        run.print("SGD, learning rate %.2f, mean squared error over the batch", Network.RATE);
        run.say("Two checks by hand: fixed weights give 32 tanh(1.7) + 0.5, and one step of SGD equals the formulas "
                + "dW2 = 2hᵀr/B, dh = 2rW2ᵀ/B ⊙ (1 - h²), dW1 = xᵀdh.");
        run.metric("fixed_weights", HandCheck.fixedOutput())
                .exactly(32 * Math.tanh(1.7) + 0.5, 1e-6)
                .alsoStandIn();
        double difference = HandCheck.oneStep(book.testX().rows(0, 16), book.y().rows(0, 16));
        run.print("largest difference of a weight after one step: %.1e", difference);
        run.check("one_step_equals_the_formula", difference < 1e-6);
    }

    // ---- training ----

    private void fit(Run run) throws IOException {
        int epochs = run.shorten(Network.EPOCHS, 5);
        long start = System.nanoTime();
        history = model.fit(train, run.fit(epochs, "network"));
        double seconds = (System.nanoTime() - start) / 1e9;
        double[] loss = history.get("loss");
        for (int e : new int[] {1, 5, 10, 20, 30, 40, 50}) {
            if (e <= loss.length) {
                run.print("epoch %2d  training MSE %.4f", e, loss[e - 1]);
            }
        }
        run.print("%d updates in %.2f s", (long) epochs * train.batches(), seconds);
        boolean shuffled = shuffled(run);
        run.metric("train_mse_epoch_1", loss[0])
                .band(shuffled ? 2.2 : 1.95, shuffled ? 2.6 : 2.25)
                .alsoQuick();
        run.metric("train_mse", loss[loss.length - 1]).band(shuffled ? 1.28 : 1.15, shuffled ? 1.36 : 1.26);
        run.note(
                "This is Keras's number: the average of the batch losses before each update. In file order it is optimistic, because neighbouring rows are alike.");
    }

    // ---- evaluation ----

    private void predict(Run run) {
        quality = Quality.of(model, book);
        run.print(
                "predictions %s, squeezed to %s",
                Shapes.text(quality.predicted().length, 1), Shapes.text(quality.predicted().length));
        run.check(
                "one_prediction_a_row",
                quality.predicted().length == book.split().test().length);
    }

    private void parity(Run run) throws IOException {
        double[] y = book.testY();
        Figure fig = parityFigure(y, quality);
        run.figure("parity", fig, "The book's test rows: the first 998 of the file.");
        boolean shuffled = shuffled(run);
        run.metric("test_correlation", quality.correlation())
                .published(shuffled ? 0.703 : 0.695)
                .band(0.65, 0.72);
        run.metric("test_rmse", quality.rmse(), "log mol/L")
                .published(shuffled ? 1.195 : 1.185)
                .band(1.15, shuffled ? 1.40 : 1.30)
                .note("The book calls it loss; it is the root of the mean squared error.");
        int[] rows = book.split().train();
        double[] line = LeastSquares.with(Intercept.JOINT)
                .fit(set.features().take(rows), book64(rows))
                .predict(set.features().take(book.split().test()));
        Quality linear = Quality.of(book64(book.split().test()), line);
        run.metric("least_squares_correlation", linear.correlation()).expected(0.4600311140717597, 1e-9);
        run.metric("least_squares_rmse", linear.rmse(), "log mol/L")
                .expected(1.714359474748924, 1e-9)
                .note(
                        "NumPy's lstsq gives the same. From features in float32 it gives 0.458 and 1.725: RingCount is no longer quite the sum of two other columns, and their difference is fitted.");
        double mean = Arrays.stream(book64(rows)).average().orElseThrow();
        double[] constant = new double[line.length];
        Arrays.fill(constant, mean);
        run.metric("constant_rmse", Scores.rmse(book64(book.split().test()), constant), "log mol/L")
                .expected(1.545, 5e-4);
        run.corrected(
                "The book compares the RMSE of this split with a squared error over all data of chapter 2. The claim holds on one split and in one unit: "
                        + String.format(
                                Locale.ROOT,
                                "RMSE %.3f for the network, %.3f for the best straight line, which a few extreme test rows spoil.",
                                quality.rmse(),
                                linear.rmse()));
    }

    private double[] book64(int[] rows) {
        return set.solubility().take(rows).cast(DType.FLOAT64).doubles();
    }

    /** Predictions against measurements with the line and the two numbers, as the book draws it. */
    static Figure parityFigure(double[] y, Quality q) {
        double lo = Arrays.stream(y).min().orElse(0);
        double hi = Arrays.stream(y).max().orElse(1);
        Figure fig = new Figure(5.6, 4.4);
        Axes ax = fig.axes().xlabel("Measured Solubility y").ylabel("Predicted Solubility ŷ");
        ax.plot(new double[] {lo, hi}, new double[] {lo, hi}).color(3);
        ax.scatter(y, q.predicted()).size(4.5).alpha(0.6).color(0);
        ax.text(
                lo + 1,
                hi - 1.4,
                String.format(Locale.ROOT, "correlation = %.3f\nRMSE = %.3f", q.correlation(), q.rmse()));
        return fig;
    }

    // ---- for other programs ----

    @Override
    public List<Exporter> exporters() {
        return List.of(new SolubilityExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new OverviewCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new OverviewBench());
    }

    @Override
    protected void close() {
        if (model != null) {
            model.close();
        }
    }

    public static void main(String[] args) {
        new Overview().launch(args);
    }
}
