package org.dmol.chapters.dataequivariance;

import static org.dmol.data.analysis.PlanarAlignment.all;
import static org.dmol.data.analysis.PlanarAlignment.distance;

import java.io.IOException;
import java.util.stream.Stream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.analysis.PlanarChains;
import org.dmol.data.analysis.Stats;

/** Centring and turning the frames of the polymer, and what a rotation of all data does to the result. */
final class AlignmentSteps {
    private Polymer polymer;

    Polymer polymer() {
        return polymer;
    }

    void firstFrame(Run run) throws IOException {
        polymer = Polymer.load(run.store());
        double[][][] frames = polymer.frames();
        run.metric("frames", frames.length).expected(2048, 0);
        run.metric("points", frames[0].length).expected(12, 0);
        Figure fig = new Figure(4.5, 4.5);
        Axes ax = fig.axes().title("First Frame").noTicks().equalAspect();
        ax.plot(Polymer.column(frames[0], 0), Polymer.column(frames[0], 1))
                .marker('o')
                .size(7);
        run.figure("first-frame", fig, "Twelve points in the plane, joined in their order.");
    }

    void centre(Run run) throws IOException {
        double[][][] frames = polymer.frames();
        double[][][] mean = all(frames, PlanarAlignment::centre);
        run.figure(
                "centre",
                Polymer.panels(
                        new String[] {"No Center", "COM Center", "Point 0 Center"},
                        frames,
                        mean,
                        all(frames, PlanarAlignment::centreOnFirst)),
                "Every sixteenth frame, time from cyan to magenta.");
        double[] expected = {
            0.5063, 0.2774, 0.1454, 0.1439, 0.1460, 0.1699, 0.1472, 0.0803, 0.0809, 0.1910, 0.3452, 0.6307
        };
        run.series("variance_centred", PlanarChains.variances(mean)).each((m, i) -> m.near(expected[i], 5.1e-5));
        run.corrected(
                "The centre of mass is the plain mean: all points count alike. Centring on point 0 works because the order of the points is fixed; the text says that they may be permuted.");
    }

    // ---- turning ----

    private static final double[][] POINTS_FRAME_0 = {
        {0, 0},
        {-0.35074091, 0},
        {-0.52952077, -0.52612857},
        {-0.76644676, -0.82190127},
        {-1.03801496, -0.60005136},
        {-1.05872043, -0.15849381},
        {-0.83791140, -0.03454027},
        {-0.60155228, 0.26616218},
        {-0.82451784, 0.72175354},
        {-0.45927340, 0.87711398},
        {-0.34705017, 1.29427463},
        {-0.00714243, 1.06997331}
    };
    private static final double[][] AXES_FRAME_0 = {
        {0.00290626, -0.59444047},
        {-0.10140508, -0.25956986},
        {-0.65689707, -0.24535154},
        {-1.00974914, -0.10710961},
        {-0.87870263, 0.21814949},
        {-0.46328250, 0.36923855},
        {-0.27926837, 0.19528481},
        {0.07812180, 0.05905021},
        {0.44678801, 0.40742122},
        {0.70374344, 0.10490795},
        {1.13540396, 0.12182736},
        {1.02234133, -0.26940812}
    };

    void rotate(Run run) throws IOException {
        double[][][] frames = polymer.frames();
        run.figure(
                "align",
                Polymer.panels(
                        new String[] {"No Align", "COM Align", "Point 0 Align"},
                        frames,
                        polymer.axes(),
                        polymer.points()),
                "Aligned by the principal axis and by the first two points.");
        frame(run, "point_alignment_frame_0", polymer.points()[0], POINTS_FRAME_0);
        frame(run, "principal_alignment_frame_0", polymer.axes()[0], AXES_FRAME_0);
        double[] last = polymer.points()[frames.length - 1][11];
        run.metric("point_alignment_last_frame_x_11", last[0]).near(-1.81451666, 1e-8);
        run.metric("point_alignment_last_frame_y_11", last[1]).near(0.21250833, 1e-8);
        double offAxis = 0;
        for (double[][] f : polymer.points()) {
            offAxis = Math.max(offAxis, Math.abs(f[1][1]));
        }
        run.metric("point_1_off_the_axis", offAxis).band(0, 1e-15).alsoQuick().alsoStandIn();
        moments(run);
        double[] expected = {0, 0.0093, 0.0905, 0.2264, 0.4292, 0.7413, 1.1280, 1.5273, 2.0136, 2.3327, 3.1215, 3.6392};
        run.series("variance_point_aligned", PlanarChains.variances(polymer.points()))
                .each((m, i) -> m.near(expected[i], 5.1e-5));
        run.corrected(
                "The text turns the vector from point 0 to point 1 to +x; the code, and we, turn its opposite there: point 1 lies on -x.");
        run.corrected("What the book calls inertia is the matrix of second moments.");
        run.corrected(
                "Eigenvalues are differentiable where they differ; it is the eigenvectors that have no derivative where two eigenvalues meet.");
    }

    private static void frame(Run run, String name, double[][] frame, double[][] expected) {
        for (int k = 0; k < 2; k++) {
            int axis = k;
            run.series(name + (k == 0 ? "_x" : "_y"), Polymer.column(frame, k))
                    .each((m, i) -> m.near(expected[i][axis], 6e-9));
        }
    }

