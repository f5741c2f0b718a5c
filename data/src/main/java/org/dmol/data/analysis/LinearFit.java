package org.dmol.data.analysis;

import org.dmol.array.Nd;

/**
 * A fitted linear model, y = x w + b.
 *
 * @param weights one for each column
 * @param intercept the constant b
 */
public record LinearFit(double[] weights, double intercept) {

    /** Predictions for the rows of {@code x} (n, d). */
    public double[] predict(Nd x) {
        double[][] rows = Mat.rows(x, "x");
        Mat.requireColumns(rows, weights.length, "the linear model");
        double[] out = new double[rows.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = predict(rows[i]);
        }
        return out;
    }

    /** Prediction for one row. */
    public double predict(double... row) {
        return Mat.dot(row, weights) + intercept;
    }
}
