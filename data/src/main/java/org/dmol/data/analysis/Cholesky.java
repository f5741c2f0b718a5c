package org.dmol.data.analysis;

import java.util.stream.IntStream;

/** Cholesky factor of a symmetric positive definite matrix, in place and in blocks: n = 8,000 is a matter of a minute. */
final class Cholesky {
    private static final int BLOCK = 96;

    private final int n;
    /** Row-major; the lower triangle is the factor, the upper one is left as it was. */
    private final double[] a;

    /** Factors {@code a}, whose lower triangle is overwritten. */
    Cholesky(double[] a, int n) {
        this.a = a;
        this.n = n;
        for (int k = 0; k < n; k += BLOCK) {
            int start = k;
            int from = Math.min(k + BLOCK, n);
            diagonal(start, from);
            IntStream.range(from, n).parallel().forEach(i -> forward(i, start, from));
            if (from < n) {
                update(start, from);
            }
        }
    }

    private void diagonal(int k, int end) {
        for (int j = k; j < end; j++) {
            double pivot = a[j * n + j];
            for (int p = k; p < j; p++) {
                pivot -= a[j * n + p] * a[j * n + p];
            }
            if (!(pivot > 0)) {
                throw new IllegalArgumentException("The kernel matrix is not positive definite (pivot " + pivot
                        + " in row " + j + "); a larger lambda or a positive definite kernel is needed.");
            }
            double root = Math.sqrt(pivot);
            a[j * n + j] = root;
            for (int i = j + 1; i < end; i++) {
                double sum = a[i * n + j];
                for (int p = k; p < j; p++) {
                    sum -= a[i * n + p] * a[j * n + p];
                }
                a[i * n + j] = sum / root;
            }
        }
    }

    /** Row i of the panel: L_ik = A_ik L_kk^-T. */
    private void forward(int i, int k, int end) {
        for (int j = k; j < end; j++) {
            double sum = a[i * n + j];
            for (int p = k; p < j; p++) {
                sum -= a[i * n + p] * a[j * n + p];
            }
            a[i * n + j] = sum / a[j * n + j];
        }
    }

    /** The rest of the matrix minus panel times its transpose. The transpose is copied so that the inner loop runs along rows. */
    private void update(int k, int from) {
        int width = from - k;
        int rest = n - from;
        double[] t = new double[width * rest];
        for (int i = 0; i < rest; i++) {
            for (int p = 0; p < width; p++) {
                t[p * rest + i] = a[(from + i) * n + k + p];
            }
        }
        IntStream.range(0, (rest + 3) / 4).parallel().forEach(block -> {
            for (int i = 4 * block; i < Math.min(rest, 4 * block + 4); i++) {
                updateRow(i, k, from, width, rest, t);
            }
        });
    }

    private void updateRow(int i, int k, int from, int width, int rest, double[] t) {
        int row = (from + i) * n;
        int p = 0;
        for (; p + 4 <= width; p += 4) {
            double c0 = a[row + k + p];
            double c1 = a[row + k + p + 1];
            double c2 = a[row + k + p + 2];
            double c3 = a[row + k + p + 3];
            int t0 = p * rest;
            int t1 = t0 + rest;
            int t2 = t1 + rest;
            int t3 = t2 + rest;
            int out = row + from;
            for (int j = 0; j <= i; j++) {
                a[out + j] -= c0 * t[t0 + j] + c1 * t[t1 + j] + c2 * t[t2 + j] + c3 * t[t3 + j];
            }
        }
        for (; p < width; p++) {
            double c = a[row + k + p];
            for (int j = 0; j <= i; j++) {
                a[row + from + j] -= c * t[p * rest + j];
            }
        }
    }

    /** Solves L z = b. */
    double[] forward(double[] b) {
        double[] z = b.clone();
        for (int i = 0; i < n; i++) {
            double sum = z[i];
            for (int j = 0; j < i; j++) {
                sum -= a[i * n + j] * z[j];
            }
            z[i] = sum / a[i * n + i];
        }
        return z;
    }

    /** Solves A x = b. */
    double[] solve(double[] b) {
        double[] x = forward(b);
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= a[i * n + i];
            for (int j = 0; j < i; j++) {
                x[j] -= a[i * n + j] * x[i];
            }
        }
        return x;
    }

    /** Natural logarithm of the determinant of A. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * Math.log(a[i * n + i]);
        }
        return sum;
    }

    /** Diagonal of the inverse: column norms of L^-1. Takes about as long as the factorisation. */
    double[] inverseDiagonal() {
        double[] out = new double[n];
        IntStream.range(0, n).parallel().forEach(c -> {
            double[] z = new double[n];
            z[c] = 1 / a[c * n + c];
            double sum = z[c] * z[c];
            for (int i = c + 1; i < n; i++) {
                double s = 0;
                for (int j = c; j < i; j++) {
                    s -= a[i * n + j] * z[j];
                }
                z[i] = s / a[i * n + i];
                sum += z[i] * z[i];
            }
            out[c] = sum;
        });
        return out;
    }
}
