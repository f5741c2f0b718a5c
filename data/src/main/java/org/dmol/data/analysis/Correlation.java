package org.dmol.data.analysis;

import org.dmol.array.Nd;

/** Correlation coefficients. A constant sample has none: NaN. */
public final class Correlation {
    private Correlation() {}

    /** Pearson's r. */
    public static double pearson(double[] a, double[] b) {
        Mat.requireLength(b, a.length, "b");
        double meanA = Stats.mean(a);
        double meanB = Stats.mean(b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            double x = a[i] - meanA;
            double y = b[i] - meanB;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        double r = ab / Math.sqrt(aa) / Math.sqrt(bb);
        return Double.isNaN(r) ? r : Math.max(-1, Math.min(1, r));
    }

    /** Spearman's rho: Pearson's r of the ranks, ties at their mean rank. */
    public static double spearman(double[] a, double[] b) {
        Mat.requireLength(b, a.length, "b");
        return pearson(Stats.ranks(a), Stats.ranks(b));
    }

    /** Pearson's r between all columns of {@code x} (n, d): a symmetric (d, d) matrix. */
    public static Nd matrix(Nd x) {
        double[][] columns = Mat.rows(x.transpose(), "x");
        int d = columns.length;
        double[] out = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double r = i == j ? selfCorrelation(columns[i]) : pearson(columns[i], columns[j]);
                out[i * d + j] = r;
                out[j * d + i] = r;
            }
        }
        return Nd.of(out, d, d);
    }

    private static double selfCorrelation(double[] v) {
        return Stats.variance(v, 0) > 0 ? 1 : Double.NaN;
    }
}
