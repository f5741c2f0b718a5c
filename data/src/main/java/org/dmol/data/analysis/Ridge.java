package org.dmol.data.analysis;

import org.dmol.array.Nd;

/**
 * Ridge regression (Hoerl and Kennard, Technometrics 1970, 12, 55): minimises the sum of squared residuals plus
 * {@code lambda |w|^2}. The intercept is not penalised. One decomposition serves every lambda.
 */
public final class Ridge {
    private final Design design;

    private Ridge(Design design) {
        this.design = design;
    }

    /** Decomposes {@code x} (n, d) for the labels {@code y}. */
    public static Ridge of(Nd x, double[] y, Intercept intercept) {
        return new Ridge(new Design(x, y, null, intercept, -1));
    }

    /** The same with one weight, at least 0, for each row's squared residual. */
    public static Ridge weighted(Nd x, double[] y, double[] rowWeights, Intercept intercept) {
        return new Ridge(new Design(x, y, rowWeights, intercept, -1));
    }

    /** The fit at a strength of at least 0. */
    public LinearFit fit(double lambda) {
        requireStrength(lambda);
        return design.solve(lambda);
    }

    /** Mean squared leave-one-out residual at {@code lambda}, exactly and without refitting. */
    public double leaveOneOutMse(double lambda) {
        requireStrength(lambda);
        double sum = 0;
        double[] residuals = design.leaveOneOutResiduals(lambda);
        for (double r : residuals) {
            sum += r * r;
        }
        return sum / residuals.length;
    }

    /** The candidate of least {@link #leaveOneOutMse}. */
    public double best(double... lambdas) {
        double best = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (double lambda : lambdas) {
            double mse = leaveOneOutMse(lambda);
            if (mse < least) {
                least = mse;
                best = lambda;
            }
        }
        return best;
    }

    /** Square roots of the diagonal of sigma^2 (X'X + lambda)^-1, sigma^2 estimated from the residuals. */
    public double[] standardErrors(double lambda) {
        requireStrength(lambda);
        return design.standardErrors(lambda);
    }

    private static void requireStrength(double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("The ridge strength is " + lambda + "; it must be at least 0.");
        }
    }
}
