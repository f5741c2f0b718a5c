package org.dmol.chapters.trajectory;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.MetricDraft;
import org.dmol.layers.equivariant.Rotations;

/** How far a map of frames is from commuting with the motions of space. */
final class Symmetry {
    private static final double ANGLE = Math.toRadians(80);

    private final NumpyRandom random;
    private final Nd frame;

    Symmetry(NumpyRandom random) {
        this.random = random;
        frame = normal(1, Pairs.BEADS, 3);
    }

    Nd normal(int... shape) {
        return random.randn(shape).cast(DType.FLOAT32);
    }

    /** About x by 80 degrees. */
    private static double[][] aboutX() {
        double c = Math.cos(ANGLE);
        double s = Math.sin(ANGLE);
        return new double[][] {{1, 0, 0}, {0, c, -s}, {0, s, c}};
    }

    private static Nd shifted(Nd x, double... t) {
        float[] out = x.floats().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += (float) t[i % 3];
        }
        return Nd.of(out, x.shape());
    }

    private static Nd reversed(Nd x) {
        float[] out = new float[x.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.floats()[x.size() - 3 - i / 3 * 3 + i % 3];
        }
        return Nd.of(out, x.shape());
    }

    private static double difference(Nd a, Nd b) {
        return Pairs.meanSquare(Pairs.difference(a, b));
    }

    /**
     * Mean squares of f(g x) - g f(x).
     *
     * @param displacement whether f gives displacements, which a translation leaves as they are
     * @param expected whether f should commute
     */
    void report(Run run, String name, UnaryOperator<Nd> f, boolean displacement, boolean expected) {
        Nd y = f.apply(frame);
        double[] t = {0.7, -1.3, 2.1};
        double[][] any = Rotations.random(new Random(run.seed()));
        judge(
                run,
                name + "_rotation",
                difference(f.apply(Rotations.apply(aboutX(), frame)), Rotations.apply(aboutX(), y)),
                expected);
        judge(
                run,
                name + "_random_rotation",
                difference(f.apply(Rotations.apply(any, frame)), Rotations.apply(any, y)),
                expected);
        double[][] mirror = Rotations.inverted(any);
        judge(
                run,
                name + "_reflection",
                difference(f.apply(Rotations.apply(mirror, frame)), Rotations.apply(mirror, y)),
                expected);
        Nd moved = displacement ? y : shifted(y, t);
        judge(run, name + "_translation", difference(f.apply(shifted(frame, t)), moved), expected);
        judge(run, name + "_permutation", difference(f.apply(reversed(frame)), reversed(y)), true);
    }

    private static void judge(Run run, String name, double value, boolean expected) {
        MetricDraft metric = run.metric(name + "_error", value).alsoStandIn();
        if (expected) {
            metric.band(0, 1e-10).alsoQuick();
        } else {
            metric.notComparable("a linear map of each bead has no such symmetry");
        }
    }

    Figure figure(UnaryOperator<Nd> f) {
        Figure fig = Figure.grid(1, 2, 9, 4.2);
        Axes first = fig.axes(0).title("Rotated First").noTicks().equalAspect();
        TrajectoryFigures.beads(first, f.apply(Rotations.apply(aboutX(), frame)).row(0), 0);
        Axes last = fig.axes(1).title("Rotated Last").noTicks().equalAspect();
        TrajectoryFigures.beads(last, Rotations.apply(aboutX(), f.apply(frame)).row(0), 0);
        return fig;
    }
}
