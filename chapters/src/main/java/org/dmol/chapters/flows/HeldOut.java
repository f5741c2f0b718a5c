package org.dmol.chapters.flows;

import java.io.IOException;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.Seeds;
import org.dmol.probability.Distribution;
import org.dmol.probability.models.DensityModel;

/** Step 9: a setting that comes close to the density of the data, judged on points that it never saw. */
final class HeldOut {
    private final Moons moons;
    private final BookFlow book;
    private DensityModel model;

    HeldOut(Moons moons, BookFlow book) {
        this.moons = moons;
        this.book = book;
    }

    Distribution trained() {
        return model.distribution();
    }

    /** Trains the model; gives the loss of each epoch. */
    double[] train(Run run) throws IOException {
        Seeds.set(run.seed());
        model = new DensityModel(FlowKinds.MAF.chain(run.shorten(6, 2), 64));
        return Recipe.fit(run, model, "held-out", moons.train(), 128, run.shorten(100, 4), 2e-3);
    }

    DensityModel model() {
        return model;
    }

    void run(Run run) throws IOException {
        run.beyond(
                "The book trains on all points and looks at the pictures. Here 1,000 points are held out, the chain has six "
                        + "blocks of 64 units, log-scales are softly bounded, gradients are clipped, and the learning rate falls to "
                        + "zero along a cosine.");
        double[] loss = train(run);
        Nd unseen = moons.heldOut();
        double held = model.nll(unseen);
        double truth = -MoonsDensity.meanLogDensity(unseen);
        double bookHeld = -Moons.mean(book.trained().logProb(unseen));
        Nd x = trained().sample(10_000, run.seed());
        double near = MoonsDensity.nearTheMoons(x);
        run.table(Table.of("1,000 points", "model", "NLL", "samples near a moon")
                .row("density of the data", truth, MoonsDensity.nearTheMoons(moons.points()))
                .row("six blocks, held out", held, near)
                .row(
                        "the book's recipe (it has seen these points)",
                        bookHeld,
                        MoonsDensity.nearTheMoons(book.trained().sample(10_000, run.seed()))));
        run.metric("nll_train", loss[loss.length - 1], "nats").band(0.25, 0.34);
        run.metric("nll_held_out", held, "nats").published(0.525).band(0.25, 0.34);
        run.metric("excess_over_true_density", held - truth, "nats").band(0, 0.06);
        run.metric("samples_near_a_moon", near).published(0.9973).band(0.95, 1);
        DensityGrid wide = DensityGrid.of(trained(), 400, 4);
        run.metric("integral", wide.integral()).expected(1, 0.02).unlessQuick();
        run.metric("undefined_cells", wide.undefined()).expected(0, 0);
        Figure fig = Figure.grid(1, 2, 9.2, 4.4);
        DensityGrid.of(trained(), 200, 2.5).draw(fig.axes(0).title("Density"));
        Pictures.draw(fig.axes(1).title("Samples"), x, 2.5, 0.2);
        run.figure("better", fig, "Six blocks: density and 10,000 samples.");
    }

    void close() {
        if (model != null) {
            model.close();
        }
    }
}
