package org.dmol.chapters.trajectory;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** Chapter 20, Equivariant Neural Network for Predicting Trajectories: the next frame of twelve beads. */
public final class EquivariantTrajectory extends Chapter {
    private static final int BASELINE_EPOCHS = 12;
    private static final double[] BASELINE = {
        7.161506, 3.005042, 1.310715, 0.672219, 0.481977, 0.440482, 0.432690, 0.431171, 0.430775, 0.430582, 0.430429,
        0.430284
    };

    private Pairs pairs;
    private double persistence;
    private Sequential baseline;
    private Functional network;
    private final Velocity velocity = new Velocity(() -> pairs);

    public EquivariantTrajectory() {
        super("20", "trajectory", "Equivariant Neural Network for Predicting Trajectories");
        about(
                        "The next frame of twelve beads by a linear baseline and by a network that turns with its input; what either is worth beside doing nothing.")
                .data("polymer-paths")
                .option("epochs", "epochs of the equivariant network", "16")
                .takes(130, 30);
        steps(
                Step.of("20.1", "Frames", "positions now and one frame later", this::load),
                Step.of("20.2", "Baseline", "a linear map of each bead", this::trainBaseline),
                Step.of("20.3", "Parity", "the baseline on validation frames", this::parity),
                Step.of("20.4", "Trajectory", "frames and predictions", this::trajectory),
                Step.of("20.5", "Is the baseline equivariant?", "rotate, shift, compare", this::baselineSymmetry),
                Step.of("20.6", "Network", "e3nn's network for points, displacement as target", this::trainNetwork),
                Step.of("20.7", "Network on validation frames", "parity, trajectory, skill", this::networkParity),
                Step.of("20.8", "One frame further", "a prediction from a prediction", this::extrapolate),
                Step.of(
                        "20.9",
                        "Is the network equivariant?",
                        "rotate, reflect, shift, permute",
                        this::networkSymmetry),
                Step.of("20.10", "With a velocity", "what one frame cannot tell", velocity::train),
                Step.of("20.11", "Roll out", "a hundred frames from two", velocity::rollOut));
    }

    // ---- data ----

    private void load(Run run) throws IOException {
        pairs = Pairs.of(PolymerPaths.load(run.store()));
        int n = pairs.training();
        int m = pairs.count();
        run.print("%d pairs: %d to learn from, %d for validation, in the order of time", m, n, m - n);
        run.metric("training_pairs", n).exactly(1637);
        run.metric("validation_pairs", m - n).exactly(410);
        Nd now = pairs.features(0, m);
        Nd next = pairs.labels(0, m);
        boolean same = Arrays.equals(next.row(0).floats(), now.row(1).floats());
        run.print(same ? "the first label is the second frame" : "the labels are out of step");
        run.check("first_label_is_second_frame", same).alsoStandIn();
        Figure first = new Figure(4.5, 4.5);
        TrajectoryFigures.beads(first.axes().title("First Frame").noTicks().equalAspect(), now.row(0), 0);
        run.figure("first-frame", first);
        Figure both = new Figure(4.5, 4.5);
        Axes ax = both.axes().noTicks().equalAspect();
        TrajectoryFigures.beads(ax, now.row(0), 0).label("frame");
        TrajectoryFigures.beads(ax, next.row(0), 3).label("next frame").dashed();
        ax.legend();
        run.figure("next-frame", both, "One frame moves the beads by less than the width of the line.");
        facts(run);
    }

    private void facts(Run run) {
        int n = pairs.training();
        int m = pairs.count();
        double widest = 0;
        for (int f = 0; f < m; f++) {
            for (int i = 0; i < Pairs.BEADS; i++) {
                for (int j = 0; j < i; j++) {
                    widest = Math.max(
                            widest,
                            Math.hypot(
                                    pairs.frames().get(f, i, 0) - pairs.frames().get(f, j, 0),
                                    pairs.frames().get(f, i, 1) - pairs.frames().get(f, j, 1)));
                }
            }
        }
        run.metric("largest_distance", widest)
                .expected(3.2082, 2e-5)
                .note("below the cutoff: each bead has 11 neighbours");
        run.metric("training_displacement_mean_square", Pairs.meanSquare(pairs.displacements(0, n)))
                .expected(2.4002e-5, 1e-3);
        persistence = Pairs.meanSquare(pairs.displacements(n, m));
        run.metric("persistence_mse", persistence).expected(2.43153e-5, 1e-3).note("the next frame is this frame");
        double constant =
                Pairs.meanSquare(Pairs.difference(pairs.displacements(n, m), pairs.displacements(n - 1, m - 1)));
        run.metric("constant_velocity_mse", constant)
                .expected(1.6459e-7, 5e-3)
                .note("as far again as in the frame before");
        run.metric("persistence_r2", Pairs.r2(pairs.labels(n, m), pairs.features(n, m)))
                .expected(0.999845, 2e-6);
        run.corrected("The book has no reference: every model here stands beside doing nothing.");
    }

