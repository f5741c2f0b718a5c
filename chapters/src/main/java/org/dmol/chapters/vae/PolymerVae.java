package org.dmol.chapters.vae;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.layers.Seeds;
import org.dmol.layers.optimizers.Adam;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;
import org.dmol.probability.models.Likelihood;
import org.dmol.probability.models.Vae;

/** Steps 11 to 16: an autoencoder of the polymer with two latent dimensions, and what it generates. */
final class PolymerVae {
    static final int EPOCHS = 250;
    /** Variance 1/2: the negative log-likelihood is the squared error and a constant. */
    static final Likelihood SQUARED_ERROR = Likelihood.gaussian(Math.sqrt(0.5));

    static final double CONSTANT = Polymer.FEATURES / 2.0 * Math.log(Math.PI);
    private static final int TRACKED = 100;

    private final PolymerData data;
    private Vae vae;
    private Polymer generated;

    PolymerVae(PolymerData data) {
        this.data = data;
    }

    Vae vae() {
        return vae;
    }

    Polymer generated() {
        return generated;
    }

    /** The frames in an order drawn once. */
    static Nd shuffled(Polymer frames, long seed) {
        return frames.frames().cast(DType.FLOAT32).take(new NumpyRandom(seed).permutation(frames.size()));
    }

    /** The book weighs the mean of the divergence over the two dimensions by 0.01; here it is the sum. */
    static Vae model(int latent, long seed) {
        Seeds.set(seed);
        return Networks.wide(Polymer.FEATURES, latent, 0.1, SQUARED_ERROR).beta(0.01 / 2);
    }

    void train(Run run) throws IOException {
        boolean original = run.flag("original");
        Nd rows = shuffled(data.longPaths(), run.seed());
        Dataset frames = Dataset.of(rows).batch(32);
        vae = model(2, run.seed()).sharedNoise(original);
        Adam adam = original ? Networks.restartedAdam(1e-2, frames.batches()) : Networks.adam(2e-3);
        vae.compile(adam);
        int epochs = run.shorten(EPOCHS, 10);
        long start = System.nanoTime();
        History history = vae.fit(
                frames,
                run.fit(epochs, "polymer")
                        .validate(Dataset.of(rows.rows(0, TRACKED)).batch(TRACKED)));
        double[] error = Arrays.stream(history.get("val_reconstruction"))
                .map(nats -> nats - CONSTANT)
                .toArray();
        double[] kl = Arrays.stream(history.get("val_kl")).map(nats -> nats / 2).toArray();
        run.print("%d steps in %.1f s", epochs * frames.batches(), (System.nanoTime() - start) / 1e9);
        for (int e : new int[] {0, 9, 49, 99, 249}) {
            if (e < epochs) {
                run.print("epoch %3d  reconstruction %.2f  KL %.2f", e, error[e], kl[e]);
            }
        }
        Figure fig = new Figure(5.5, 3.6);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("100 tracked frames").ylim(0, 20);
        ax.plot(error).label("squared error");
        ax.plot(kl).label("KL, mean over dimensions");
        ax.legend();
        run.figure("training", fig, "Training of the polymer's autoencoder.");
        double all = squaredError(vae, data.longPaths());
        run.metric("tracked_reconstruction_first", error[0])
                .published(5.5)
                .band(3.5, 8)
                .alsoQuick();
        run.metric("tracked_reconstruction", error[epochs - 1]).published(3.3).band(3.0, 4.6);
        run.metric("tracked_kl", kl[epochs - 1]).published(5.3).band(4.5, 6.5);
        run.metric("reconstruction_of_all_at_the_mean", all)
                .band(3.04, 3.54)
                .note("One run of the same recipe in NumPy: 3.29.");
        run.corrected(
                "In 2023 the book shuffled each of the 24 coordinates by itself, so that no frame was a polymer any more "
                        + "(reconstruction 8.8). Frames are permuted whole here, as in 2026.");
        run.note("A linear model with two dimensions leaves 4.64.");
    }

