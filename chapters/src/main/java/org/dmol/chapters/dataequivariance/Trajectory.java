package org.dmol.chapters.dataequivariance;

import static org.dmol.data.analysis.PlanarAlignment.all;
import static org.dmol.data.analysis.PlanarAlignment.distance;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.sets.PolymerPaths;

/** The second half of the chapter: frames of a polymer, centred and turned into a standard direction. */
final class Trajectory {
    private double[][][] frames;
    private double[][][] points;
    private double[][][] axes;

    void firstFrame(Run run) throws IOException {
        frames = PlanarAlignment.frames(PolymerPaths.load(run.store()).frames());
        points = all(frames, PlanarAlignment::onFirstPoints);
        axes = all(frames, PlanarAlignment::onPrincipalAxes);
        run.metric("frames", frames.length).expected(2048, 0);
        run.metric("points", frames[0].length).expected(12, 0);
        Figure fig = new Figure(4.5, 4.5);
        Axes ax = fig.axes().title("First Frame").noTicks().equalAspect();
        ax.plot(column(frames[0], 0), column(frames[0], 1)).marker('o').size(7);
        run.figure("first-frame", fig);
    }

    private static double[] column(double[][] frame, int k) {
        return Arrays.stream(frame).mapToDouble(p -> p[k]).toArray();
    }

    /** Three panels of every sixteenth frame, coloured by time from cyan to magenta. */
    private static Figure panels(String[] titles, double[][][]... sets) {
        Figure fig = Figure.grid(1, sets.length, 4 * sets.length + 1, 4);
        for (int k = 0; k < sets.length; k++) {
            Axes ax = fig.axes(k).title(titles[k]).noTicks().equalAspect();
            int stride = Math.max(1, sets[k].length / 128);
            for (int f = 0; f < sets[k].length; f += stride) {
                float t = (float) f / sets[k].length;
                ax.plot(column(sets[k][f], 0), column(sets[k][f], 1))
                        .marker('o')
                        .size(2)
                        .color(new Color(t, 1 - t, 1))
                        .alpha(0.2);
            }
        }
        return fig;
    }

    void centre(Run run) throws IOException {
        double[][][] mean = all(frames, PlanarAlignment::centre);
        run.figure(
                "centre",
                panels(
                        new String[] {"No Center", "COM Center", "Point 0 Center"},
                        frames,
                        mean,
                        all(frames, PlanarAlignment::centreOnFirst)),
                "Every sixteenth frame, time from cyan to magenta.");
        double[] expected = {
            0.5063, 0.2774, 0.1454, 0.1439, 0.1460, 0.1699, 0.1472, 0.0803, 0.0809, 0.1910, 0.3452, 0.6307
        };
        double[] variance = variances(mean);
        for (int i = 0; i < variance.length; i++) {
            run.metric("variance_centred_" + i, variance[i]).near(expected[i], 6e-5);
        }
    }

    void rotate(Run run) throws IOException {
        run.figure(
                "align",
                panels(new String[] {"No Align", "COM Align", "Point 0 Align"}, frames, axes, points),
                "Aligned by the principal axis and by the first two points.");
        run.metric("point_alignment_frame_0_x_2", points[0][2][0]).near(-0.52952077, 1e-8);
        run.metric("point_alignment_frame_0_y_11", points[0][11][1]).near(1.06997331, 1e-8);
        run.metric("point_alignment_frame_2047_x_11", points[2047 % points.length][11][0])
                .near(-1.81451666, 1e-8);
        run.metric("principal_alignment_frame_0_x_0", axes[0][0][0]).near(0.00290626, 1e-8);
        run.metric("principal_alignment_frame_0_y_11", axes[0][11][1]).near(-0.26940812, 1e-8);
        double worst = 0;
        boolean sorted = true;
        for (double[][] frame : axes) {
            double[] m = moments(frame);
            worst = Math.max(worst, Math.abs(m[2]));
            sorted &= m[0] >= m[1];
        }
        run.metric("largest_off_diagonal_moment", worst)
                .band(0, 1e-13)
                .alsoQuick()
                .alsoStandIn();
        run.check("x_has_the_larger_spread", sorted).alsoStandIn();
        double[] m = moments(axes[0]);
        run.metric("larger_eigenvalue_frame_0", m[0]).near(5.56143967, 1e-8);
        run.metric("smaller_eigenvalue_frame_0", m[1]).near(0.98237559, 1e-8);
        double[] expected = {0, 0.0093, 0.0905, 0.2264, 0.4292, 0.7413, 1.1280, 1.5273, 2.0136, 2.3327, 3.1215, 3.6392};
        double[] variance = variances(points);
        for (int i = 0; i < variance.length; i++) {
            run.metric("variance_point_aligned_" + i, variance[i]).near(expected[i], 6e-5);
        }
        run.corrected(
                "The text turns the vector from point 0 to point 1 to +x; the code, and we, turn its opposite there: point 1 lies on -x.");
        run.corrected("What the book calls inertia is the matrix of second moments.");
    }

