package org.dmol.data.tuning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Kernel;
import org.dmol.data.analysis.KernelRidge;
import org.hipparchus.special.Erf;

/**
 * Bayesian optimisation (Jones et al., J. Global Optim. 1998, 13, 455): a Gaussian process through the scores so far, in the unit cube, and the point
 * with the largest expected improvement among random candidates and neighbours of the best trial. The kernel is Gaussian, of the
 * width and amplitude under which the scores are most likely. Failed trials count as the worst.
 */
public final class GaussianProcessSampler implements Sampler {
    private static final double[] WIDTHS = {0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.3};
    private static final int CANDIDATES = 1000;
    private static final double NOISE = 1e-4;
    private final int initial;

    /** @param initial random points before the first model, 2 or more */
    public GaussianProcessSampler(int initial) {
        if (initial < 2) {
            throw new IllegalArgumentException(
                    "A Gaussian process needs 2 or more random points to begin with, not " + initial + ".");
        }
        this.initial = initial;
    }

    @Override
    public Point next(Space space, List<Trial> earlier, Direction direction, RandomGenerator random) {
        if (earlier.size() < initial) {
            return space.sample(random);
        }
        double[][] x = earlier.stream().map(t -> space.unit(t.point())).toArray(double[][]::new);
        double[] y = standardised(earlier, direction);
        KernelRidge model = fit(Nd.matrix(x), y);
        int best = 0;
        for (int i = 1; i < y.length; i++) {
            best = y[i] < y[best] ? i : best;
        }
        double[][] candidates = candidates(x[best], random);
        double[] mean = model.predict(Nd.matrix(candidates));
        double[] deviation = model.deviation(Nd.matrix(candidates));
        double scale = Math.sqrt(model.variance());
        int chosen = 0;
        double most = -1;
        for (int i = 0; i < candidates.length; i++) {
            double improvement = expectedImprovement(y[best] - mean[i], scale * deviation[i]);
            if (improvement > most) {
                most = improvement;
                chosen = i;
            }
        }
        return space.at(candidates[chosen]);
    }

    private static double[] standardised(List<Trial> trials, Direction direction) {
        double[] y = trials.stream().mapToDouble(t -> direction.cost(t.score())).toArray();
        double worst = Arrays.stream(y).filter(Double::isFinite).max().orElse(0);
        double[] finite =
                Arrays.stream(y).map(v -> Double.isFinite(v) ? v : worst).toArray();
        double mean = Arrays.stream(finite).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(finite)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
        return Arrays.stream(finite)
                .map(v -> deviation == 0 ? 0 : (v - mean) / deviation)
                .toArray();
    }

    private static KernelRidge fit(Nd x, double[] y) {
        return Arrays.stream(WIDTHS)
                .mapToObj(width -> KernelRidge.fit(Kernel.gaussian(width), x, y, NOISE))
                .max(Comparator.comparingDouble(KernelRidge::logLikelihood))
                .orElseThrow();
    }

    /** Half of the candidates anywhere, half around the best point, at three distances. */
    private static double[][] candidates(double[] centre, RandomGenerator random) {
        double[][] out = new double[CANDIDATES][centre.length];
        for (int i = 0; i < CANDIDATES; i++) {
            double spread = 0.1 / (1 << (i % 3));
            for (int k = 0; k < centre.length; k++) {
                out[i][k] = i < CANDIDATES / 2
                        ? random.nextDouble()
                        : Math.min(1, Math.max(0, centre[k] + spread * random.nextGaussian()));
            }
        }
        return out;
    }

    /** E[max(0, gain + deviation * N(0, 1))]. */
    static double expectedImprovement(double gain, double deviation) {
        if (deviation <= 0) {
            return Math.max(0, gain);
        }
        double z = gain / deviation;
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        double below = 0.5 * Erf.erfc(-z / Math.sqrt(2));
        return gain * below + deviation * density;
    }
}
