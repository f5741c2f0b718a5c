package org.dmol.array;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The random numbers of NumPy's legacy generator ({@code numpy.random.seed}, {@code RandomState}): the same seed and the same calls in
 * the same order give the same numbers. Integers, orders and uniform numbers are equal bit for bit; normal and exponential ones agree to
 * the last digit or two, because C's and Java's logarithms round differently now and then.
 *
 * <p>The methods have NumPy's names. Those with a {@code shape} fill an array in row-major order, without axes a scalar. An object
 * belongs to one thread.
 */
public final class NumpyRandom {
    private final Mt19937 mt;
    private boolean hasGauss;
    private double gauss;

    /**
     * A generator in the state after {@code numpy.random.seed(seed)}.
     *
     * @throws IllegalArgumentException if the seed is not in 0 to 2^32 - 1
     */
    public NumpyRandom(long seed) {
        if (seed < 0 || seed > 0xffffffffL) {
            throw new IllegalArgumentException("The seed " + seed + " is not in 0 to 4294967295 (2^32 - 1).");
        }
        mt = new Mt19937(seed);
    }

    private NumpyRandom(NumpyRandom other) {
        mt = new Mt19937(other.mt);
        hasGauss = other.hasGauss;
        gauss = other.gauss;
    }

    /** A generator that goes on from the present state on its own. */
    public NumpyRandom copy() {
        return new NumpyRandom(this);
    }

    /** The next 32 bits as a number from 0 to 2^32 - 1. */
    public long nextUint32() {
        return mt.nextUint32();
    }

    /** One uniform number in [0, 1). */
    public double nextDouble() {
        return mt.nextDouble();
    }

    /** One standard normal number (Marsaglia's polar method; every second call uses the number kept from the one before). */
    public double nextGaussian() {
        if (hasGauss) {
            hasGauss = false;
            return gauss;
        }
        double x1;
        double x2;
        double r2;
        do {
            x1 = 2.0 * mt.nextDouble() - 1.0;
            x2 = 2.0 * mt.nextDouble() - 1.0;
            r2 = x1 * x1 + x2 * x2;
        } while (r2 >= 1.0 || r2 == 0.0);
        double f = Math.sqrt(-2.0 * Math.log(r2) / r2);
        gauss = f * x1;
        hasGauss = true;
        return f * x2;
    }

    /** One integer from {@code low} (included) to {@code high} (excluded). */
    public long nextInt(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException("randint needs low < high, not " + low + " and " + high + ".");
        }
        return low + mt.interval(high - 1 - low);
    }

    /** Uniform float64 numbers in [0, 1): {@code random_sample}, {@code rand}. */
    public Nd random(int... shape) {
        double[] out = new double[Nd.sizeOf(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = mt.nextDouble();
        }
        return Nd.of(out, shape);
    }

    /** Uniform float64 numbers in [low, high). */
    public Nd uniform(double low, double high, int... shape) {
        double[] out = new double[Nd.sizeOf(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = low + (high - low) * mt.nextDouble();
        }
        return Nd.of(out, shape);
    }

    /** Standard normal float64 numbers. */
    public Nd randn(int... shape) {
        return normal(0, 1, shape);
    }

    /** Normal float64 numbers of mean {@code loc} and standard deviation {@code scale}. */
    public Nd normal(double loc, double scale, int... shape) {
        if (!(scale >= 0)) {
            throw new IllegalArgumentException(
                    "The scale of a normal distribution must not be negative: " + scale + ".");
        }
        double[] out = new double[Nd.sizeOf(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = loc + scale * nextGaussian();
        }
        return Nd.of(out, shape);
    }

    /** Exponential float64 numbers of mean {@code scale}. */
    public Nd exponential(double scale, int... shape) {
        double[] out = new double[Nd.sizeOf(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = scale * -Math.log(1.0 - mt.nextDouble());
        }
        return Nd.of(out, shape);
    }

    /** Integers (int64) from {@code low} (included) to {@code high} (excluded); a range of one number draws nothing. */
    public Nd randint(long low, long high, int... shape) {
        long[] out = new long[Nd.sizeOf(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = nextInt(low, high);
        }
        return Nd.of(out, shape);
    }

    /** Numbers of successes (int64) in {@code n} trials of probability {@code p}. */
    public Nd binomial(long n, double p, int... shape) {
        if (n < 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("binomial needs n >= 0 and p in 0 to 1, not " + n + " and " + p + ".");
        }
        long[] out = new long[Nd.sizeOf(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = Binomial.draw(mt, n, p);
        }
        return Nd.of(out, shape);
    }

    /** How often each outcome comes up in {@code n} experiments with the probabilities {@code p}; the last one takes what is left of 1. */
    public long[] multinomial(long n, double... p) {
        Weights.check(p, false);
        long[] out = new long[p.length];
        double remaining = 1.0;
        long left = n;
        for (int j = 0; j < p.length - 1 && left > 0; j++) {
            out[j] = Binomial.draw(mt, left, Math.min(1.0, p[j] / remaining));
            left -= out[j];
            remaining -= p[j];
        }
        if (left > 0) {
            out[p.length - 1] = left;
        }
        return out;
    }

    /** Puts the elements in a random order. */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = (int) mt.interval(i);
            int t = values[i];
            values[i] = values[j];
            values[j] = t;
        }
    }

    /** Puts the elements in a random order. */
    public void shuffle(List<?> values) {
        for (int i = values.size() - 1; i > 0; i--) {
            Collections.swap(values, i, (int) mt.interval(i));
        }
    }

    /** 0 to n - 1 in a random order. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        shuffle(order);
        return order;
    }

    /** {@code size} of the numbers 0 to n - 1, each with the same chance, with or without replacement. */
    public int[] choice(int n, int size, boolean replace) {
        if (n <= 0 && size > 0) {
            throw new IllegalArgumentException("Cannot choose " + size + " of " + n + " things.");
        }
        if (replace) {
            int[] out = new int[size];
            Arrays.setAll(out, i -> (int) mt.interval(n - 1));
            return out;
        }
        requireEnough(size, n);
        return Arrays.copyOf(permutation(n), size);
    }

    /** {@code size} of the numbers 0 to p.length - 1 with the probabilities {@code p} (sum 1), with or without replacement. */
    public int[] choice(double[] p, int size, boolean replace) {
        Weights.check(p, true);
        if (replace) {
            double[] cdf = Weights.cumulative(p);
            int[] out = new int[size];
            Arrays.setAll(out, i -> Weights.search(cdf, mt.nextDouble()));
            return out;
        }
        requireEnough(size, (int) Arrays.stream(p).filter(x -> x > 0).count());
        return Weights.withoutReplacement(p, size, mt);
    }

    /** The row numbers of pandas' {@code DataFrame.sample(size)} on {@code n} rows, in its order. */
    public int[] sample(int n, int size) {
        return choice(n, size, false);
    }

    private static void requireEnough(int size, int n) {
        if (size > n) {
            throw new IllegalArgumentException("Cannot take " + size + " of " + n + " things without replacement.");
        }
    }
}
