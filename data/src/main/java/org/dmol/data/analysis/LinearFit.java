package org.dmol.data.analysis;

import org.dmol.array.Nd;

/**
 * A fitted linear model, y = x w + b.
 *
 * @param weights one for each column
 * @param intercept the constant b
 */
public record LinearFit(double[] weights, double intercept) implements Learner.Predictor {

    /** Predictions for the rows of {@code x} (n, d). */
    @Override
    public double[] predict(Nd x) {
        Mat.requireMatrix(x, "x");
        int d = x.dim(1);
        if (d != weights.length) {
            throw new IllegalArgumentException(
                    "The matrix x has " + d + " columns; the linear model was made from " + weights.length + ".");
        }
        double[] v = x.doubles();
        double[] out = new double[x.dim(0)];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += v[i * d + j] * weights[j];
            }
            if (!Double.isFinite(sum)) {
                Mat.rows(x, "x"); // names the element that is not finite
            }
            out[i] = sum + intercept;
        }
        return out;
    }

    /** Prediction for one row. */
    public double predict(double... row) {
        return Mat.dot(row, weights) + intercept;
    }
}
