package org.dmol.layers.equivariant;

/**
 * Wigner matrices, {@code Y(R x) = D(R) Y(x)}, of any degree and for improper rotations too. The real ones come from the recurrence of
 * Ivanic and Ruedenberg (J. Phys. Chem. 1996, 100, 6342, with the correction of 1998), the complex ones from those.
 */
public final class WignerMatrix {
    private final double[][] r;

    private WignerMatrix(double[][] r) {
        this.r = r;
    }

    /**
     * The matrix of real harmonics of degree l about the z axis, (2l + 1) × (2l + 1); a polynomial of degree l of the matrix, so that
     * D(-R) = (-1)^l D(R).
     *
     * @throws IllegalArgumentException if the matrix is not orthogonal or the degree negative
     */
    public static double[][] real(int l, double[][] rotation) {
        if (l < 0) {
            throw new IllegalArgumentException("A degree is 0 or more, not " + l + ".");
        }
        Rotations.requireOrthogonal(rotation);
        int[] axis = {1, 2, 0};
        double[][] r = new double[3][3];
        for (int i = 0; i < 9; i++) {
            r[i / 3][i % 3] = rotation[axis[i / 3]][axis[i % 3]];
        }
        double[][] d = {{1}};
        for (int k = 1; k <= l; k++) {
            d = k == 1 ? r : new WignerMatrix(r).next(k, d);
        }
        return d;
    }

    /** The matrix of an irrep's components (real harmonics about the y axis; l = 1 is the matrix itself if the parity is odd). */
    public static double[][] of(Irrep irrep, double[][] rotation) {
        int determinant = Rotations.requireOrthogonal(rotation);
        double[][] turned = new double[3][3];
        for (int i = 0; i < 9; i++) {
            turned[(i / 3 + 1) % 3][(i % 3 + 1) % 3] = rotation[i / 3][i % 3];
        }
        // Axes (z, x, y) take the places of (x, y, z).
        double[][] d = real(irrep.l(), turned);
        boolean flip = determinant < 0 && irrep.parity() != (irrep.l() % 2 == 0 ? 1 : -1);
        double[][] out = new double[d.length][d.length];
        for (int i = 0; i < d.length; i++) {
            for (int j = 0; j < d.length; j++) {
                out[i][j] = flip ? -d[i][j] : d[i][j];
            }
        }
        return out;
    }

    /**
     * Wigner's D of degree l, {@code D[m' + l][m + l] = <l m'| R |l m>} for R = Rz(alpha) Ry(beta) Rz(gamma).
     *
     * @return real and imaginary parts
     */
    public static double[][][] complex(int l, double alpha, double beta, double gamma) {
        double[][] d = real(l, Rotations.euler(alpha, beta, gamma));
        double[][][] u = basis(l);
        int n = 2 * l + 1;
        double[][][] out = new double[2][n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        // The conjugate of U D U^H; U has no more than two elements in a row.
                        out[0][i][j] += d[a][b] * (u[0][i][a] * u[0][j][b] + u[1][i][a] * u[1][j][b]);
                        out[1][i][j] -= d[a][b] * (u[1][i][a] * u[0][j][b] - u[0][i][a] * u[1][j][b]);
                    }
                }
            }
        }
        return out;
    }

    /** Complex harmonics from real ones of degree l: real and imaginary parts of the unitary matrix. */
    static double[][][] basis(int l) {
        int n = 2 * l + 1;
        double[][][] u = new double[2][n][n];
        u[0][l][l] = 1;
        double h = Math.sqrt(0.5);
        for (int m = 1; m <= l; m++) {
            double sign = m % 2 == 0 ? 1 : -1;
            u[0][l + m][l + m] = sign * h;
            u[1][l + m][l - m] = sign * h;
            u[0][l - m][l + m] = h;
            u[1][l - m][l - m] = -h;
        }
        return u;
    }

    private double[][] next(int l, double[][] d) {
        double[][] out = new double[2 * l + 1][2 * l + 1];
        for (int m = -l; m <= l; m++) {
            for (int n = -l; n <= l; n++) {
                int a = Math.abs(m);
                double scale = Math.abs(n) < l ? (double) (l + n) * (l - n) : 2.0 * l * (2.0 * l - 1);
                double u = Math.sqrt((double) (l + m) * (l - m) / scale);
                double v = 0.5 * Math.sqrt((m == 0 ? 2.0 : 1.0) * (l + a - 1) * (l + a) / scale) * (m == 0 ? -1 : 1);
                double w = m == 0 ? 0 : -0.5 * Math.sqrt((double) (l - a - 1) * (l - a) / scale);
                double sum = 0;
                sum += u == 0 ? 0 : u * p(0, l, m, n, d);
                sum += v == 0 ? 0 : v * second(l, m, n, d);
                sum += w == 0 ? 0 : w * third(l, m, n, d);
                out[l + m][l + n] = sum;
            }
        }
        return out;
    }

    private double p(int i, int l, int a, int b, double[][] d) {
        double[] row = d[l - 1 + a];
        if (b == l) {
            return r[i + 1][2] * row[2 * l - 2] - r[i + 1][0] * row[0];
        }
        return b == -l ? r[i + 1][2] * row[0] + r[i + 1][0] * row[2 * l - 2] : r[i + 1][1] * row[l - 1 + b];
    }

    private double second(int l, int m, int n, double[][] d) {
        if (m == 0) {
            return p(1, l, 1, n, d) + p(-1, l, -1, n, d);
        }
        if (m > 0) {
            double first = p(1, l, m - 1, n, d);
            return m == 1 ? Math.sqrt(2) * first : first - p(-1, l, -m + 1, n, d);
        }
        double last = p(-1, l, -m - 1, n, d);
        return m == -1 ? Math.sqrt(2) * last : p(1, l, m + 1, n, d) + last;
    }

    private double third(int l, int m, int n, double[][] d) {
        return m > 0 ? p(1, l, m + 1, n, d) + p(-1, l, -m - 1, n, d) : p(1, l, m - 1, n, d) - p(-1, l, -m + 1, n, d);
    }
}
