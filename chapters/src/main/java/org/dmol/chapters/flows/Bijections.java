package org.dmol.chapters.flows;

import java.io.IOException;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;
import org.dmol.probability.Distribution;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.Scale;
import org.dmol.probability.bijectors.Shift;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.TransformedDistribution;

/** Steps 2 to 4: a Gaussian, moved and stretched. */
final class Bijections {
    private static final int SAMPLES = 10_000;

    private Distribution base;
    private Distribution moved;

    void base(Run run) throws IOException {
        base = MultivariateNormalDiag.standard(2);
        run.print(base);
        run.check("batch_shape_is_empty", base.batchShape().numDimensions() == 0);
        run.check(
                "event_shape_is_2",
                base.eventShape().numDimensions() == 1 && base.eventShape().get(0) == 2);
        Nd z = base.sample(SAMPLES, run.seed());
        run.figure("base", Pictures.points(z, 4, 0.8), "10,000 samples of the base distribution.");
        moments(run, "base", z, new double[] {0, 0, 1, 0, 1});
    }

    void byHand(Run run) throws IOException {
        moved = new TransformedDistribution(base, new Chain(new Shift(0.5, 0.25), new Scale(1, 0.5)));
        run.print(moved);
        Nd x = moved.sample(SAMPLES, run.seed());
        run.figure(
                "moved", Pictures.points(x, 4, 0.8), "The same after scaling by (1, 0.5) and shifting by (0.5, 0.25).");
        moments(run, "moved", x, new double[] {0.5, 0.25, 1, 0, 0.25});
        run.say("A chain is read from its end, as a composition of functions is: the scale acts first.");
    }

    /** Sample moments within five standard errors of the true ones. */
    private static void moments(Run run, String name, Nd x, double[] truth) {
        double[] m = Moons.moments(Moons.column(x, 0), Moons.column(x, 1));
        double[] low = truth.clone();
        double[] high = truth.clone();
        double n = Math.sqrt(x.dim(0));
        double[] errors = {
            Math.sqrt(truth[2]) / n,
            Math.sqrt(truth[4]) / n,
            Math.sqrt(2) * truth[2] / n,
            Math.sqrt(truth[2] * truth[4]) / n,
            Math.sqrt(2) * truth[4] / n
        };
        for (int i = 0; i < truth.length; i++) {
            low[i] -= 5 * errors[i];
            high[i] += 5 * errors[i];
        }
        run.series(name + "_sample_moments", Moons.MOMENTS, m, "")
                .each((draft, i) ->
                        draft.published(truth[i]).band(low[i], high[i]).alsoQuick());
    }

    void density(Run run) throws IOException {
        DensityGrid grid = DensityGrid.of(moved, 150, 4);
        Figure fig = grid.figure();
        run.figure("density", fig, "Density of the moved Gaussian.");
        int at = grid.argMax();
        run.print(
                "highest density on the grid %.8f in column %d, row %d (y = %.4f); at the mean 1/π = %.7f",
                grid.max(), at % 150, at / 150, grid.y(at / 150), 1 / Math.PI);
        run.metric("grid_maximum", grid.max()).near(0.31824896, 1e-7);
        run.metric("grid_column", at % 150).expected(84, 0);
        run.metric("grid_row", at / 150).expected(79, 0);
        run.metric("grid_integral", grid.integral()).near(0.99979, 5e-6);
        run.metric(
                        "density_at_the_mean",
                        moved.prob(Nd.of(new float[] {0.5f, 0.25f}, 2)).item())
                .expected(1 / Math.PI, 1e-6);
        run.corrected("The book draws this picture with the first row at the top, so the mean appears at y = -0.25. "
                + "Here the origin is at the lower left, in all pictures.");
    }
}
