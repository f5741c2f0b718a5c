package org.dmol.data.analysis;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.hipparchus.linear.SingularValueDecomposition;

/** Decompositions of a (weighted, centred) design matrix: every linear least-squares problem reads its answer from them. */
final class Design {
    private final double[][] x;
    private final double[] y;
    private final double[] rowWeights;
    private final Intercept intercept;
    private final double[] centre;
    private final double yMean;
    private final double givenCutoff;
    private final double cutoff;
    /** The weighted, centred matrix, and its right-hand side. */
    private final double[][] design;

    private final double[] target;
    /** Of tall matrices. */
    private final HouseholderQr qr;

    private Svd svd;

    /**
     * Singular value decomposition.
     *
     * @param singular values, largest first
     * @param v right singular vectors as columns
     * @param uy left singular vectors times the right-hand side
     * @param rank number of singular values above the cut-off
     */
    record Svd(double[] singular, double[][] v, double[] uy, int rank) {}

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
        this.design = a;
        this.target = b;
        this.givenCutoff = cutoff;
        this.cutoff = cutoff >= 0 ? cutoff : Math.ulp(1.0) * Math.max(a.length, d);
        this.qr = a.length > d ? HouseholderQr.of(a, b) : null;
    }

    /** Computed when first needed: a fit of full rank does without. */
    Svd svd() {
        if (svd == null) {
            var all = new SingularValueDecomposition(Mat.real(qr == null ? design : qr.r()));
            double[] singular = all.getSingularValues();
            int rank = 0;
            while (rank < singular.length && singular[rank] > cutoff * singular[0]) {
                rank++;
            }
            double[] turned = all.getUT().operate(qr == null ? target : qr.qb());
            svd = new Svd(singular, all.getV().getData(), Arrays.copyOf(turned, rank), rank);
        }
        return svd;
    }

    double weight(int row) {
        return rowWeights == null ? 1 : rowWeights[row];
    }

    Intercept intercept() {
        return intercept;
    }

    double[] centre() {
        return centre;
    }

    /** Rows as given. */
    double[][] rows() {
        return x;
    }

    double[] labels() {
        return y;
    }

    /** Weighted, centred rows. */
    double[][] design() {
        return design;
    }

    double[] target() {
        return target;
    }

    double yMean() {
        return yMean;
    }

    /** A fit of its own to some of the rows. */
    LinearFit refit(int[] kept) {
        double[][] some = new double[kept.length][];
        double[] labels = new double[kept.length];
        double[] weights = rowWeights == null ? null : new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            some[i] = x[kept[i]];
            labels[i] = y[kept[i]];
            if (weights != null) {
                weights[i] = rowWeights[kept[i]];
            }
        }
        return new Design(Nd.matrix(some), labels, weights, intercept, givenCutoff).solve(0);
    }

    int rank() {
        return svd().rank();
    }

    double[] singularValues() {
        return svd().singular().clone();
    }

    /** argmin of the weighted sum of squares + lambda |w|^2; for lambda 0 the solution of least norm. */
    LinearFit solve(double lambda) {
        double[] w = lambda == 0 && qr != null ? qr.solve(cutoff) : null;
        return finish(w == null ? bySvd(lambda) : w);
    }

    private double[] bySvd(double lambda) {
        Svd s = svd();
        double[] w = new double[s.v().length];
        for (int k = 0; k < s.rank(); k++) {
            double factor = s.uy()[k] * s.singular()[k] / (s.singular()[k] * s.singular()[k] + lambda);
            for (int j = 0; j < w.length; j++) {
                w[j] += factor * s.v()[j][k];
            }
        }
        return w;
    }

    /** Adds the constant to the weights. */
    private LinearFit finish(double[] w) {
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
        Svd s = svd();
        double[] h = new double[x.length];
        for (int i = 0; i < h.length; i++) {
            for (int k = 0; k < s.rank(); k++) {
                double us = 0;
                for (int j = 0; j < s.v().length; j++) {
                    us += design[i][j] * s.v()[j][k];
                }
                h[i] += us * us / (s.singular()[k] * s.singular()[k] + lambda);
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
        Svd s = svd();
        int freedom = x.length - s.rank() - (intercept == Intercept.JOINT ? 1 : 0);
        double sigma2 = freedom <= 0 ? Double.NaN : rss / freedom;
        double[] out = new double[s.v().length];
        for (int j = 0; j < out.length; j++) {
            for (int k = 0; k < s.rank(); k++) {
                out[j] += s.v()[j][k] * s.v()[j][k] / (s.singular()[k] * s.singular()[k] + lambda);
            }
            out[j] = Math.sqrt(sigma2 * out[j]);
        }
        return out;
    }
}
