package org.dmol.data.analysis;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.hipparchus.linear.SingularValueDecomposition;

/** Singular value decomposition of a (weighted, centred) design matrix: every linear least-squares problem reads its answer from it. */
final class Design {
    private final double[][] x;
    private final double[] y;
    private final double[] rowWeights;
    private final Intercept intercept;
    private final double[] centre;
    private final double yMean;
    private final double[] singular;
    /** The weighted, centred matrix. */
    private final double[][] design;
    /** Right singular vectors as (d, r) rows. */
    private final double[][] v;
    /** Left singular vectors times the labels. */
    private final double[] uy;

    private final int rank;

    /** {@code rowWeights} may be null: all 1. {@code cutoff}: singular values below this share of the largest count as 0. */
    Design(Nd features, double[] labels, double[] rowWeights, Intercept intercept, double cutoff) {
        this.x = Mat.rows(features, "x");
        this.y = labels;
        this.intercept = intercept;
        Mat.requireLength(labels, x.length, "y");
        this.rowWeights = rowWeights;
        if (rowWeights != null) {
            Mat.requireLength(rowWeights, x.length, "weights");
            for (double w : rowWeights) {
                if (w < 0) {
                    throw new IllegalArgumentException("The row weight " + w + " is negative; weights are at least 0.");
                }
            }
        }
        int d = x[0].length;
        this.centre = new double[d];
        double mean = 0;
        if (intercept == Intercept.JOINT) {
            double total = 0;
            for (int i = 0; i < x.length; i++) {
                double w = weight(i);
                total += w;
                mean += w * y[i];
                for (int j = 0; j < d; j++) {
                    centre[j] += w * x[i][j];
                }
            }
            mean /= total;
            for (int j = 0; j < d; j++) {
                centre[j] /= total;
            }
        }
        this.yMean = mean;
        double[][] a = Mat.minus(x, centre);
        double[] b = new double[x.length];
        for (int i = 0; i < a.length; i++) {
            double root = Math.sqrt(weight(i));
            b[i] = root * (y[i] - yMean);
            for (int j = 0; j < d; j++) {
                a[i][j] *= root;
            }
        }
        HouseholderQr qr = a.length > d ? HouseholderQr.of(a, b) : null;
        SingularValueDecomposition svd = new SingularValueDecomposition(Mat.real(qr == null ? a : qr.r()));
        this.design = a;
        this.singular = svd.getSingularValues();
        double tolerance = cutoff >= 0 ? cutoff : Math.ulp(1.0) * Math.max(a.length, d);
        int r = 0;
        while (r < singular.length && singular[r] > tolerance * singular[0]) {
            r++;
        }
        this.rank = r;
        this.v = svd.getV().getData();
        double[] turned = svd.getUT().operate(qr == null ? b : qr.qb());
        this.uy = Arrays.copyOf(turned, r);
    }

    private double weight(int row) {
        return rowWeights == null ? 1 : rowWeights[row];
    }

    int rank() {
        return rank;
    }

    double[] singularValues() {
        return singular.clone();
    }

    /** argmin of the weighted sum of squares + lambda |w|^2; for lambda 0 the solution of least norm. */
    LinearFit solve(double lambda) {
        double[] w = new double[v.length];
        for (int k = 0; k < rank; k++) {
            double factor = uy[k] * singular[k] / (singular[k] * singular[k] + lambda);
            for (int j = 0; j < w.length; j++) {
                w[j] += factor * v[j][k];
            }
        }
        double b = yMean - Mat.dot(centre, w);
        if (intercept == Intercept.MEAN_RESIDUAL) {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < x.length; i++) {
                sum += weight(i) * (y[i] - Mat.dot(x[i], w));
                total += weight(i);
            }
            b = sum / total;
        }
        return new LinearFit(w, b);
    }

    /** Diagonal of the hat matrix, the derivative of each fitted value by its own label. */
    double[] leverages(double lambda) {
        if (intercept == Intercept.MEAN_RESIDUAL) {
            throw new IllegalArgumentException(
                    "Leverages need an intercept that is fitted jointly or absent, not the mean residual.");
        }
        double total = rowWeights == null ? x.length : Arrays.stream(rowWeights).sum();
        double[] h = new double[x.length];
        for (int i = 0; i < h.length; i++) {
            for (int k = 0; k < rank; k++) {
                double us = 0;
                for (int j = 0; j < v.length; j++) {
                    us += design[i][j] * v[j][k];
                }
                h[i] += us * us / (singular[k] * singular[k] + lambda);
            }
            if (intercept == Intercept.JOINT) {
                h[i] += weight(i) / total;
            }
        }
        return h;
    }

    /** y - prediction of each row by the model fitted to all other rows, without refitting. */
    double[] leaveOneOutResiduals(double lambda) {
        LinearFit fit = solve(lambda);
        double[] h = leverages(lambda);
        double[] out = new double[x.length];
        Arrays.setAll(out, i -> (y[i] - fit.predict(x[i])) / (1 - h[i]));
        return out;
    }

    /** Standard errors of the weights, sigma^2 (X'X + lambda)^-1 with sigma^2 from the residuals. */
    double[] standardErrors(double lambda) {
        if (intercept == Intercept.MEAN_RESIDUAL) {
            throw new IllegalArgumentException(
                    "Standard errors need an intercept that is fitted jointly or absent, not the mean residual.");
        }
        LinearFit fit = solve(lambda);
        double rss = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = y[i] - fit.predict(x[i]);
            rss += weight(i) * residual * residual;
        }
        int freedom = x.length - rank - (intercept == Intercept.JOINT ? 1 : 0);
        double sigma2 = freedom <= 0 ? Double.NaN : rss / freedom;
        double[] out = new double[v.length];
        for (int j = 0; j < out.length; j++) {
            for (int k = 0; k < rank; k++) {
                out[j] += v[j][k] * v[j][k] / (singular[k] * singular[k] + lambda);
            }
            out[j] = Math.sqrt(sigma2 * out[j]);
        }
        return out;
    }
}
