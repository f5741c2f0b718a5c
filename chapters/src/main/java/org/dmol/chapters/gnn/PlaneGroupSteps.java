package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.sets.WallpaperGroup;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.metrics.Metrics;
import org.dmol.layers.models.Supervision;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;

/** Steps 13 and 14: the plane groups of point sets, as in the book and soundly. */
final class PlaneGroupSteps {
    private static final int BOOK_HELD_OUT = 100;
    private static final int BATCH = 8;
    private static final int FINE_EPOCHS = 40;

    private final PointSets sets;

    PlaneGroupSteps(PointSets sets) {
        this.sets = sets;
    }

    /** Frames split at random, eight wide bumps, one frame a step in a fixed order. */
    void bookRun(Run run) throws IOException {
        int held = Math.min(BOOK_HELD_OUT, sets.size() / 4);
        Split split = Splits.shuffled(sets.size(), held, held, run.seed());
        SizedPoints sized = sets.sized();
        try (PlaneGroupNet net = new PlaneGroupNet(PlaneGroupNet.bookBasis());
                PickedPoints model = new PickedPoints(net);
                OnePointSet one = new OnePointSet(net, sized)) {
            untrained(run, sets.store().logits(model, new int[] {split.train()[0]})[0]);
            run.metric("schnet_parameters", net.countParams())
                    .expected(14417, 0)
                    .alsoStandIn();
            one.compile(Optimizer.adam(1e-4));
            int epochs = run.shorten((int) run.number("schnet-epochs"), 1);
            Dataset train = sized.dataset(sets.labels()).select(split.train()).batch(1);
            History h = timed(
                    run,
                    "schnet-book",
                    train.size(),
                    epochs,
                    fit -> one.fit(
                            train,
                            fit.backend(Backend.COMPILED).with(new HeldOutGroups(sets, model, split.validation()))));
            double[] trained = h.get("sparse_categorical_accuracy");
            double[] validation = h.get("val_sparse_categorical_accuracy");
            curve(run, "accuracy-book", h, majority(split, split.validation()));
            run.metric("book_train_accuracy_epoch_1", trained[0])
                    .published(0.107)
                    .band(0.08, 0.13);
            run.metric("book_train_accuracy", trained[trained.length - 1])
                    .published(0.154)
                    .band(0.13, 0.20)
                    .note("The frames are of the same simulator, but not the book's.");
            run.metric("book_validation_accuracy", validation[validation.length - 1])
                    .published(0.09)
                    .band(0.06, 0.20);
            run.metric("random_accuracy", 1 / 17.0).exactly(1 / 17.0);
            ConfusionMatrix matrix = sets.matrix(model, split.test());
            run.metric("book_test_accuracy", matrix.accuracy()).note("Frames of the trained trajectories.");
            run.metric("book_largest_class_accuracy", majority(split, split.test()))
                    .note("Always the most frequent group of the training frames.");
        }
    }

    /** Split by trajectory, bumps where the neighbours are, batches in mixed order. */
    void byTrajectory(Run run) throws IOException {
        Split split = sets.byTrajectory(run.seed());
        double majority = majority(split, split.test());
        try (PlaneGroupNet net = new PlaneGroupNet(PlaneGroupNet.fineBasis());
                PickedPoints model = new PickedPoints(net)) {
            History h = trainSoundly(run, model, split);
            curve(run, "accuracy", h, majority);
            ConfusionMatrix matrix = sets.matrix(model, split.test());
            run.metric("train_accuracy", h.last("sparse_categorical_accuracy"));
            run.metric("test_accuracy", matrix.accuracy());
            run.metric("test_balanced_accuracy", matrix.balancedAccuracy());
            run.metric("largest_class_accuracy", majority);
            if (!run.quick()) {
                run.check("far_better_than_the_largest_class", matrix.accuracy() > 2 * majority);
            }
            confusion(run, matrix);
            panels(run, split.test(), sets.predicted(model, split.test()));
        }
        run.corrected(
                "Split by trajectory, stratified by group, so that no frame of a test trajectory is trained on; sixteen bumps "
                        + "over 0 to 4, where the neighbours are; shuffled batches; labels in the order of the International Tables.");
    }

