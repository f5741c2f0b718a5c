package org.dmol.data.analysis;

/**
 * Triangular factor of a tall matrix, and the right-hand side turned with it. A decomposition of the small factor then takes the place
 * of one of the tall matrix.
 *
 * @param r (d, d) upper triangle
 * @param qb first d elements of Q'b
 */
record HouseholderQr(double[][] r, double[] qb) {

    static HouseholderQr of(double[][] a, double[] b) {
        int n = a.length;
        int d = a[0].length;
        // Columns are contiguous, the right-hand side is the last one.
        double[][] column = new double[d + 1][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                column[j][i] = a[i][j];
            }
            column[d][i] = b[i];
        }
        double[][] r = new double[d][d];
        for (int k = 0; k < d; k++) {
            double[] v = column[k];
            double norm = Math.sqrt(dot(v, v, k));
            double alpha = v[k] > 0 ? -norm : norm;
            r[k][k] = alpha;
            if (norm > 0) {
                v[k] -= alpha;
                // v'v = 2 (norm^2 + |v_k| norm), so H = I - v v' / (norm (norm + |v_k|)).
                double scale = 1 / (norm * Math.abs(v[k]));
                for (int j = k + 1; j <= d; j++) {
                    reflect(column[j], v, scale, k);
                }
            }
            for (int j = k + 1; j < d; j++) {
                r[k][j] = column[j][k];
            }
        }
        double[] qb = new double[d];
        System.arraycopy(column[d], 0, qb, 0, d);
        return new HouseholderQr(r, qb);
    }

    /**
     * The solution of r w = qb if r is sure to have full rank, otherwise null. Sure means: the ratio of its smallest to its largest
     * singular value, at least 1 / (|r| |r⁻¹|) in Frobenius norms, is above {@code cutoff}.
     */
    double[] solve(double cutoff) {
        int d = qb.length;
        double norm = 0;
        double inverseNorm = 0;
        double[] column = new double[d];
        for (int k = 0; k < d; k++) {
            // Column k of the inverse; its elements below k are zero.
            for (int i = k; i >= 0; i--) {
                double sum = i == k ? 1 : 0;
                for (int j = i + 1; j <= k; j++) {
                    sum -= r[i][j] * column[j];
                }
                column[i] = sum / r[i][i];
                inverseNorm += column[i] * column[i];
                norm += r[i][k] * r[i][k];
            }
        }
        if (!(1 / Math.sqrt(norm * inverseNorm) > cutoff)) {
            return null;
        }
        double[] w = new double[d];
        for (int i = d - 1; i >= 0; i--) {
            double sum = qb[i];
            for (int j = i + 1; j < d; j++) {
                sum -= r[i][j] * w[j];
            }
            w[i] = sum / r[i][i];
        }
        return w;
    }

    private static void reflect(double[] column, double[] v, double scale, int from) {
        double factor = dot(column, v, from) * scale;
        for (int i = from; i < v.length; i++) {
            column[i] -= factor * v[i];
        }
    }

    /** Four sums, so that additions need not wait for each other. */
    private static double dot(double[] a, double[] b, int from) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 4 <= a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }
}
