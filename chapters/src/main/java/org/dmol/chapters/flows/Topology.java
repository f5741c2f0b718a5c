package org.dmol.chapters.flows;

import java.io.IOException;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.Seeds;
import org.dmol.layers.train.Dataset;
import org.dmol.probability.Bijector;
import org.dmol.probability.Distribution;
import org.dmol.probability.distributions.Categorical;
import org.dmol.probability.distributions.MixtureSameFamily;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.models.DensityModel;

/** Steps 12 and 13: what a bijection cannot tear apart, and what its straight lines become. */
final class Topology {
    private final Moons moons;
    private final HeldOut heldOut;

    Topology(Moons moons, HeldOut heldOut) {
        this.moons = moons;
        this.heldOut = heldOut;
    }

    private static DensityModel train(Run run, String name, Distribution base, Dataset points) throws IOException {
        Seeds.set(run.seed());
        DensityModel model =
                new DensityModel(new TransformedDistribution(base, FlowKinds.SPLINE.blocks(run.shorten(6, 2), 64)));
        Recipe.fit(run, model, name, points, 128, run.shorten(100, 3), 2e-3);
        return model;
    }

    void mixtureBase(Run run) throws IOException {
        Distribution two = new MixtureSameFamily(
                Categorical.ofProbs(0.5, 0.5),
                new MultivariateNormalDiag(
                        Nd.of(new float[] {0, 0.64f, 1, -0.14f}, 2, 2),
                        Nd.of(new float[] {0.1f, 0.1f, 0.1f, 0.1f}, 2, 2)));
        Nd unseen = moons.heldOut();
        try (DensityModel one = train(run, "base-of-one", MultivariateNormalDiag.standard(2), moons.train());
                DensityModel parts = train(run, "base-of-two", two, moons.train())) {
            double bridgeOfOne = Saddle.level(DensityGrid.of(one.distribution(), 501, 2.5));
            double bridgeOfTwo = Saddle.level(DensityGrid.of(parts.distribution(), 501, 2.5));
            run.table(Table.of(
                            "The bridge: highest level of density on which the moons hang together, as logarithm below the maximum",
                            "density",
                            "NLL held out",
                            "level")
                    .row("spline flow from one Gaussian", one.nll(unseen), bridgeOfOne)
                    .row("spline flow from two Gaussians", parts.nll(unseen), bridgeOfTwo)
                    .row("the data's", -MoonsDensity.meanLogDensity(unseen), Saddle.ofTheData(251, 2.5)));
            run.metric("nll_held_out", parts.nll(unseen), "nats")
                    .band(0.25, 0.36)
                    .note(
                            "Of eight trainings from other initial weights five end between 0.263 and 0.268; three never untwist "
                                    + "the moons and end between 0.40 and 0.61.");
            run.metric("bridge_one_gaussian", bridgeOfOne).band(-9, -1);
            run.metric("bridge_two_gaussians", bridgeOfTwo).band(-40, bridgeOfOne);
            Figure fig = Figure.grid(1, 2, 9.2, 4.4);
            logDensity(fig.axes(0).title("Base: one Gaussian"), one.distribution());
            logDensity(fig.axes(1).title("Base: two Gaussians"), parts.distribution());
            run.figure("bridge", fig, "Logarithm of the density, cut at exp(-12) below the highest.");
        }
        run.say(
                "A continuous bijection cannot tear one cloud into two: some density must stay on a bridge between the moons. With a "
                        + "base that has two parts already, nothing has to be torn.");
    }

    private static void logDensity(Axes axes, Distribution d) {
        DensityGrid grid = DensityGrid.of(d, 200, 2.5);
        double top = Math.log(grid.max());
        double[][] rows = new double[200][200];
        for (int i = 0; i < 40_000; i++) {
            double v = grid.logDensity()[i];
            rows[i / 200][i % 200] = Double.isNaN(v) ? -12 : Math.max(-12, v - top);
        }
        axes.xlabel("x")
                .ylabel("y")
                .imshow(rows)
                .lowerOrigin()
                .span(-2.5, 2.5, -2.5, 2.5)
                .limits(-12, 0);
    }

    void interpolation(Run run) throws IOException {
        Bijector map = ((TransformedDistribution) heldOut.trained()).bijector();
        float[] ends = {-1, 0, 2, 0.5f};
        Nd z = map.inverse(Nd.of(ends, 2, 2));
        int n = 10_001; // enough to see the way over the bridge, which is short in z
        float[] line = new float[2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 2; j++) {
                line[2 * i + j] = (float) (z.get(0, j) + (z.get(1, j) - z.get(0, j)) * i / (n - 1));
            }
        }
        Nd straight = Nd.of(line, n, 2);
        Nd curve = map.forward(straight);
        double difference = Math.hypot(curve.get(n - 1, 0) - 2, curve.get(n - 1, 1) - 0.5);
        run.metric("round_trip_error", difference).band(0, 1e-3).alsoQuick();
        Figure fig = Figure.grid(1, 2, 9.2, 4.4);
        Nd samples = heldOut.trained().sample(5_000, run.seed());
        Pictures.draw(fig.axes(0).title("z"), map.inverse(samples), 4, 0.15);
        fig.axes(0).xlabel("z₀").ylabel("z₁");
        fig.axes(0).plot(Moons.column(straight, 0), Moons.column(straight, 1)).color(3);
        Pictures.draw(fig.axes(1).title("x"), samples, 2.5, 0.15);
        fig.axes(1).plot(Moons.column(curve, 0), Moons.column(curve, 1)).color(3);
        run.figure("interpolation", fig, "The straight line between the images of two points, and what it becomes.");
        run.say(
                "Between the two points the line runs through the middle of the base, where samples are dense; in x it follows the "
                        + "moons as far as it can and crosses on the bridge.");
    }
}