    /** Sums of x^2, y^2 and xy. */
    private static double[] moments(double[][] frame) {
        double[] m = new double[3];
        for (double[] p : frame) {
            m[0] += p[0] * p[0];
            m[1] += p[1] * p[1];
            m[2] += p[0] * p[1];
        }
        return m;
    }

    /** Variance over the frames of x plus that of y, for each point. */
    private static double[] variances(double[][][] set) {
        double[] out = new double[set[0].length];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < 2; k++) {
                double sum = 0;
                double square = 0;
                for (double[][] frame : set) {
                    sum += frame[i][k];
                    square += frame[i][k] * frame[i][k];
                }
                out[i] += square / set.length - Math.pow(sum / set.length, 2);
            }
        }
        return out;
    }

    void invariance(Run run) throws IOException {
        double[][][] turned = all(frames, f -> PlanarAlignment.turned(f, 1));
        double[][][] turnedAxes = all(turned, PlanarAlignment::onPrincipalAxes);
        double[][][] turnedPoints = all(turned, PlanarAlignment::onFirstPoints);
        Figure fig = Figure.grid(1, 3, 13, 4);
        String[] titles = {"No Align", "COM Align", "Point 0 Align"};
        double[][][][] raw = {frames, axes, points};
        double[][][][] rotated = {turned, turnedAxes, turnedPoints};
        for (int k = 0; k < 3; k++) {
            Axes ax = fig.axes(k).title(titles[k]).noTicks().equalAspect();
            for (int f = 0; f < Math.min(500, frames.length); f += 20) {
                var a = ax.plot(column(raw[k][f], 0), column(raw[k][f], 1)).color(1);
                var b = ax.plot(column(rotated[k][f], 0), column(rotated[k][f], 1))
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
        run.figure("invariance", fig, "The trajectory, and the same turned by 1 rad, before and after alignment.");
        run.metric("largest_difference_principal", worst(axes, turnedAxes))
                .band(0, 1e-11)
                .alsoQuick()
                .alsoStandIn();
        run.metric("largest_difference_points", worst(points, turnedPoints))
                .band(0, 1e-11)
                .alsoQuick()
                .alsoStandIn();
        double[][][] a = all(frames, PlanarAlignment::onPrincipalAxesWithoutSign);
        double[][][] b = all(turned, PlanarAlignment::onPrincipalAxesWithoutSign);
        int flipped = 0;
        int jumps = 0;
        for (int f = 0; f < a.length; f++) {
            flipped += distance(a[f], b[f]) > 1e-6 ? 1 : 0;
            jumps += f > 0 && distance(axes[f], axes[f - 1]) > 0.5 ? 1 : 0;
        }
        run.print(
                "without a rule for the sign, %d of %d frames come back turned by half a circle; with it, none",
                flipped, a.length);
        run.check("the_sign_matters", flipped > 0).onRealData();
        run.metric("jumps_between_frames", jumps)
                .near(13, 0)
                .note("Where the third moment passes zero; no continuous rule exists.");
        run.corrected(
                "The book says that both alignments are unaffected by rotation. An eigen-solver's sign is; here the sum of third powers along "
                        + "the axis decides, and the frames agree.");
    }

    private static double worst(double[][][] a, double[][][] b) {
        double worst = 0;
        for (int f = 0; f < a.length; f++) {
            worst = Math.max(worst, distance(a[f], b[f]));
        }
        return worst;
    }

    void perturbation(Run run) throws IOException {
        double[][] published = {{0.371223, 0.062156}, {0.534696, 0.057218}, {0.057735, 0.053152}};
        int[] which = {0, 1, 11};
        for (int k = 0; k < 3; k++) {
            double[][][] copies = new double[16][][];
            for (int c = 0; c < 16; c++) {
                copies[c] = PlanarAlignment.moved(frames[0], 0, 0);
                copies[c][which[k]][0] -= 0.2 * c / 15;
            }
            double[][][] byPoint = all(copies, PlanarAlignment::onFirstPoints);
            double[][][] byAxis = all(copies, PlanarAlignment::onPrincipalAxes);
            String p = "Perturb " + which[k] + " - ";
            run.figure(
                    "perturb-" + which[k],
                    panels(
                            new String[] {p + "No Align", p + "COM Align", p + "Point 0 Align"},
                            copies,
                            byAxis,
                            byPoint),
                    "Sixteen copies of the first frame with one point moved by up to 0.2.");
            run.metric("rms_point_alignment_" + which[k], rms(byPoint[0], byPoint[15]))
                    .near(published[k][0], 5e-6);
            run.metric("rms_principal_alignment_" + which[k], rms(byAxis[0], byAxis[15]))
                    .near(published[k][1], 5e-6);
        }
        run.say(
                "An alignment couples all points to those that define it: a small error of point 0 or 1 turns the whole chain.");
    }

    private static double rms(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i][0] - b[i][0], 2) + Math.pow(a[i][1] - b[i][1], 2);
        }
        return Math.sqrt(sum / a.length);
    }

    void movie(Run run) throws IOException {
        int n = run.shorten(64, 8);
        run.animation(
                "movie",
                n,
                12,
                i -> {
                    int f = i * frames.length / n;
                    Figure fig = Figure.grid(1, 3, 12, 4);
                    double[][][] now = {frames[f], axes[f], points[f]};
                    String[] titles = {"Trajectory", "COM/Princ Axes Aligned", "Point 0, Vec 0-1 Aligned"};
                    double[][] window = {{24.5, 30.5, 4.5, 9.5}, {-2.5, 2.5, -2.5, 2.5}, {-3.6, 1.5, -2.5, 2.5}};
                    for (int k = 0; k < 3; k++) {
                        Axes ax = fig.axes(k).title(titles[k]).noTicks();
                        ax.xlim(window[k][0], window[k][1]).ylim(window[k][2], window[k][3]);
                        ax.plot(column(now[k], 0), column(now[k], 1))
                                .marker('o')
                                .size(5)
                                .color(k);
                    }
                    return fig;
                },
                "The trajectory and its two alignments.");
    }

    void components(Run run) {
        double[] values = Components.of(frames).eigenvalues();
        run.metric("eigenvalue_1", values[0]).near(9.50865459, 1e-7);
        run.metric("eigenvalue_2", values[1]).near(0.71903279, 1e-7);
        run.metric("eigenvalue_3", values[2]).near(0.50340975, 1e-7);
        double share =
                (values[0] + values[1] + values[2]) / Arrays.stream(values).sum();
        run.metric("share_of_three", share).near(0.9469, 5e-5);
        Components plain = Components.of(frames);
        double[][][] turned = all(frames, f -> PlanarAlignment.turned(f, 1));
        Components rotated = Components.of(turned);
        double worst = 0;
        for (int f = 0; f < frames.length; f += 256) {
            worst = Math.max(worst, distance(plain.removed(frames[f]), rotated.removed(turned[f])));
        }
        run.print("after removal of three components the rotated trajectory differs by up to %.3f", worst);
        run.check("removal_is_not_invariant", worst > 1e-3).alsoStandIn();
        run.corrected(
                "The book's unused cell takes the three smallest components and does not subtract the mean; here the three largest of the centred data.");
    }

    void alternatives(Run run) {
        run.beyond("Kabsch alignment to the first frame; bond lengths and angles, which need no alignment.");
        double[][][] kabsch = all(frames, PlanarAlignment.kabsch(frames[0]));
        double[][][] turned = all(all(frames, f -> PlanarAlignment.turned(f, 1)), PlanarAlignment.kabsch(frames[0]));
        run.metric("kabsch_largest_difference", worst(kabsch, turned))
                .band(0, 1e-11)
                .alsoQuick()
                .alsoStandIn();
        int jumps = 0;
        for (int f = 1; f < kabsch.length; f++) {
            jumps += distance(kabsch[f], kabsch[f - 1]) > 0.5 ? 1 : 0;
        }
        run.metric("kabsch_jumps", jumps).near(0, 0);
        double[] v = variances(kabsch);
        double[] w = variances(points);
        double[] u = variances(axes);
        Table t = Table.of(
                "variance of each point over the frames", "point", "points 0 and 1", "principal axes", "Kabsch");
        for (int i = 0; i < v.length; i++) {
            t.row(i, w[i], u[i], v[i]);
        }
        run.table(t);
        double[] lengths = new double[frames.length];
        double[] angles = new double[frames.length];
        for (int f = 0; f < frames.length; f++) {
            lengths[f] = bond(frames[f], 0);
            angles[f] = angle(frames[f]);
        }
        run.print(
                "first bond %.4f ± %.4f, first angle %.3f ± %.3f rad: the same for every position and direction",
                mean(lengths), deviation(lengths), mean(angles), deviation(angles));
        double[][] moved = PlanarAlignment.moved(PlanarAlignment.turned(frames[7 % frames.length], 2), 3, -1);
        run.check("internal_coordinates_are_invariant", Math.abs(angle(moved) - angles[7 % frames.length]) < 1e-12)
                .alsoStandIn();
    }

    private static double bond(double[][] f, int i) {
        return Math.hypot(f[i + 1][0] - f[i][0], f[i + 1][1] - f[i][1]);
    }

    /** Signed angle between the first two bonds. */
    private static double angle(double[][] f) {
        double ax = f[1][0] - f[0][0];
        double ay = f[1][1] - f[0][1];
        double bx = f[2][0] - f[1][0];
        double by = f[2][1] - f[1][1];
        return Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
    }

    private static double mean(double[] a) {
        return Arrays.stream(a).average().orElseThrow();
    }

    private static double deviation(double[] a) {
        double m = mean(a);
        return Math.sqrt(Arrays.stream(a).map(x -> (x - m) * (x - m)).average().orElseThrow());
    }

    /** A trajectory of the coordinates as rows, (frames, 2 points). */
    static Nd rows(double[][][] frames) {
        double[] out = new double[frames.length * frames[0].length * 2];
        int at = 0;
        for (double[][] frame : frames) {
            for (double[] p : frame) {
                out[at++] = p[0];
                out[at++] = p[1];
            }
        }
        return Nd.of(out, frames.length, frames[0].length * 2);
    }
}
