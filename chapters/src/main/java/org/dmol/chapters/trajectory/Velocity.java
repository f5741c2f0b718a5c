package org.dmol.chapters.trajectory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;

/** Beyond the book: the displacements before as vectors on each bead, and targets of size 1. */
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
                "Mechanics is the same backwards in time, so that one frame cannot tell where beads go: the best guess is nowhere. The displacement before "
                        + "says how fast they are, the one before that what pushes them. The network has both as vectors on each bead; its target is the "
                        + "change of the displacement, scaled to size 1, and it begins at constant velocity.");
        Pairs p = pairs.get();
        int n = p.training();
        model = VelocityTraining.train(run, p, run.seed() + 1, "velocity");
        run.print(
                "usual displacement %.5f, its usual change from frame to frame %.6f",
                model.usual()[0], model.usual()[1]);
        double mse = model.error(p, n, p.count());
        double constant = Pairs.meanSquare(p.changes(1, n, p.count()));
        double nothing = Pairs.meanSquare(p.displacements(n, p.count()));
        Table t = Table.of("mean squared error of the next frame, validation", "predictor", "error", "skill");
        t.row("doing nothing", nothing, 0.0);
        t.row("constant velocity", constant, 1 - constant / nothing);
        for (int k = 1; k <= 3; k++) {
            double linear = LinearPast.error(p, k);
            t.row("best sum of displacements before: " + k, linear, 1 - linear / nothing);
            run.metric("linear_mse_of_" + k, linear).note("coefficients alike for all beads and directions");
        }
        t.row("network with two displacements", mse, 1 - mse / nothing);
        run.table(t);
        run.metric("velocity_network_mse", mse).band(0, 1.65e-7).note("better than constant velocity");
        run.metric("skill_over_constant_velocity", 1 - mse / constant);
        run.note(
                "One displacement alone allows no better guess than that it stays as it is. The change of the displacement lasts for about ten frames: "
                        + "whoever knows two displacements knows most of the next.");
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
        int[] starts =
                IntStream.range(0, STARTS).map(s -> p.training() + s * spacing).toArray();
        List<Nd> past = new ArrayList<>();
        for (int k = 0; k < model.frames(); k++) {
            past.add(frames(p, starts, -k));
        }
        Nd start = past.get(0);
        Nd velocity = Pairs.difference(start, frames(p, starts, -1));
        Nd line = start;
        for (int k = 0; k < horizon; k++) {
            Nd x = model.next().predict(past).get(0);
            past.add(0, x);
            past.remove(past.size() - 1);
            line = Pairs.sum(line, velocity);
            Nd real = frames(p, starts, k + 1);
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
        int better = (int) IntStream.range(0, horizon)
                .takeWhile(k -> learnt[k] < straight[k])
                .count();
        run.metric("rollout_frames_better_than_constant_velocity", better)
                .note("of " + horizon + "; what is predicted of the forces adds up, and so do its errors");
    }

    private static Nd frames(Pairs p, int[] starts, int later) {
        return p.frames().take(IntStream.of(starts).map(s -> s + later).toArray());
    }
}
