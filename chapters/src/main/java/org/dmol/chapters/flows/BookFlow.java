package org.dmol.chapters.flows;

import java.io.IOException;
import java.util.Locale;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;
import org.dmol.layers.Seeds;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;
import org.dmol.probability.Distribution;
import org.dmol.probability.bijectors.AutoregressiveNetwork;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.MaskedAutoregressiveFlow;
import org.dmol.probability.bijectors.Permute;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.models.DensityModel;

/** Steps 5 to 8: the book's flow and its training, setting by setting. */
final class BookFlow {
    static final int EPOCHS = 100;

    private final Moons moons;
    private DensityModel model;

    BookFlow(Moons moons) {
        this.moons = moons;
    }

    /** Three blocks, each an autoregressive flow with two hidden layers of 128, then a swap of the coordinates. */
    static Distribution flow() {
        return new TransformedDistribution(
                MultivariateNormalDiag.standard(2),
                new Chain(
                        MaskedAutoregressiveFlow.of(2, 128, 128), new Permute(1, 0),
                        MaskedAutoregressiveFlow.of(2, 128, 128), new Permute(1, 0),
                        MaskedAutoregressiveFlow.of(2, 128, 128), new Permute(1, 0)));
    }

    Distribution trained() {
        return model.distribution();
    }

    void untrained(Run run) throws IOException {
        Seeds.set(run.seed());
        model = new DensityModel(flow());
        AutoregressiveNetwork made = new AutoregressiveNetwork(2, 128, 128).buildFor(2);
        double active = 2 * 128 + 4;
        for (Nd mask : made.masks()) {
            active += Moons.mean(mask) * mask.size();
        }
        run.print("%d weights in %d networks, %.0f of them connected", model.countParams(), 3, 3 * active);
        run.metric("weights", model.countParams()).expected(52236, 0);
        run.metric("connected_weights", 3 * active).expected(51084, 0);
        run.figure("untrained", DensityGrid.of(trained(), 150, 4).figure(), "Density of the untrained flow.");
        run.note(
                "The network has two outputs for each coordinate, a shift and the logarithm of a scale. The book passes the "
                        + "number of coordinates instead, which happens to be two as well.");
    }

    void train(Run run) throws IOException {
        int epochs = run.shorten(EPOCHS, 3);
        double before = model.compile(Optimizer.adam(1e-3)) == null ? 0 : model.nll(moons.points());
        long start = System.nanoTime();
        History history = model.fit(Dataset.of(moons.points()).batch(32).shuffle(), run.fit(epochs, "book-flow"));
        double seconds = (System.nanoTime() - start) / 1e9;
        double[] loss = history.get("loss");
        run.print("before training %.3f", before);
        for (int e : new int[] {0, 4, 9, 24, 49, 74, 99}) {
            if (e < loss.length) {
                run.print("epoch %2d  loss %.3f", e, loss[e]);
            }
        }
        run.print(String.format(Locale.ROOT, "%d steps in %.1f s", epochs * ((Moons.POINTS + 31) / 32), seconds));
        Figure fig = new Figure(5.5, 3.6);
        fig.axes().xlabel("Epoch").ylabel("Negative log-likelihood").plot(loss);
        fig.axes().axhline(0.2795).dashed().color(3).label("density of the data");
        fig.axes().legend();
        run.figure("loss", fig, "Training of the book's flow.");
        run.metric("loss_epoch_0", loss[0], "nats")
                .published(1.50)
                .band(1.3, 1.8)
                .alsoQuick();
        run.metric("loss_final", loss[loss.length - 1], "nats").published(0.525).band(0.33, 0.60);
        double after = model.nll(moons.points());
        run.metric("nll_all_points", after, "nats").published(0.525).band(0.27, 0.60);
    }

    void density(Run run) throws IOException {
        run.figure("trained", DensityGrid.of(trained(), 200, 2.5).figure(), "Density of the trained flow.");
        DensityGrid wide = DensityGrid.of(trained(), 400, 4);
        run.print(
                "integral over [-4, 4]² %.4f; of %d cells %d undefined, %d of density 0 in float32",
                wide.integral(), 160_000, wide.undefined(), wide.infinite());
        run.metric("integral", wide.integral()).expected(1, 0.02).unlessQuick();
        run.metric("undefined_cells", wide.undefined())
                .notComparable("the book draws them as gaps")
                .note("Log-scales are unbounded in this recipe; far from the data their exponential can overflow.");
    }

    void samples(Run run) throws IOException {
        Nd x = trained().sample(10_000, run.seed());
        run.figure("samples", Pictures.points(x, 2.5, 0.2), "10,000 samples of the trained flow.");
        double own = -Moons.mean(trained().logProb(x));
        double near = MoonsDensity.nearTheMoons(x);
        run.print("NLL of its own samples %.3f; %.1f %% of them lie within 3σ of a moon", own, 100 * near);
        run.metric("nll_own_samples", own, "nats").band(0.2, 0.75);
        run.metric("samples_near_a_moon", near).band(0.80, 1);
        double[] m = Moons.moments(Moons.column(x, 0), Moons.column(x, 1));
        double[] data = Moons.moments(Moons.column(moons.points(), 0), Moons.column(moons.points(), 1));
        run.series("sample_mean_and_covariance", Moons.MOMENTS, m, "")
                .each((draft, i) -> draft.published(data[i]).band(data[i] - 0.12, data[i] + 0.12));
        run.corrected(
                "Bijections of this kind do not preserve volume; the log-determinant is in the density because they do "
                        + "not. They are injective (one to one) and surjective (onto).");
    }

    void close() {
        if (model != null) {
            model.close();
        }
    }
}