    // ---- the baseline ----

    private void trainBaseline(Run run) throws IOException {
        int n = pairs.training();
        baseline = Networks.baseline();
        baseline.compile(Optimizer.sgd(1e-6), Loss.mse());
        Dataset train = Dataset.of(pairs.features(0, n), pairs.labels(0, n)).batch(1);
        History h = baseline.fit(train, run.fit(BASELINE_EPOCHS).validate(validation(pairs)));
        double[] loss = Arrays.stream(h.get("val_loss")).map(Math::sqrt).toArray();
        Figure fig = new Figure(5.6, 4);
        fig.axes().xlabel("Epoch").ylabel("Validation Loss").plot(loss).marker('o');
        run.figure("baseline-loss", fig, "Root of the mean of the squared errors.");
        for (int e = 0; e < BASELINE_EPOCHS; e++) {
            run.metric("baseline_loss_epoch_" + e, loss[e]).expected(BASELINE[e], 1e-4 / BASELINE[e]);
        }
        run.metric("baseline_last_loss", loss[BASELINE_EPOCHS - 1]).near(0.43028477, 1e-4);
        run.print(
                "W = %s, b = %s",
                baseline.getWeights().get(0), baseline.getWeights().get(1));
        run.note("The last loss, squared, is thousands of times that of doing nothing: one frame's step is 0.005.");
    }

    private static Dataset validation(Pairs p) {
        return Dataset.of(p.features(p.training(), p.count()), p.labels(p.training(), p.count()))
                .batch(p.validation());
    }

    private void parity(Run run) throws IOException {
        Nd labels = pairs.labels(pairs.training(), pairs.count());
        Nd predicted = baseline.predict(pairs.features(pairs.training(), pairs.count()));
        double r2 = Pairs.r2(labels, predicted);
        run.figure("baseline-parity", TrajectoryFigures.parity(labels, predicted, r2));
        run.metric("baseline_r2", r2).near(0.387, 5e-4);
        run.corrected("What the book calls centre of mass is the mean of the three coordinates of each bead.");
    }

    private void trajectory(Run run) throws IOException {
        Nd some = pairs.every(TrajectoryFigures.STRIDE);
        run.figure(
                "baseline-trajectory",
                TrajectoryFigures.trajectories(
                        new String[] {"Trajectory", "Predicted Trajectory"}, some, baseline.predict(some)),
                "Every fortieth frame, time from cyan to magenta.");
    }

    private void baselineSymmetry(Run run) throws IOException {
        Symmetry check = new Symmetry(new NumpyRandom(run.seed()));
        Sequential model = Networks.baseline();
        model.setWeights(List.of(check.normal(3, 3), check.normal(1)));
        check.report(run, "random_weights", model::predict, false, false);
        check.report(run, "baseline", baseline::predict, false, false);
        run.figure(
                "baseline-rotation",
                check.figure(model::predict),
                "A rotation by 80° about x, before and after a random linear map.");
        run.corrected(
                "The book shifts every bead by another vector, which is no translation, and tests random weights alone.");
        model.close();
    }

    // ---- the network ----

