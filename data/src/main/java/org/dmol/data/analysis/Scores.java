package org.dmol.data.analysis;

/** Scores of numeric predictions; {@code y} is measured, {@code predicted} predicted. */
public final class Scores {
    private Scores() {}

    /** Mean squared error. */
    public static double mse(double[] y, double[] predicted) {
        Mat.requireLength(predicted, y.length, "predicted");
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += (predicted[i] - y[i]) * (predicted[i] - y[i]);
        }
        return sum / y.length;
    }

    /** Root mean squared error. */
    public static double rmse(double[] y, double[] predicted) {
        return Math.sqrt(mse(y, predicted));
    }

    /** Mean absolute error. */
    public static double mae(double[] y, double[] predicted) {
        Mat.requireLength(predicted, y.length, "predicted");
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += Math.abs(predicted[i] - y[i]);
        }
        return sum / y.length;
    }

    /** Coefficient of determination, 1 - SSE / SST; NaN if all {@code y} are equal. */
    public static double r2(double[] y, double[] predicted) {
        double variance = Stats.variance(y, 0);
        return variance == 0 ? Double.NaN : 1 - mse(y, predicted) / variance;
    }
}