    /** Shuffled batches of a few frames. */
    History trainSoundly(Run run, PickedPoints model, Split split) throws IOException {
        Dataset all = sets.store().dataset(sets.labels()).batch(BATCH);
        model.compile(
                Optimizer.adam(2e-3),
                Supervision.of(List.of(Crossentropy.sparseCategorical(true)))
                        .metrics(0, Metrics.sparseCategoricalAccuracy()));
        return timed(
                run,
                "schnet-fine",
                split.train().length,
                run.shorten(FINE_EPOCHS, 1),
                fit -> model.fit(
                        all.select(split.train()).shuffle(),
                        fit.backend(Backend.SESSION).validate(all.select(split.validation()))));
    }

    private static History timed(Run run, String name, int frames, int epochs, Function<Fit, History> training)
            throws IOException {
        long start = System.nanoTime();
        History h = training.apply(run.fit(epochs, name));
        double seconds = (System.nanoTime() - start) / 1e9 / epochs;
        run.print("%.2f s an epoch of %d frames", seconds, frames);
        run.metric(name.replace('-', '_') + "_time", 1000 * seconds / frames, "ms")
                .notComparable("depends on the machine")
                .note("For each frame of an epoch, compilation included; ./dmol bench gnn compares with Keras.");
        return h;
    }

    private static void untrained(Run run, double[] logits) {
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        double[] probability = Arrays.stream(logits).map(v -> Math.exp(v) / sum).toArray();
        run.print("untrained logits %s", Nd.vector(logits));
        run.print("as probabilities %s", Nd.vector(probability));
        // Keras's initial weights give 0.055 to 0.063.
        run.metric(
                        "untrained_smallest_probability",
                        Arrays.stream(probability).min().orElseThrow())
                .published(0.0574)
                .band(0.055, 1 / 17.0)
                .alsoQuick();
        run.metric(
                        "untrained_largest_probability",
                        Arrays.stream(probability).max().orElseThrow())
                .published(0.0604)
                .band(1 / 17.0, 0.063)
                .alsoQuick();
    }

    static int best(double[] values) {
        return IntStream.range(0, values.length).reduce(0, (a, b) -> values[b] > values[a] ? b : a);
    }

    /** Share of the given frames that are of the largest training class. */
    private double majority(Split split, int[] rows) {
        int[] labels = sets.labels();
        double[] count = new double[PlaneGroupNet.CLASSES];
        Arrays.stream(split.train()).forEach(r -> count[labels[r]]++);
        int top = best(count);
        return Arrays.stream(rows).filter(r -> labels[r] == top).count() / (double) rows.length;
    }

    private static void curve(Run run, String name, History h, double majority) throws IOException {
        double[] train = h.get("sparse_categorical_accuracy");
        double[] validation = h.get("val_sparse_categorical_accuracy");
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Accuracy");
        ax.plot(train).label("training");
        ax.plot(validation).label("validation");
        ax.axhline(1.0 / PlaneGroupNet.CLASSES).dashed().color(3).label("random");
        ax.axhline(majority).dashed().color(4).label("largest class");
        ax.legend("upper left");
        run.figure(name, fig, "Accuracy over the epochs; guessing, and always the largest class.");
        Table table = Table.of("accuracy", "epoch", "training", "validation");
        for (int e = 0; e < train.length; e++) {
            table.row(e + 1, train[e], validation[e]);
        }
        run.table(table);
    }

    private static void confusion(Run run, ConfusionMatrix matrix) throws IOException {
        Figure fig = new Figure(9, 8);
        double[][] counts = Arrays.stream(matrix.counts())
                .map(r -> Arrays.stream(r).asDoubleStream().toArray())
                .toArray(double[][]::new);
        String[] names = Arrays.stream(WallpaperGroup.values())
                .map(WallpaperGroup::symbol)
                .toArray(String[]::new);
        double[] at = IntStream.range(0, names.length).asDoubleStream().toArray();
        Axes ax = fig.axes()
                .xticks(at, names)
                .yticks(at, names)
                .xlabel("Predicted")
                .ylabel("True");
        ax.colorbar(ax.imshow(counts).colormap(Colormap.VIRIDIS), "frames");
        run.figure("confusion", fig, "Test frames: true and predicted groups.");
    }

    private void panels(Run run, int[] test, int[] predicted) throws IOException {
        Figure panels = Figure.grid(4, 5, 12, 9);
        for (int i = 0; i < 20; i++) {
            int at = i * test.length / 20;
            PointSets.panel(panels.axes(i), sets.frame(test[at]), 1.2)
                    .title("True: " + sets.frame(test[at]).group().symbol() + "\nPredicted: "
                            + WallpaperGroup.values()[predicted[at]].symbol());
        }
        run.figure("predictions", panels, "Test frames.");
    }
}
