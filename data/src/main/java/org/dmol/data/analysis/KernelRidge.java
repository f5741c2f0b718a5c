package org.dmol.data.analysis;

import org.dmol.array.Nd;

/**
 * Kernel ridge regression in closed form: {@code (K + lambda I) alpha = y - mean(y)}, prediction {@code k(x) · alpha + mean(y)}. The
 * same numbers are the mean and variance of a Gaussian process with noise variance lambda.
 */
public final class KernelRidge {
    private final Kernel kernel;
    private final Nd x;
    private final double[] centred;
    private final double[] alpha;
    private final double mean;
    private final Cholesky factor;

    private KernelRidge(Kernel kernel, Nd x, double[] centred, double mean, Cholesky factor) {
        this.kernel = kernel;
        this.x = x;
        this.centred = centred;
        this.alpha = factor.solve(centred);
        this.mean = mean;
        this.factor = factor;
    }

    /** Fits to the rows of {@code x} (n, d); {@code lambda} is positive. Needs 8 n^2 bytes. */
    public static KernelRidge fit(Kernel kernel, Nd x, double[] y, double lambda) {
        return fit(kernel, x, kernel.matrix(x, x), y, lambda);
    }

    /** Fits to a given kernel matrix (n, n), such as Tanimoto similarities; predict with {@link #predictFrom}. */
    public static KernelRidge fit(Nd kernelMatrix, double[] y, double lambda) {
        Nd own = Nd.of(kernelMatrix.doubles().clone(), kernelMatrix.shape());
        return fit(null, null, own, y, lambda);
    }

    private static KernelRidge fit(Kernel kernel, Nd x, Nd k, double[] y, double lambda) {
        int n = k.dim(0);
        if (k.rank() != 2 || k.dim(1) != n) {
            throw new IllegalArgumentException("The kernel matrix is " + k.describe() + "; it must be square.");
        }
        Mat.requireLength(y, n, "y");
        if (!(lambda > 0)) {
            throw new IllegalArgumentException("The ridge strength is " + lambda + "; it must be positive.");
        }
        double[] a = k.doubles();
        for (int i = 0; i < n; i++) {
            a[i * n + i] += lambda;
        }
        Cholesky factor = new Cholesky(a, n);
        double mean = Stats.mean(y);
        double[] centred = y.clone();
        for (int i = 0; i < n; i++) {
            centred[i] -= mean;
        }
        return new KernelRidge(kernel, x, centred, mean, factor);
    }

    /** One weight for each fitted row. */
    public double[] alpha() {
        return alpha.clone();
    }

    /** Mean of the labels, the constant of the model. */
    public double intercept() {
        return mean;
    }

    /** Predictions for the rows of {@code z} (m, d). */
    public double[] predict(Nd z) {
        return predictFrom(kernel.matrix(z, training()));
    }

    /** Predictions from the kernel values (m, n) between m new rows and the fitted ones. */
    public double[] predictFrom(Nd kernelRows) {
        Mat.requireMatrix(kernelRows, "kernelRows");
        int n = alpha.length;
        if (kernelRows.dim(1) != n) {
            throw new IllegalArgumentException(
                    "The kernel rows are " + kernelRows.describe() + "; they need " + n + " columns.");
        }
        double[] k = kernelRows.doubles();
        double[] out = new double[kernelRows.dim(0)];
        for (int i = 0; i < out.length; i++) {
            double sum = mean;
            for (int j = 0; j < n; j++) {
                sum += k[i * n + j] * alpha[j];
            }
            out[i] = sum;
        }
        return out;
    }

    /** Standard deviations of the Gaussian process (without the noise) at the rows of {@code z} (m, d), in units of the kernel. */
    public double[] deviation(Nd z) {
        double[][] k = Mat.rows(kernel.matrix(z, training()), "kernel rows");
        double[][] rows = Mat.rows(z, "z");
        double[] out = new double[rows.length];
        for (int i = 0; i < out.length; i++) {
            double[] w = factor.forward(k[i]);
            out[i] = Math.sqrt(Math.max(0, kernel.of(rows[i], rows[i]) - Mat.dot(w, w)));
        }
        return out;
    }

    /**
     * Variance of the Gaussian process whose covariance is this number times (K + lambda I), where the labels are most likely:
     * {@code (y - mean)ᵀ alpha / n}.
     */
    public double variance() {
        return Mat.dot(centred, alpha) / alpha.length;
    }

    /** Logarithm of the marginal likelihood of the labels at that {@link #variance}; for choosing kernels (Rasmussen and Williams 2006, eq. 2.30). */
    public double logLikelihood() {
        int n = alpha.length;
        return -0.5 * n * (Math.log(2 * Math.PI * variance()) + 1) - 0.5 * factor.logDeterminant();
    }

    /**
     * y - prediction of each fitted row by the model without it, the constant kept: {@code alpha_i / (K + lambda I)^-1_ii}. Takes
     * about as long as the fit.
     */
    public double[] leaveOneOutResiduals() {
        double[] inverse = factor.inverseDiagonal();
        double[] out = new double[alpha.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = alpha[i] / inverse[i];
        }
        return out;
    }

    private Nd training() {
        if (kernel == null) {
            throw new IllegalStateException(
                    "This model was fitted to a kernel matrix; give predictFrom the kernel values.");
        }
        return x;
    }
}
