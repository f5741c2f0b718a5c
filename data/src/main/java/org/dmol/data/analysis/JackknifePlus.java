package org.dmol.data.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;

/**
 * Jackknife+ prediction intervals (Barber, Candès, Ramdas, Tibshirani, Ann. Statist. 2021, 49, 486): the n leave-one-out models
 * predict a new point, each prediction is widened by the size of the residual of the row its model has not seen.
 */
public final class JackknifePlus {
    private final List<? extends Learner.Predictor> models;
    private final double[] residuals;

    private JackknifePlus(List<? extends Learner.Predictor> models, double[] residuals) {
        this.models = models;
        this.residuals = residuals;
    }

    /** Fits n models, each without one row. */
    public static JackknifePlus fit(Learner learner, Nd x, double[] y) {
        Mat.requireMatrix(x, "x");
        Mat.requireLength(y, x.dim(0), "y");
        int n = y.length;
        List<? extends Learner.Predictor> models = learner.fitWithout(
                x, y, IntStream.range(0, n).mapToObj(i -> new int[] {i}).toList());
        double[] residuals = new double[n];
        Arrays.setAll(residuals, i -> Math.abs(y[i] - models.get(i).predict(x.take(i))[0]));
        return new JackknifePlus(models, residuals);
    }

    /** |y - prediction| of each row by the model without it. */
    public double[] residuals() {
        return residuals.clone();
    }

    /** The predictions of the n models for one point, in the order of the rows left out. */
    public double[] predictions(double... point) {
        Nd x = Nd.of(point.clone(), 1, point.length);
        double[] out = new double[models.size()];
        Arrays.setAll(out, i -> models.get(i).predict(x)[0]);
        return out;
    }

    /**
     * Interval with a coverage of at least {@code 1 - 2 alpha} for any data that are exchangeable, typically {@code 1 - alpha}. Its
     * centre is the median of the predictions; it is infinite if alpha is below 1 / (n + 1).
     */
    public Interval interval(double alpha, double... point) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("The error rate is " + alpha + "; it must be between 0 and 1.");
        }
        double[] p = predictions(point);
        int n = p.length;
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            low[i] = p[i] - residuals[i];
            high[i] = p[i] + residuals[i];
        }
        Arrays.sort(low);
        Arrays.sort(high);
        // The margin keeps a product such as 0.1 * 10 from rounding to the wrong side.
        int lowRank = (int) Math.floor(alpha * (n + 1) + 1e-9);
        int highRank = (int) Math.ceil((1 - alpha) * (n + 1) - 1e-9);
        return new Interval(
                lowRank < 1 ? Double.NEGATIVE_INFINITY : low[lowRank - 1],
                Stats.median(p),
                highRank > n ? Double.POSITIVE_INFINITY : high[highRank - 1]);
    }
}
