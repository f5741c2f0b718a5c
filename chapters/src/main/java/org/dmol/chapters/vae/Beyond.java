package org.dmol.chapters.vae;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.train.Dataset;
import org.dmol.probability.models.Likelihood;
import org.dmol.probability.models.Vae;

/** Steps 19 to 21: tighter bounds, a sweep of beta, more latent dimensions. */
final class Beyond {
    private final ClassVae classes;
    private final RegressionVae regression;
    private final PolymerData polymer;

    Beyond(ClassVae classes, RegressionVae regression, PolymerData polymer) {
        this.classes = classes;
        this.regression = regression;
        this.polymer = polymer;
    }

    void bounds(Run run) {
        run.beyond(
                "One sample of the posterior gives a bound of the likelihood; the logarithm of the mean over k importance "
                        + "weights gives a tighter one, and the truth for k without end.");
        Classes data = classes.data();
        double truth = trueNll(data.x());
        Table t = Table.of(
                "Negative log-likelihood bound, nats for an example",
                "k",
                "classes, β = 0.2 (entropy " + String.format(Locale.ROOT, "%.3f", data.entropy()) + ")",
                "numbers (true density " + String.format(Locale.ROOT, "%.3f", truth) + ")");
        double[] one = new double[4];
        double[] two = new double[4];
        int[] ks = {1, 8, 64, 512};
        for (int i = 0; i < ks.length; i++) {
            one[i] = -mean(classes.vae().logProbBound(data.oneHot(), ks[i], run.seed()));
            two[i] = -mean(regression.vae().logProbBound(data.column(), ks[i], run.seed()));
            t.row(ks[i], one[i], two[i]);
        }
        run.table(t);
        run.check(
                "the_bound_of_the_classes_tightens",
                one[0] > one[1] && one[1] > one[2] - 0.01 && one[2] > one[3] - 0.01);
        run.metric("classes_bound_512", one[3], "nats").band(data.entropy() - 0.02, 4.2);
        run.metric("numbers_bound_512", two[3], "nats").band(truth - 0.06, truth + 0.6);
    }

    /** Negative log-density of the two normal distributions that the numbers come from. */
    private static double trueNll(double[] x) {
        double sum = 0;
        for (double v : x) {
            double a = 0.5 * normal(v, -1, 0.5);
            double b = 0.5 * normal(v, 1, 0.25);
            sum -= Math.log(a + b) / x.length;
        }
        return sum;
    }

    private static double normal(double x, double mean, double sd) {
        double z = (x - mean) / sd;
        return Math.exp(-0.5 * z * z) / (sd * Math.sqrt(2 * Math.PI));
    }

    void betaSweep(Run run) throws IOException {
        double[] betas = run.quick() ? new double[] {0.2, 1} : new double[] {0.02, 0.05, 0.1, 0.2, 0.5, 1, 2};
        double[] reconstruction = new double[betas.length];
        double[] kl = new double[betas.length];
        Classes data = classes.data();
        Table t = Table.of("32 epochs each, Adam 0.01", "β", "reconstruction", "KL", "sum");
        for (int i = 0; i < betas.length; i++) {
            TrainingLog log = new TrainingLog();
            try (Vae vae = Networks.small(
                            Classes.BINS, Classes.BINS, Likelihood.categorical(), new NumpyRandom(run.seed() + 1))
                    .beta(betas[i])) {
                vae.compile(Networks.adam(1e-2));
                vae.fit(
                        Dataset.of(data.oneHot()).batch(32),
                        run.fit(run.shorten(32, 3)).backend(Networks.SMALL).with(log));
            }
            reconstruction[i] = log.reconstruction();
            kl[i] = log.kl();
            t.row(betas[i], reconstruction[i], kl[i], reconstruction[i] + kl[i]);
        }
        run.table(t);
        Figure fig = new Figure(5.2, 4);
        Axes ax = fig.axes()
                .xlabel("KL")
                .ylabel("Reconstruction")
                .xlim(-0.3, 1.25 * java.util.Arrays.stream(kl).max().orElseThrow());
        ax.plot(kl, reconstruction).marker('o');
        for (int i = 0; i < betas.length; i++) {
            ax.text(kl[i], reconstruction[i], "  β = " + betas[i]);
        }
        run.figure("beta", fig, "The trade between reconstruction and divergence.");
        run.metric("kl_at_least_beta", kl[0])
                .band(6.9, 10.4)
                .note(
                        "Fourteen runs of the same recipe in JAX, six of them from the same initial weights: 6.9 to 10.3.");
        run.metric("kl_at_largest_beta", kl[betas.length - 1]).band(-0.01, 0.5);
    }

    void latentDimensions(Run run) throws IOException {
        int[] dimensions = run.quick() ? new int[] {2} : new int[] {2, 4, 8};
        int epochs = run.shorten(60, 2);
        Nd rows = PolymerVae.shuffled(polymer.longPaths(), run.seed());
        Dataset frames = Dataset.of(rows).batch(32);
        Table t = Table.of(
                epochs + " epochs, β rising over the first 20",
                "latent dimensions",
                "squared error",
                "left by as many principal components");
        double[] error = new double[dimensions.length];
        double[] linear = new double[dimensions.length];
        for (int i = 0; i < dimensions.length; i++) {
            try (Vae vae = PolymerVae.model(dimensions[i], run.seed()).annealBeta(20L * frames.batches())) {
                vae.compile(Networks.adam(1e-3));
                vae.fit(frames, run.fit(epochs));
                error[i] = PolymerVae.squaredError(vae, polymer.longPaths());
            }
            linear[i] = PolymerData.residual(polymer.longPaths().frames(), dimensions[i]);
            t.row(dimensions[i], error[i], linear[i]);
            run.metric("squared_error_" + dimensions[i], error[i]).band(0.05, linear[i]);
        }
        run.table(t);
        run.say(
                "With as many numbers, the nonlinear decoder leaves less of the variance (15.8 in all) than principal components do.");
    }

    private static double mean(Nd a) {
        return IntStream.range(0, a.size()).mapToDouble(a::getFlat).average().orElseThrow();
    }
}
