package org.dmol.chapters.flows;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.sets.TwoMoons;
import org.dmol.layers.train.Dataset;
import org.dmol.probability.distributions.MultivariateNormalDiag;

/** The data of the chapter, with what is known about them exactly. */
final class Moons {
    static final int POINTS = 10_000;
    static final int HELD_OUT = 1_000;
    static final double NOISE = 0.05;
    /** What {@link #moments} computes. */
    static final List<String> MOMENTS = List.of("mean x", "mean y", "variance x", "covariance", "variance y");

    private Nd points;

    /** The points, float32 [n, 2]. */
    Nd points() {
        return points.cast(DType.FLOAT32);
    }

    /** All points but the held-out ones. */
    Dataset train() {
        return Dataset.of(points()).take(POINTS - HELD_OUT);
    }

    /** The last points, which no training sees. */
    Nd heldOut() {
        return points().rows(POINTS - HELD_OUT, POINTS);
    }

    void generate(long seed) {
        points = TwoMoons.generate(POINTS, NOISE, new NumpyRandom(seed)).points();
    }

    void show(Run run) throws IOException {
        generate(run.seed());
        double[] x = column(points, 0);
        double[] y = column(points, 1);
        Figure fig = new Figure(5.5, 3.6);
        fig.axes().equalAspect().xlabel("x").ylabel("y").scatter(x, y).size(3).alpha(0.8);
        run.figure("moons", fig, "The data: two half circles with normal noise of 0.05.");
        double[] moments = moments(x, y);
        run.print("first points (%.4f, %.4f), (%.4f, %.4f)", x[0], y[0], x[1], y[1]);
        List<String> coordinates = List.of("x₀", "y₀", "x₁", "y₁", "x₂", "y₂");
        run.series("first_points", coordinates, new double[] {x[0], y[0], x[1], y[1], x[2], y[2]}, "")
                .each((m, i) -> m.near(
                                new double[] {1.95067617, 0.07473766, 0.87972556, 0.52385630, 0.03182251, 1.05021857}
                                        [i],
                                5e-9)
                        .forSeed(0));
        run.series("mean_and_covariance", MOMENTS, moments, "")
                .each((m, i) -> m.near(
                                new double[] {0.49996515, 0.25012827, 0.75242738, -0.19444923, 0.24792617}[i], 6e-9)
                        .forSeed(0));
        likelihoods(run, moments);
    }

    /** What models of known form reach, as a scale for the flows. */
    private void likelihoods(Run run, double[] moments) {
        double standard = -mean(MultivariateNormalDiag.standard(2).logProb(points()));
        double det = moments[2] * moments[4] - moments[3] * moments[3];
        double gaussian = 1 + Math.log(2 * Math.PI) + 0.5 * Math.log(det);
        double truth = -MoonsDensity.meanLogDensity(points);
        run.table(Table.of("Negative log-likelihood, nats for a point", "model", "NLL")
                .row("standard normal", standard)
                .row("best Gaussian", gaussian)
                .row("density that the points come from", truth));
        run.metric("nll_standard_normal", standard, "nats")
                .near(2.4943185, 2e-6)
                .forSeed(0);
        run.metric("nll_best_gaussian", gaussian, "nats").near(1.8850857, 6e-8).forSeed(0);
        run.metric("nll_true_density", truth, "nats")
                .near(0.2795, 5e-5)
                .forSeed(0)
                .note("No model can be expected to do better on new points.");
        run.say("The true density is the noise folded with the half circles. A model that claims much less than its "
                + "negative log-likelihood has learned the points by heart.");
    }

    static double[] column(Nd a, int j) {
        int k = a.dim(1);
        return IntStream.range(0, a.dim(0))
                .mapToDouble(i -> a.getFlat(i * k + j))
                .toArray();
    }

    /** Means, variance of x, covariance, variance of y (ddof 0). */
    static double[] moments(double[] x, double[] y) {
        double mx = 0;
        double my = 0;
        for (int i = 0; i < x.length; i++) {
            mx += x[i] / x.length;
            my += y[i] / x.length;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - mx) * (x[i] - mx) / x.length;
            xy += (x[i] - mx) * (y[i] - my) / x.length;
            yy += (y[i] - my) * (y[i] - my) / x.length;
        }
        return new double[] {mx, my, xx, xy, yy};
    }

    static double mean(Nd a) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.getFlat(i);
        }
        return sum / a.size();
    }
}