    private void moments(Run run) {
        double[][][] frames = all(polymer.frames(), PlanarAlignment::centre);
        double[][] both = Stream.of(frames).map(PlanarChains::principalMoments).toArray(double[][]::new);
        double[] large = Polymer.column(both, 0);
        double[] small = Polymer.column(both, 1);
        double[] ratio = new double[large.length];
        double offDiagonal = 0;
        boolean sorted = true;
        for (int f = 0; f < ratio.length; f++) {
            ratio[f] = large[f] / small[f];
            double[] m = PlanarChains.secondMoments(polymer.axes()[f]);
            offDiagonal = Math.max(offDiagonal, Math.abs(m[2]));
            sorted &= m[0] >= m[1];
        }
        run.metric("largest_off_diagonal_moment", offDiagonal)
                .band(0, 1e-14)
                .alsoQuick()
                .alsoStandIn();
        run.check("x_has_the_larger_spread", sorted).alsoStandIn();
        int last = ratio.length - 1;
        run.metric("larger_eigenvalue_frame_0", large[0]).near(5.56143967, 6e-9);
        run.metric("smaller_eigenvalue_frame_0", small[0]).near(0.98237559, 6e-9);
        run.metric("larger_eigenvalue_last_frame", large[last]).near(3.60587457, 6e-9);
        run.metric("smaller_eigenvalue_last_frame", small[last]).near(1.64082149, 6e-9);
        run.metric("mean_larger_eigenvalue", Stats.mean(large)).near(6.50319740, 6e-9);
        run.metric("mean_smaller_eigenvalue", Stats.mean(small)).near(1.10631583, 6e-9);
        run.metric("smallest_ratio", Stats.quantile(ratio, 0)).near(1.09085, 6e-6);
        run.metric("median_ratio", Stats.median(ratio)).near(5.170, 6e-4);
        run.metric("largest_ratio", Stats.quantile(ratio, 1)).near(30.11, 6e-3);
        run.metric(
                        "frames_with_ratio_below_1.1",
                        Stream.of(both).filter(e -> e[0] / e[1] < 1.1).count())
                .expected(4, 0);
        double degrees = Math.toDegrees(PlanarAlignment.majorAxis(frames[0]));
        run.metric("major_axis_frame_0", (degrees + 180) % 180, "degrees").near(147.194204, 6e-7);
    }

    // ---- a rotation of all data ----

    void invariance(Run run) throws IOException {
        Polymer turned = polymer.turned(1);
        run.figure(
                "invariance",
                overlay(turned),
                "The trajectory, and the same turned by 1 rad, before and after alignment.");
        run.metric("largest_difference_principal", Polymer.worst(polymer.axes(), turned.axes()))
                .band(0, 1e-12)
                .alsoQuick()
                .alsoStandIn();
        run.metric("largest_difference_points", Polymer.worst(polymer.points(), turned.points()))
                .band(0, 1e-12)
                .alsoQuick()
                .alsoStandIn();
        signs(run, turned);
    }

    private Figure overlay(Polymer turned) {
        Figure fig = Figure.grid(1, 3, 16, 4);
        String[] titles = {"No Align", "COM Align", "Point 0 Align"};
        double[][][][] raw = {polymer.frames(), polymer.axes(), polymer.points()};
        double[][][][] rotated = {turned.frames(), turned.axes(), turned.points()};
        for (int k = 0; k < 3; k++) {
            Axes ax = fig.axes(k).title(titles[k]).noTicks().equalAspect();
            for (int f = 0; f < Math.min(500, raw[k].length); f += 20) {
                var a = ax.plot(Polymer.column(raw[k][f], 0), Polymer.column(raw[k][f], 1))
                        .color(1);
                var b = ax.plot(Polymer.column(rotated[k][f], 0), Polymer.column(rotated[k][f], 1))
                        .color(2)
                        .alpha(0.2);
                if (k == 0 && f == 0) {
                    a.label("non-rotated");
                    b.label("rotated");
                }
            }
            if (k == 0) {
                ax.legend();
            }
        }
        return fig;
    }

    /** Without a rule for the sign of the axis, and with the third moment as the rule. */
    private void signs(Run run, Polymer turned) {
        double[][][] a = all(polymer.frames(), PlanarAlignment::onPrincipalAxesWithoutSign);
        double[][][] b = all(turned.frames(), PlanarAlignment::onPrincipalAxesWithoutSign);
        int without = 0;
        int with = 0;
        for (int f = 0; f < a.length; f++) {
            without += distance(a[f], b[f]) > 1e-6 ? 1 : 0;
            with += distance(polymer.axes()[f], turned.axes()[f]) > 1e-6 ? 1 : 0;
        }
        run.print(
                "turned by half a circle after the rotation: %d of %d frames without a rule for the sign, %d with it",
                without, a.length, with);
        run.check("the_sign_matters", without > 0).onRealData();
        run.metric("frames_that_differ", with).expected(0, 0).alsoStandIn();
        run.metric("jumps_between_frames", Polymer.jumps(polymer.axes()))
                .expected(13, 0)
                .note("Where the third moment passes zero; no continuous rule exists.");
        run.corrected(
                "The book says that both alignments are unaffected by rotation. The sign of an eigenvector is the solver's choice; here the sum of third powers along "
                        + "the axis decides, and all frames agree. The book plots 25 frames, none of which flips.");
    }
}
