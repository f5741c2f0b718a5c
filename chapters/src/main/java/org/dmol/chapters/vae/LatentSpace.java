package org.dmol.chapters.vae;

import java.io.IOException;
import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.ImageMark;
import org.dmol.chapters.report.Table;
import org.dmol.layers.train.Dataset;
import org.dmol.probability.models.Vae;

/** Steps 22 and 23: an alignment without arbitrary turns, and a walk through the latent space. */
final class LatentSpace {
    private final PolymerData data;
    private final PolymerVae polymer;

    LatentSpace(PolymerData data, PolymerVae polymer) {
        this.data = data;
        this.polymer = polymer;
    }

    void alignment(Run run) throws IOException {
        run.beyond(
                "A quantity that changes its sign with the direction of the axis settles the half turn that second moments leave "
                        + "open: the third moment along the axis, or where the last bead lies. Each is tried with the same short training.");
        Polymer.Sign[] signs = Polymer.Sign.values();
        String[] names = {"as the book", "third moment", "last bead to the right"};
        Table t = Table.of(
                "Two latent dimensions, the same training",
                "sign of the axis",
                "squared error",
                "half turns in the short trajectory",
                "largest step in z");
        Figure fig = Figure.grid(1, signs.length, 12, 3.8);
        double[] error = new double[signs.length];
        for (int i = 0; i < signs.length; i++) {
            Polymer train = Polymer.align(data.rawLong(), signs[i]);
            Polymer path = Polymer.align(data.rawShort(), signs[i]);
            try (Vae vae = PolymerVae.model(2, run.seed())) {
                Dataset frames =
                        Dataset.of(PolymerVae.shuffled(train, run.seed())).batch(32);
                vae.compile(Networks.adam(2e-3));
                vae.fit(frames, run.fit(run.shorten(40, 1)));
                Nd z = vae.encode(path.frames()).get(0);
                error[i] = PolymerVae.squaredError(vae, train);
                t.row(names[i], error[i], halfTurns(path), largestStep(z));
                draw(fig.axes(i).title(names[i]), z);
            }
        }
        run.table(t);
        run.figure("trajectories", fig, "The short trajectory in the three latent spaces.");
        run.metric("squared_error_book", error[0]).band(3.2, 4.7);
        run.metric("squared_error_third_moment", error[1]).band(2.5, 4.7);
        run.metric("squared_error_last_bead", error[2]).band(1.5, 4.2);
        run.say(
                "Conformations that are turned alike need less to be told apart. Yet no such quantity is without zeros, and a "
                        + "trajectory that passes through one turns over there; only a sign that follows the frame before avoids that.");
    }

    private static void draw(Axes ax, Nd z) {
        ax.xlabel("z₀").ylabel("z₁");
        ax.plot(PolymerVae.column(z, 0), PolymerVae.column(z, 1)).width(0.7).alpha(0.6);
    }

    /** Frames that lie nearer to the turned image of the frame before than to itself. */
    private static int halfTurns(Polymer p) {
        int n = 0;
        for (int f = 1; f < p.size(); f++) {
            double[] a = p.frame(f - 1);
            double[] b = p.frame(f);
            double same = 0;
            for (int i = 0; i < a.length; i++) {
                same += a[i] * b[i];
            }
            n += same < 0 ? 1 : 0;
        }
        return n;
    }

    private static double[] steps(Nd z) {
        double[] d = new double[z.dim(0) - 1];
        Arrays.setAll(d, i -> Math.hypot(z.get(i + 1, 0) - z.get(i, 0), z.get(i + 1, 1) - z.get(i, 1)));
        return d;
    }

    private static double largestStep(Nd z) {
        return Arrays.stream(steps(z)).max().orElseThrow();
    }

    void walk(Run run) throws IOException {
        Nd z = polymer.vae().encode(data.longPaths().frames()).get(0);
        double[][] energy = freeEnergy(z, 40, 3);
        Figure fig = new Figure(5.2, 4.4);
        ImageMark map = draw(fig.axes(), energy);
        fig.axes().colorbar(map, "-ln p");
        run.figure(
                "free-energy",
                fig,
                "Free energy -ln p(z₀, z₁) of the training frames in units of kT; empty where there are none.");
        int frames = run.shorten(72, 8);
        float[] path = new float[2 * frames];
        for (int i = 0; i < frames; i++) {
            double angle = 2 * Math.PI * i / frames;
            path[2 * i] = (float) (1.5 * Math.cos(angle));
            path[2 * i + 1] = (float) (1.5 * Math.sin(2 * angle) * 0.7);
        }
        Nd walk = Nd.of(path, frames, 2);
        Polymer shapes = Polymer.of(polymer.vae().decode(walk));
        run.animation(
                "walk",
                frames,
                12,
                i -> frame(energy, walk, shapes, i),
                "A walk through the latent space, and the conformation at every step.");
        run.check("walk_is_decoded", shapes.size() == frames);
    }

    /** Rows from the lowest z1 on; NaN where there is no frame. */
    private static double[][] freeEnergy(Nd z, int bins, double half) {
        double[][] count = new double[bins][bins];
        for (int i = 0; i < z.dim(0); i++) {
            int column = (int) Math.floor((z.get(i, 0) + half) / (2 * half) * bins);
            int row = (int) Math.floor((z.get(i, 1) + half) / (2 * half) * bins);
            if (row >= 0 && row < bins && column >= 0 && column < bins) {
                count[row][column]++;
            }
        }
        double cell = Math.pow(2 * half / bins, 2);
        for (double[] row : count) {
            Arrays.setAll(row, k -> row[k] == 0 ? Double.NaN : -Math.log(row[k] / z.dim(0) / cell));
        }
        return count;
    }

    private static ImageMark draw(Axes ax, double[][] energy) {
        ax.xlabel("z₀").ylabel("z₁");
        return ax.imshow(energy).lowerOrigin().span(-3, 3, -3, 3).colormap(Colormap.VIRIDIS.reversed());
    }

    private static Figure frame(double[][] energy, Nd walk, Polymer shapes, int i) {
        Figure fig = Figure.grid(1, 2, 7.4, 3.6);
        draw(fig.axes(0), energy);
        fig.axes(0)
                .plot(PolymerVae.column(walk, 0), PolymerVae.column(walk, 1))
                .color(3)
                .width(1);
        fig.axes(0)
                .scatter(new double[] {walk.get(i, 0)}, new double[] {walk.get(i, 1)})
                .size(10)
                .color(3);
        double[] p = shapes.frame(i);
        fig.axes(1).equalAspect().xlim(-2.6, 2.6).ylim(-2.6, 2.6).xlabel("x").ylabel("y");
        fig.axes(1).plot(Polymer.xs(p), Polymer.ys(p)).marker('o').color(0);
        return fig;
    }
}
