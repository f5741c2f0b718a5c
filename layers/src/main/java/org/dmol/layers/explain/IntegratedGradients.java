package org.dmol.layers.explain;

import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * Integrated gradients (Sundararajan, Taly, Yan, ICML 2017): the gradient averaged on the straight way from a baseline to the input, times
 * the way. The attributions of all elements add up to the difference of the scores at both ends, up to the error of the sum that takes
 * the place of the integral; {@link Result#gap()} tells that error.
 */
public final class IntegratedGradients {
    /** Points of the way at which gradients are taken. */
    public enum Rule {
        /** Middle of each of the equal pieces: error of second order. */
        MIDPOINT,
        /** Both ends and what lies between, all with one weight, as NumPy's {@code linspace(0, 1, n)}: error of first order. */
        ENDPOINTS
    }

    private final int steps;
    private final Rule rule;
    private final Nd baseline;

    private IntegratedGradients(int steps, Rule rule, Nd baseline) {
        this.steps = steps;
        this.rule = rule;
        this.baseline = baseline;
    }

    /** Midpoints of {@code n} pieces, from a baseline of zeros. */
    public static IntegratedGradients steps(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("Integrated gradients need at least 2 steps, not " + n + ".");
        }
        return new IntegratedGradients(n, Rule.MIDPOINT, null);
    }

    /** Where the gradients are taken. */
    public IntegratedGradients rule(Rule where) {
        return new IntegratedGradients(steps, where, baseline);
    }

    /** Where the way starts; the shape of the input. */
    public IntegratedGradients baseline(Nd from) {
        return new IntegratedGradients(steps, rule, from);
    }

    /**
     * Attributions.
     *
     * @param attributions one for each element of the input
     * @param value score of the input
     * @param baselineValue score of the baseline
     */
    public record Result(Nd attributions, double value, double baselineValue) {
        /** Sum of all attributions. */
        public double sum() {
            double sum = 0;
            for (double v : attributions.doubles()) {
                sum += v;
            }
            return sum;
        }

        /** How far the sum is from the difference of the scores: 0 but for the error of integration. */
        public double gap() {
            return sum() - (value - baselineValue);
        }
    }

    /** The attributions of an input, which has no batch axis. */
    public Result of(Score score, Nd x) {
        Nd start = baseline == null ? Nd.zeros(x.dtype(), x.shape()) : baseline.cast(x.dtype());
        if (!java.util.Arrays.equals(start.shape(), x.shape())) {
            throw new IllegalArgumentException("The baseline is " + start.describe()
                    + "; it must have the shape of the input " + x.describe() + ".");
        }
        double[] from = start.doubles();
        double[] way = x.doubles().clone();
        for (int i = 0; i < way.length; i++) {
            way[i] -= from[i];
        }
        double[] sum = new double[way.length];
        int chunk = Math.min(256, steps);
        for (int at = 0; at < steps; at += chunk) {
            add(
                    sum,
                    score.evaluate(points(from, way, at, Math.min(steps, at + chunk), x))
                            .gradients());
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= way[i] / steps;
        }
        double[] ends = score.values(Nd.concat(Score.asRow(x), Score.asRow(start)));
        return new Result(Nd.of(sum, x.shape()), ends[0], ends[1]);
    }

    private Nd points(double[] from, double[] way, int first, int last, Nd like) {
        int width = way.length;
        float[] singles = like.dtype() == DType.FLOAT64 ? null : new float[(last - first) * width];
        double[] doubles = singles == null ? new double[(last - first) * width] : null;
        for (int k = first; k < last; k++) {
            double t = rule == Rule.MIDPOINT ? (k + 0.5) / steps : (double) k / (steps - 1);
            for (int i = 0; i < width; i++) {
                double v = from[i] + t * way[i];
                if (singles == null) {
                    doubles[(k - first) * width + i] = v;
                } else {
                    singles[(k - first) * width + i] = (float) v;
                }
            }
        }
        int[] shape = Score.asRow(like).shape();
        shape[0] = last - first;
        return singles == null ? Nd.of(doubles, shape) : Nd.of(singles, shape);
    }

    /** Adds the sum over the rows. */
    static void add(double[] sum, Nd rows) {
        int width = sum.length;
        if (rows.dtype() == DType.FLOAT32) {
            float[] r = rows.floats();
            for (int i = 0; i < r.length; i++) {
                sum[i % width] += r[i];
            }
        } else {
            double[] r = rows.doubles();
            for (int i = 0; i < r.length; i++) {
                sum[i % width] += r[i];
            }
        }
    }
}
