package org.dmol.data.analysis;

import java.util.function.ToDoubleFunction;
import org.dmol.array.NumpyRandom;

/**
 * Bootstrap distribution of a statistic (Efron, Ann. Statist. 1979, 7, 1).
 *
 * @param values the statistic of each resample
 */
public record Bootstrap(double[] values) {

    /**
     * Draws {@code resamples} times n of n row numbers with replacement and applies {@code statistic} to them. Random numbers are
     * those of NumPy's {@code RandomState(seed).choice(n, n)}, one call after the other.
     */
    public static Bootstrap of(int n, int resamples, long seed, ToDoubleFunction<int[]> statistic) {
        return of(n, resamples, new NumpyRandom(seed), statistic);
    }

    /** The same, continuing a stream of random numbers. */
    public static Bootstrap of(int n, int resamples, NumpyRandom random, ToDoubleFunction<int[]> statistic) {
        if (n < 1 || resamples < 1) {
            throw new IllegalArgumentException(
                    "A bootstrap of " + n + " rows and " + resamples + " resamples is empty; both must be at least 1.");
        }
        double[] values = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            values[i] = statistic.applyAsDouble(random.choice(n, n, true));
        }
        return new Bootstrap(values);
    }

    /** Median and the central {@code level} (such as 0.95) of the distribution. */
    public Interval interval(double level) {
        double[] q = Stats.quantiles(values, (1 - level) / 2, 0.5, (1 + level) / 2);
        return new Interval(q[0], q[1], q[2]);
    }

    /** Standard deviation (ddof 1): the standard error of the statistic. */
    public double standardError() {
        return Stats.std(values, 1);
    }
}