    /** Mean squared error of frames, summed over coordinates, at the posterior means. */
    static double squaredError(Vae model, Polymer frames) {
        Nd x = frames.frames();
        Nd y = model.decode(model.encode(x).get(0));
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += Math.pow(x.getFlat(i) - y.getFlat(i), 2);
        }
        return sum / frames.size();
    }

    void oneSample(Run run) throws IOException {
        double[] p = Polymer.of(vae.decode(vae.prior().sample(1, run.seed()))).frame(0);
        Figure fig = new Figure(4.6, 2.8);
        fig.axes().equalAspect().xlabel("x").ylabel("y");
        fig.axes().plot(Polymer.xs(p), Polymer.ys(p)).marker('o');
        run.figure("sample", fig, "One decoded draw from the prior.");
        double[] bonds = new double[Polymer.BEADS - 1];
        for (int i = 0; i < bonds.length; i++) {
            bonds[i] = Math.hypot(p[2 * i + 2] - p[2 * i], p[2 * i + 3] - p[2 * i + 1]);
        }
        run.print(
                "bond lengths %.2f to %.2f (data: mean 0.73, sd 0.34); closest beads %.3f",
                Arrays.stream(bonds).min().orElseThrow(),
                Arrays.stream(bonds).max().orElseThrow(),
                Polymer.closest(p));
        run.corrected(
                "The book says that there are no overlaps and that bond lengths are reasonable, without a look at them; here "
                        + "they are printed.");
    }

    void trajectory(Run run) throws IOException {
        List<Nd> posterior = vae.encode(data.shortPaths().frames());
        Figure fig = new Figure(5, 4.4);
        fig.axes().xlabel("z₀").ylabel("z₁");
        fig.axes()
                .plot(column(posterior.get(0), 0), column(posterior.get(0), 1))
                .marker('o')
                .size(2.5)
                .width(0.8)
                .alpha(0.5);
        run.figure("trajectory", fig, "The short trajectory in the latent space: posterior means.");
        double[] sigma = column(posterior.get(1), 0);
        run.print(
                "σ₀ of the posterior: %.4f to %.4f",
                Arrays.stream(sigma).min().orElseThrow(),
                Arrays.stream(sigma).max().orElseThrow());
        run.corrected(
                "The book plots µ₀ against σ₀ (its y axis ends at 0.05), because the encoder's output is sliced along the wrong "
                        + "axis. Here it is the mean of both dimensions.");
    }

    static double[] column(Nd a, int j) {
        double[] out = new double[a.dim(0)];
        Arrays.setAll(out, i -> a.getFlat(i * a.dim(1) + j));
        return out;
    }

    void animation(Run run) throws IOException {
        Nd mean = vae.encode(data.shortPaths().frames()).get(0);
        double[] z0 = column(mean, 0);
        double[] z1 = column(mean, 1);
        int every = run.shorten(16, 128);
        run.animation(
                "trajectory",
                data.shortPaths().size() / every,
                20,
                i -> frame(i * every, z0, z1),
                "The short trajectory as it is, aligned, and in the latent space: every " + every
                        + "th of 2,048 frames.");
        run.note("The book renders 2,048 frames at 60 a second as two videos.");
    }

    private Figure frame(int f, double[] z0, double[] z1) {
        Figure fig = Figure.grid(1, 3, 9, 3.2);
        double[] raw = Arrays.copyOfRange(
                data.rawShort().cast(DType.FLOAT64).doubles(), f * Polymer.FEATURES, (f + 1) * Polymer.FEATURES);
        Polymer.centre(raw);
        double[] p = data.shortPaths().frame(f);
        fig.axes(0)
                .title("Trajectory")
                .equalAspect()
                .xlim(-2.5, 2.5)
                .ylim(-2.5, 2.5)
                .plot(Polymer.xs(raw), Polymer.ys(raw))
                .marker('o');
        fig.axes(1)
                .title("Aligned")
                .equalAspect()
                .xlim(-2.5, 2.5)
                .ylim(-2.5, 2.5)
                .plot(Polymer.xs(p), Polymer.ys(p))
                .marker('o');
        fig.axes(2).title("Latent").scatter(z0, z1).size(2).alpha(0.15);
        fig.axes(2).scatter(new double[] {z0[f]}, new double[] {z1[f]}).size(9).color(3);
        return fig;
    }

    void ensemble(Run run) throws IOException {
        generated = Polymer.of(vae.decode(vae.prior().sample(data.longPaths().size(), run.seed())));
        Figure fig = Figure.grid(1, 2, 9, 3.2).shareX().shareY();
        PolymerData.draw(fig.axes(0).title("Training"), data.longPaths(), 4, 0);
        PolymerData.draw(fig.axes(1).title("Generated"), generated, 4, 1);
        run.figure("ensemble", fig, "Every fourth of 2,048 training frames and of as many decoded draws.");
        double[] bond = generated.distances(0, 1);
        run.metric("generated_d01_mean", PolymerData.mean(bond))
                .published(0.286)
                .band(0.25, 0.60)
                .note("0.730 in the data: the decoder averages over what the two latent dimensions do not say.");
        run.metric("generated_d01_sd", PolymerData.sd(bond)).published(0.172).band(0.08, 0.30);
    }

    void marginals(Run run) throws IOException {
        run.figure(
                "marginals",
                PolymerData.marginals(data.longPaths(), generated),
                "Distances from bead 0 in the data and in generated frames.");
        run.say(
                "Generated distances are too short and scatter too little, those of neighbours most of all: what two numbers cannot tell is averaged away.");
    }

    void close() {
        if (vae != null) {
            vae.close();
        }
    }
}
