package org.dmol.chapters.dataequivariance;

import static org.dmol.data.analysis.PlanarAlignment.all;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.analysis.PlanarChains;
import org.dmol.data.analysis.Stats;

/** Alignment to a reference frame, coordinates that need no alignment, and how strongly each alignment couples the points. */
final class AlternativeSteps {
    private final Supplier<Polymer> source;

    AlternativeSteps(Supplier<Polymer> source) {
        this.source = source;
    }

    void show(Run run) throws IOException {
        run.beyond("Kabsch alignment to the first frame; bond lengths and angles, which need no alignment.");
        Polymer p = source.get();
        double[][] reference = p.frames()[0];
        double[][][] kabsch = all(p.frames(), PlanarAlignment.kabsch(reference));
        double[][][] turned = all(p.turned(1).frames(), PlanarAlignment.kabsch(reference));
        run.metric("kabsch_largest_difference", Polymer.worst(kabsch, turned))
                .band(0, 1e-12)
                .alsoQuick()
                .alsoStandIn();
        run.metric("kabsch_jumps", Polymer.jumps(kabsch)).expected(0, 0);
        spread(run, p, kabsch);
        internal(run, p);
        coupling(run, p);
    }

    private static void spread(Run run, Polymer p, double[][][] kabsch) {
        double[] points = PlanarChains.variances(p.points());
        double[] axes = PlanarChains.variances(p.axes());
        double[] fit = PlanarChains.variances(kabsch);
        Table t = Table.of(
                "variance of each point over the frames", "point", "points 0 and 1", "principal axes", "Kabsch");
        for (int i = 0; i < points.length; i++) {
            t.row(i, points[i], axes[i], fit[i]);
        }
        run.table(t);
    }

    private static void internal(Run run, Polymer p) {
        double[][] q =
                Stream.of(p.frames()).map(PlanarChains::internalCoordinates).toArray(double[][]::new);
        int bonds = p.frames()[0].length - 1;
        Table t = Table.of(
                "internal coordinates over the frames",
                "bond",
                "length",
                "variance",
                "angle to the next bond (rad)",
                "variance of it");
        for (int i = 0; i < bonds; i++) {
            double[] length = Polymer.column(q, i);
            if (i + 1 < bonds) {
                double[] angle = Polymer.column(q, bonds + i);
                t.row(i, Stats.mean(length), Stats.variance(length, 0), Stats.mean(angle), Stats.variance(angle, 0));
            } else {
                t.row(i, Stats.mean(length), Stats.variance(length, 0), "–", "–");
            }
        }
        run.table(t);
        double worst = 0;
        double rebuilt = 0;
        for (int f = 0; f < q.length; f++) {
            double[][] moved = PlanarAlignment.moved(PlanarAlignment.turned(p.frames()[f], 2), 3, -1);
            double[] same = PlanarChains.internalCoordinates(moved);
            for (int i = 0; i < same.length; i++) {
                worst = Math.max(worst, Math.abs(same[i] - q[f][i]));
            }
            double[][] back = PlanarChains.fromInternalCoordinates(q[f]);
            rebuilt = Math.max(rebuilt, PlanarAlignment.distance(PlanarAlignment.onFirstPoints(back), p.points()[f]));
        }
        run.metric("change_when_moved_and_turned", worst)
                .band(0, 1e-11)
                .alsoQuick()
                .alsoStandIn();
        run.metric("rebuilt_less_aligned", rebuilt).band(0, 1e-11).alsoQuick().alsoStandIn();
        run.say(
                "Lengths and angles are the same wherever the chain lies and whichever way it points, they hold everything else about it, and noise in one point touches only its neighbours' numbers.");
    }

    /** Norm of the derivative of the whole aligned frame by each point. */
    private static void coupling(Run run, Polymer p) throws IOException {
        double[][] frame = p.frames()[0];
        double[] x = new double[frame.length];
        Arrays.setAll(x, i -> i);
        double[] byPoints;
        double[] byAxes;
        double error;
        try (AlignmentGradient g = new AlignmentGradient()) {
            byPoints = g.pointNorms(frame, true);
            byAxes = g.pointNorms(frame, false);
            error = g.largestError(frame);
        }
        Figure fig = new Figure(5.6, 4);
        Axes ax = fig.axes().xlabel("point moved").ylabel("norm of d aligned / d point");
        ax.plot(x, byPoints).marker('o').label("points 0 and 1");
        ax.plot(x, byAxes).marker('o').label("principal axes");
        ax.legend();
        run.figure("coupling", fig, "How much of the aligned first frame moves when one of its points does.");
        run.metric("derivative_less_central_difference", error)
                .band(0, 1e-7)
                .alsoQuick()
                .alsoStandIn();
        run.check("points_0_and_1_move_everything", byPoints[0] > 2 * byPoints[5] && byPoints[1] > 2 * byPoints[5])
                .onRealData();
    }
}
