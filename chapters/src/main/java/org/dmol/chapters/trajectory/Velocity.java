package org.dmol.chapters.trajectory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;

/** Beyond the book: the previous displacement as a vector on each bead, and targets of size 1. */
final class Velocity {
    private static final int HORIZON = 100;
    private static final int STARTS = 8;

    private final Supplier<Pairs> pairs;
    private VelocityNetwork model;

    Velocity(Supplier<Pairs> pairs) {
        this.pairs = pairs;
    }

    void train(Run run) throws IOException {
        run.beyond(
                "Mechanics is the same backwards in time, so that one frame cannot tell where beads go: the best guess is nowhere. With the displacement "
                        + "before as a vector on each bead the network has what it needs; its target is the change of the displacement, scaled to size 1.");
        Pairs p = pairs.get();
        int n = p.training();
        model = VelocityNetwork.of(p, run.seed() + 1);
        run.print("usual displacement %.5f, its usual change from frame to frame %.6f", model.speed(), model.change());
        Dataset held = model.data(p, n, p.count()).batch(p.validation());
        Dataset train = model.data(p, 1, run.shorten(n, 65))
                .batch(VelocityNetwork.BATCH)
                .shuffle();
        Backend backend = run.quick() ? Backend.SESSION : Backend.COMPILED;
        int epochs = run.shorten(VelocityNetwork.EPOCHS, 1);
        History h = model.network()
                .fit(train, run.fit(epochs, "velocity").validate(held).backend(backend));
        double mse = h.last("val_loss") * model.change() * model.change();
        double constant = Pairs.meanSquare(
                Pairs.difference(p.displacements(n, p.count()), p.displacements(n - 1, p.count() - 1)));
        double nothing = Pairs.meanSquare(p.displacements(n, p.count()));
        Table t = Table.of("mean squared error of the next frame, validation", "predictor", "error", "skill");
        t.row("doing nothing", nothing, 0.0);
        t.row("constant velocity", constant, 1 - constant / nothing);
        t.row("network with velocity", mse, 1 - mse / nothing);
        run.table(t);
        run.metric("velocity_network_mse", mse).band(0, 1.65e-7).note("better than constant velocity");
        run.metric("skill_over_constant_velocity", 1 - mse / constant);
    }

    void close() {
        if (model != null) {
            model.close();
        }
    }

    void rollOut(Run run) throws IOException {
        run.beyond("Each prediction is the next input, from eight places of the validation frames.");
        Pairs p = pairs.get();
        int horizon = run.shorten(HORIZON, 5);
        int spacing = (p.validation() - HORIZON) / STARTS;
        double[] learnt = new double[horizon];
        double[] straight = new double[horizon];
        double[] still = new double[horizon];
        List<Nd> first = new ArrayList<>();
        List<Nd> before = new ArrayList<>();
        for (int s = 0; s < STARTS; s++) {
            int at = p.training() + s * spacing;
            first.add(p.frames().rows(at, at + 1));
            before.add(p.displacements(at - 1, at));
        }
        Nd start = Nd.concat(first.toArray(Nd[]::new));
        Nd velocity = Nd.concat(before.toArray(Nd[]::new));
        Nd x = start;
        Nd v = velocity;
        Nd line = start;
        for (int k = 0; k < horizon; k++) {
            v = model.displacement(v, x);
            x = Pairs.sum(x, v);
            line = Pairs.sum(line, velocity);
            List<Nd> truth = new ArrayList<>();
            for (int s = 0; s < STARTS; s++) {
                int at = p.training() + s * spacing + k + 1;
                truth.add(p.frames().rows(at, at + 1));
            }
            Nd real = Nd.concat(truth.toArray(Nd[]::new));
            learnt[k] = Math.sqrt(Pairs.meanSquare(Pairs.difference(x, real)));
            straight[k] = Math.sqrt(Pairs.meanSquare(Pairs.difference(line, real)));
            still[k] = Math.sqrt(Pairs.meanSquare(Pairs.difference(start, real)));
        }
        Figure fig = new Figure(6, 4.2);
        Axes ax = fig.axes()
                .xlabel("Frames ahead")
                .ylabel("Root mean squared error")
                .logy();
        double[] frames = new double[horizon];
        Arrays.setAll(frames, k -> k + 1);
        ax.plot(frames, learnt).label("network with velocity");
        ax.plot(frames, straight).label("constant velocity").dashed();
        ax.plot(frames, still).label("doing nothing").dotted();
        ax.legend();
        run.figure("roll-out", fig, "Errors grow with the number of frames predicted from predictions.");
        for (int k : run.quick() ? new int[] {5} : new int[] {10, 30, 100}) {
            run.metric("rollout_" + k + "_network", learnt[k - 1]);
            run.metric("rollout_" + k + "_constant_velocity", straight[k - 1]);
        }
    }
}
