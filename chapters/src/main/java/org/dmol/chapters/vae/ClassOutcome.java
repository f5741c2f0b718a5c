package org.dmol.chapters.vae;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.probability.models.Vae;

/**
 * What a training of the classes' autoencoder came to.
 *
 * @param reconstruction nats, mean of the last batches
 * @param kl nats, mean of the last batches
 * @param mu mean of the posterior's means over all data
 * @param sigma mean of its standard deviations
 * @param accuracy share of the data whose class is the likeliest at the mean of its posterior
 * @param variation total variation between data and samples
 */
record ClassOutcome(double reconstruction, double kl, double mu, double sigma, double accuracy, double variation) {
    static ClassOutcome of(Vae model, Classes data, TrainingLog log) {
        List<Nd> posterior = model.encode(data.oneHot());
        Nd p = model.decode(posterior.get(0));
        int right = 0;
        for (int i = 0; i < Classes.POINTS; i++) {
            int best = 0;
            for (int k = 1; k < Classes.BINS; k++) {
                best = p.get(i, k) > p.get(i, best) ? k : best;
            }
            right += best == data.classOf(i) ? 1 : 0;
        }
        return new ClassOutcome(
                log.reconstruction(),
                log.kl(),
                mean(posterior.get(0)),
                mean(posterior.get(1)),
                (double) right / Classes.POINTS,
                data.totalVariation(expectedCounts(model, 0)));
    }

    /** Of each number on its own. */
    static ClassOutcome median(List<ClassOutcome> all) {
        return new ClassOutcome(
                median(all, ClassOutcome::reconstruction),
                median(all, ClassOutcome::kl),
                median(all, ClassOutcome::mu),
                median(all, ClassOutcome::sigma),
                median(all, ClassOutcome::accuracy),
                median(all, ClassOutcome::variation));
    }

    private static double median(List<ClassOutcome> all, ToDoubleFunction<ClassOutcome> field) {
        return all.stream().mapToDouble(field).sorted().toArray()[all.size() / 2];
    }

    /** Probabilities of the classes summed over 1,024 draws of the latent variable. */
    static double[] expectedCounts(Vae model, long seed) {
        Nd p = model.decode(model.prior().sample(Classes.POINTS, seed));
        double[] sum = new double[Classes.BINS];
        for (int i = 0; i < p.size(); i++) {
            sum[i % Classes.BINS] += p.getFlat(i);
        }
        return sum;
    }

    static double mean(Nd a) {
        return IntStream.range(0, a.size()).mapToDouble(a::getFlat).average().orElseThrow();
    }

    /** Trainings by their settings. */
    static void table(Run run, Map<String, ClassOutcome> trainings) {
        Table t = Table.of(
                "Means of the last 32 batches; posterior over all data; total variation (TV) between data and samples",
                "settings",
                "reconstruction",
                "KL",
                "mean µ",
                "mean σ",
                "class found",
                "TV");
        trainings.forEach(
                (settings, o) -> t.row(settings, o.reconstruction, o.kl, o.mu, o.sigma, o.accuracy, o.variation));
        run.table(t);
    }
}
