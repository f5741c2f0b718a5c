package org.dmol.layers.explain;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * SmoothGrad (Smilkov, Thorat, Kim, Viégas, Wattenberg, arXiv:1706.03825): the mean gradient at inputs around the input, made by normal
 * noise. What the gradient does at one point alone averages out. The default is 0.1 standard deviations and seed 0.
 */
public final class SmoothGrad {
    private static final int CHUNK = 256;

    private final int samples;
    private final double sigma;
    private final long seed;
    private final UnaryOperator<Nd> repair;

    private SmoothGrad(int samples, double sigma, long seed, UnaryOperator<Nd> repair) {
        this.samples = samples;
        this.sigma = sigma;
        this.seed = seed;
        this.repair = repair;
    }

    /** Number of noisy inputs. */
    public static SmoothGrad samples(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("SmoothGrad needs at least 1 sample, not " + n + ".");
        }
        return new SmoothGrad(n, 0.1, 0, x -> x);
    }

    /** Standard deviation of the noise, in the units of the input. */
    public SmoothGrad sigma(double width) {
        if (!(width >= 0)) {
            throw new IllegalArgumentException("The noise of SmoothGrad cannot have the deviation " + width + ".");
        }
        return new SmoothGrad(samples, width, seed, repair);
    }

    /** Seed of the noise. */
    public SmoothGrad seed(long value) {
        return new SmoothGrad(samples, sigma, value, repair);
    }

    /** Makes inputs of the noisy rows, such as by {@link #simplex()}; default: nothing. */
    public SmoothGrad repaired(UnaryOperator<Nd> rows) {
        return new SmoothGrad(samples, sigma, seed, rows);
    }

    /** Limits the elements to 0 … 1 and gives the last axis the sum 1, so that noisy one-hot codes are distributions. */
    public static UnaryOperator<Nd> simplex() {
        return rows -> {
            float[] v = rows.floats().clone();
            int width = rows.dim(-1);
            for (int at = 0; at < v.length; at += width) {
                float sum = 0;
                for (int i = at; i < at + width; i++) {
                    v[i] = Math.max(0, Math.min(1, v[i]));
                    sum += v[i];
                }
                for (int i = at; sum > 0 && i < at + width; i++) {
                    v[i] /= sum;
                }
            }
            return Nd.of(v, rows.shape()).cast(rows.dtype());
        };
    }

    /** The mean gradient around an input, which has no batch axis; the shape of the input. */
    public Nd of(Score score, Nd x) {
        double[] sum = new double[x.size()];
        for (int at = 0; at < samples; at += CHUNK) {
            Nd rows = noisy(x, at, Math.min(samples, at + CHUNK));
            IntegratedGradients.add(sum, score.evaluate(repair.apply(rows)).gradients());
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= samples;
        }
        return Nd.of(sum, x.shape());
    }

    private Nd noisy(Nd x, int from, int to) {
        int width = x.size();
        float[] base = x.floats();
        float[] out = new float[(to - from) * width];
        java.util.stream.IntStream.range(from, to).parallel().forEach(k -> {
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + k);
            int start = (k - from) * width;
            for (int i = 0; i < width; i++) {
                out[start + i] = base[i] + (float) (sigma * random.nextGaussian());
            }
        });
        int[] shape = Score.asRow(x).shape();
        shape[0] = to - from;
        Nd rows = Nd.of(out, shape);
        return x.dtype() == DType.FLOAT64 ? rows.cast(DType.FLOAT64) : rows;
    }
}
