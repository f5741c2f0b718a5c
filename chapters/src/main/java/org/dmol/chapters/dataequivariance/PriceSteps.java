package org.dmol.chapters.dataequivariance;

import static org.dmol.data.analysis.PlanarAlignment.all;
import static org.dmol.data.analysis.PlanarAlignment.distance;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.analysis.PlanarChains;

/** What alignment costs: noise of one point in all others; the trajectory as a movie; principal components of all coordinates. */
final class PriceSteps {
    /** The points that the book moves. */
    static final int[] PERTURBED = {0, 1, 11};

    private final Supplier<Polymer> source;

    PriceSteps(Supplier<Polymer> source) {
        this.source = source;
    }

    void perturbation(Run run) throws IOException {
        double[][] expected = {{0.371223, 0.062156}, {0.534696, 0.057218}, {0.057735, 0.053152}};
        double[][][] frames = source.get().frames();
        int[] which = PERTURBED;
        for (int k = 0; k < 3; k++) {
            double[][][] copies = perturbed(frames[0], which[k]);
            double[][][] byPoint = all(copies, PlanarAlignment::onFirstPoints);
            double[][][] byAxis = all(copies, PlanarAlignment::onPrincipalAxes);
            String p = "Perturb " + which[k] + " - ";
            run.figure(
                    "perturb-" + which[k],
                    Polymer.panels(
                            new String[] {p + "No Align", p + "COM Align", p + "Point 0 Align"},
                            copies,
                            byAxis,
                            byPoint),
                    "Sixteen copies of the first frame with one point moved by up to 0.2.");
            run.metric("rms_point_alignment_" + which[k], PlanarChains.rmsd(byPoint[0], byPoint[15]))
                    .near(expected[k][0], 5e-6);
            run.metric("rms_principal_alignment_" + which[k], PlanarChains.rmsd(byAxis[0], byAxis[15]))
                    .near(expected[k][1], 5e-6);
        }
        run.say(
                "An alignment couples all points to those that define it: a small error of point 0 or 1 turns the whole chain.");
        run.corrected("The text announces points 1, 0, 11; the figures, here as there, show 0, 1, 11.");
    }

    /** Sixteen copies of a frame, one point moved by 0 to 0.2 against x. */
    static double[][][] perturbed(double[][] frame, int point) {
        double[][][] copies = new double[16][][];
        for (int c = 0; c < 16; c++) {
            copies[c] = PlanarAlignment.moved(frame, 0, 0);
            copies[c][point][0] -= 0.2 * c / 15;
        }
        return copies;
    }

    void movie(Run run) throws IOException {
        Polymer p = source.get();
        int n = run.shorten(64, 8);
        run.animation(
                "movie", n, 12, i -> frame(p, i * p.frames().length / n), "The trajectory and its two alignments.");
    }

    private static Figure frame(Polymer p, int f) {
        Figure fig = Figure.grid(1, 3, 16, 4.5);
        double[][][] now = {p.frames()[f], p.axes()[f], p.points()[f]};
        String[] titles = {"Trajectory", "COM/Princ Axes Aligned", "Point 0, Vec 0-1 Aligned"};
        double[][] window = {{24.5, 30.5, 4.5, 9.5}, {-2.5, 2.5, -2.5, 2.5}, {-3.6, 1.5, -2.5, 2.5}};
        for (int k = 0; k < 3; k++) {
            Axes ax = fig.axes(k).title(titles[k]).noTicks().equalAspect();
            ax.xlim(window[k][0], window[k][1]).ylim(window[k][2], window[k][3]);
            if (k == 0) {
                principalAxes(ax, now[0]);
            }
            ax.plot(Polymer.column(now[k], 0), Polymer.column(now[k], 1))
                    .marker('o')
                    .size(5)
                    .color(k);
        }
        return fig;
    }

    /** Both principal axes through the mean. */
    private static void principalAxes(Axes ax, double[][] frame) {
        double[][] centred = PlanarAlignment.centre(frame);
        double x = frame[0][0] - centred[0][0];
        double y = frame[0][1] - centred[0][1];
        double angle = PlanarAlignment.majorAxis(centred);
        for (int k = 0; k < 2; k++) {
            double dx = Math.cos(angle + k * Math.PI / 2);
            double dy = Math.sin(angle + k * Math.PI / 2);
            var line = ax.plot(new double[] {x - dx, x + dx}, new double[] {y - dy, y + dy})
                    .color(3)
                    .dashed();
            if (k == 0) {
                line.label("principal axes");
            }
        }
        ax.legend("upper left");
    }

    void components(Run run) throws IOException {
        double[][][] frames = source.get().frames();
        double[] values = Components.of(frames).eigenvalues();
        double[] largest = {9.50865459, 0.71903279, 0.50340975};
        run.series("largest_eigenvalue", Arrays.copyOf(values, 3)).each((m, i) -> m.near(largest[i], 6e-9));
        double[] smallest = {0.00397133, 0.00272890, 0};
        int from = values.length - 3;
        run.series("smallest_eigenvalue", Arrays.copyOfRange(values, from, from + 3))
                .each((m, i) -> m.near(smallest[i], 6e-9));
        run.metric("sum_of_eigenvalues", Arrays.stream(values).sum())
                .expected(Components.totalVariance(frames), 1e-13)
                .alsoStandIn()
                .note(
                        "Expected is the sum of the variances in exact decimal arithmetic. 11.33255618, which has been quoted, is wrong in its last digit.");
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
        run.figure(
                "components",
                overlay(frames, turned, plain, rotated),
                "What is left of eight frames without the mean and the three largest components, for the trajectory and for the same turned by 1 rad.");
        run.print("after removal of three components the rotated trajectory differs by up to %.3f", worst);
        run.check("removal_is_not_invariant", worst > 1e-3).alsoStandIn();
        run.corrected(
                "The book's unused cell takes the three smallest components and does not subtract the mean; here the three largest of the centred data.");
    }

    private static Figure overlay(double[][][] frames, double[][][] turned, Components plain, Components rotated) {
        Figure fig = new Figure(5.6, 4.6);
        Axes ax = fig.axes().noTicks().equalAspect();
        for (int f = 0; f < frames.length; f += 256) {
            double[][] a = plain.removed(frames[f]);
            double[][] b = rotated.removed(turned[f]);
            var first = ax.plot(Polymer.column(a, 0), Polymer.column(a, 1)).color(1);
            var second =
                    ax.plot(Polymer.column(b, 0), Polymer.column(b, 1)).color(2).alpha(0.5);
            if (f == 0) {
                first.label("non-rotated");
                second.label("rotated");
            }
        }
        ax.legend();
        return fig;
    }
}