    private void trainNetwork(Run run) throws IOException {
        Seeds.set(run.seed());
        network = Networks.equivariant("1x0e", 5);
        run.print(network.summary());
        run.metric("parameters", network.countParams()).expected(19_277, 0).alsoStandIn();
        network.compile(Optimizer.adam(1e-4), Loss.mse());
        int n = run.shorten(pairs.training(), 64);
        Dataset train = Dataset.of(List.of(Networks.ones(n), pairs.features(0, n)), List.of(pairs.displacements(0, n)))
                .batch(1);
        int from = pairs.training();
        Dataset held = Dataset.of(
                        List.of(Networks.ones(pairs.validation()), pairs.features(from, pairs.count())),
                        List.of(pairs.displacements(from, pairs.count())))
                .batch(pairs.validation());
        int epochs = run.shorten((int) run.number("epochs"), 1);
        History h = network.fit(train, run.fit(epochs, "network").validate(held));
        double[] loss = h.get("val_loss");
        Figure fig = new Figure(5.6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Validation Loss").logy();
        ax.plot(loss).marker('o').label("network");
        ax.axhline(persistence).dashed().label("doing nothing");
        ax.legend();
        run.figure("network-loss", fig, "Mean of the squared errors, beside that of doing nothing.");
        run.metric("network_first_loss", loss[0]).notComparable("random; 9.8 and 0.177 in the book's two editions");
        run.metric("network_last_loss", loss[loss.length - 1])
                .published(3.6763e-5)
                .band(0, 1e-4);
    }

    private Nd next(Nd frames) {
        return Pairs.sum(frames, displacement(frames));
    }

    private Nd displacement(Nd frames) {
        return network.predict(List.of(Networks.ones(frames.dim(0)), frames)).get(0);
    }

    private void networkParity(Run run) throws IOException {
        Nd labels = pairs.labels(pairs.training(), pairs.count());
        Nd predicted = next(pairs.features(pairs.training(), pairs.count()));
        double r2 = Pairs.r2(labels, predicted);
        run.figure("network-parity", TrajectoryFigures.parity(labels, predicted, r2));
        run.metric("network_r2", r2).published(1.0).band(0.9985, 1);
        double mse = Pairs.meanSquare(Pairs.difference(labels, predicted));
        run.metric("skill", 1 - mse / persistence)
                .notComparable("not published; the book's losses give -3.1 and -0.5")
                .note("1 is perfect, 0 as good as doing nothing, negative worse");
        run.say(
                "The coefficient of determination is that of doing nothing, too: it says that a frame is like the next one, not that the network knows more.");
        Nd some = pairs.every(TrajectoryFigures.STRIDE);
        run.figure(
                "network-trajectory",
                TrajectoryFigures.trajectories(new String[] {"Trajectory", "Predicted Trajectory"}, some, next(some)),
                "Every fortieth frame; the last fifth was not seen in training.");
    }

    private void extrapolate(Run run) throws IOException {
        Nd last = pairs.labels(pairs.count() - 1, pairs.count());
        Nd once = next(last);
        Nd twice = next(once);
        Figure fig = Figure.grid(1, 2, 9, 4.2);
        Axes left = fig.axes(0).title("Baseline").noTicks().equalAspect();
        TrajectoryFigures.beads(left, last.row(0), 0).label("last frame");
        TrajectoryFigures.beads(left, baseline.predict(last).row(0), 3).label("predicted");
        left.legend();
        Axes right = fig.axes(1).title("Equivariant Network").noTicks().equalAspect();
        TrajectoryFigures.beads(right, last.row(0), 0).label("last frame");
        TrajectoryFigures.beads(right, twice.row(0), 3).label("two frames on");
        right.legend();
        run.figure("extrapolation", fig, "Beyond the last frame.");
        run.print(
                "two frames on, beads have moved by %.4f (root mean square)",
                Math.sqrt(Pairs.meanSquare(Pairs.difference(twice, last))));
        run.corrected(
                "The book's loop variables of the validation reach into this step; here it starts at the last frame.");
    }

    private void networkSymmetry(Run run) throws IOException {
        Symmetry check = new Symmetry(new NumpyRandom(run.seed()));
        check.report(run, "network", this::displacement, true, true);
        run.figure(
                "network-rotation",
                check.figure(this::displacement),
                "A rotation by 80° about x, before and after the network.");
        run.beyond(
                "Reflection, translation by one vector and permutation of the beads, which the book leaves as exercises.");
        Table t = Table.of("published rotation errors of the network", "edition", "mean square");
        t.row("2023", 1.3626e-16).row("2026", 2.197e-17);
        run.table(t);
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new TrajectoryCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new TrajectoryBench());
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new TrajectoryExport());
    }

    @Override
    protected void close() {
        velocity.close();
        if (baseline != null) {
            baseline.close();
        }
        if (network != null) {
            network.close();
        }
    }

    public static void main(String[] args) {
        new EquivariantTrajectory().launch(args);
    }
}
