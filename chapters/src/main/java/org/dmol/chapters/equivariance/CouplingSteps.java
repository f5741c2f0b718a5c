package org.dmol.chapters.equivariance;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.layers.equivariant.ClebschGordan;
import org.dmol.layers.equivariant.SphericalHarmonics;
import org.dmol.layers.equivariant.Surd;

/** Couplings of spherical harmonics: exact coefficients, and products of harmonics by least squares. */
final class CouplingSteps {
    void coefficients(Run run) {
        run.metric("<10 10|00>", ClebschGordan.value(1, 0, 1, 0, 0, 0)).exactly(-0.5773502691896257, 1e-15);
        int[][] all = {
            {1, 1, 1, -1, 0, 0},
            {1, 0, 1, 0, 2, 0},
            {1, 1, 1, 0, 1, 1},
            {1, 0, 1, 1, 1, 1},
            {2, 0, 2, 0, 0, 0},
            {2, 0, 2, 0, 2, 0},
            {2, 1, 1, -1, 1, 0},
            {2, 2, 2, -2, 2, 0}
        };
        double[] known = {
            1 / Math.sqrt(3),
            Math.sqrt(6) / 3,
            Math.sqrt(0.5),
            -Math.sqrt(0.5),
            Math.sqrt(5) / 5,
            -Math.sqrt(14) / 7,
            Math.sqrt(30) / 10,
            Math.sqrt(14) / 7
        };
        Table t = Table.of("Clebsch-Gordan coefficients", "l1 m1", "l2 m2", "l m", "exact", "value");
        double worst = 0;
        for (int k = 0; k < all.length; k++) {
            int[] a = all[k];
            Surd s = ClebschGordan.exact(a[0], a[1], a[2], a[3], a[4], a[5]);
            worst = Math.max(worst, Math.abs(s.value() - known[k]));
            t.row(a[0] + " " + a[1], a[2] + " " + a[3], a[4] + " " + a[5], s.toString(), s.value());
        }
        run.table(t);
        run.metric("largest error of eight known ones", worst)
                .band(0, 1e-15)
                .alsoQuick()
                .alsoStandIn();
        int triples = 0;
        int nonzero = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int l = Math.abs(a - b); l <= Math.min(2, a + b); l++) {
                    triples++;
                    for (int i = -a; i <= a; i++) {
                        for (int j = -b; j <= b; j++) {
                            boolean there = Math.abs(i + j) <= l
                                    && ClebschGordan.exact(a, i, b, j, l, i + j).sign() != 0;
                            nonzero += there ? 1 : 0;
                        }
                    }
                }
            }
        }
        for (int l = 0; l < Fragments.DEGREES; l++) {
            double sign = l % 2 == 0 ? 1 : -1;
            run.metric("l = " + l + " with itself to 0, any direction", invariant(l))
                    .expected(sign * Math.sqrt(2 * l + 1) / (4 * Math.PI), 1e-13);
        }
        run.metric("allowed triples", triples).expected(15, 0);
        run.metric("coefficients that are not zero", nonzero).expected(113, 0);
    }

    /** sum over m of <l m l -m | 0 0> Y_lm Y_l-m of a point: the same for every point. */
    private static double invariant(int l) {
        double[] p = RotationSteps.FIXED_POINTS[0];
        var y = SphericalHarmonics.complex(l, p[0], p[1], p[2]);
        double sum = 0;
        for (int m = -l; m <= l; m++) {
            int a = SphericalHarmonics.index(l, m);
            int b = SphericalHarmonics.index(l, -m);
            sum += ClebschGordan.value(l, m, l, -m, 0, 0) * (y.re()[a] * y.re()[b] - y.im()[a] * y.im()[b]);
        }
        return sum;
    }

    void numeric(Run run) {
        Nd u = Draws.of(run.seed()).directions();
        int n = u.dim(0);
        List<double[]> basis = new ArrayList<>();
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            double[] y = SphericalHarmonics.real(4, u.get(i, 0), u.get(i, 1), u.get(i, 2));
            basis.add(y);
            product[i] = y[6] * y[6];
        }
        double[] c = leastSquares(basis, product);
        double error = 0;
        for (int i = 0; i < n; i++) {
            double fit = 0;
            for (int k = 0; k < 25; k++) {
                fit += c[k] * basis.get(i)[k];
            }
            error += (fit - product[i]) * (fit - product[i]) / n;
        }
        run.corrected(
                "The book's real harmonics lack the sines and degree 4, so the fit is only approximate (error 0.0168, tolerance 0.1) and its 0.447 no coefficient; with all 25 harmonics the product is exact.");
        run.metric("(2,0)(2,0) to (0,0)", c[0]).expected(0.2820947918, 1e-9).note("the book prints 0.44724838464333");
        run.metric("to (2,0)", c[6]).expected(0.1802237516, 1e-8);
        run.metric("to (4,0)", c[20]).expected(0.2417955358, 1e-8);
        run.metric("mean squared error", error).band(0, 1e-28).alsoQuick().alsoStandIn();
    }

    private static double[] leastSquares(List<double[]> a, double[] b) {
        int n = a.get(0).length;
        double[][] m = new double[n][n + 1];
        for (int r = 0; r < b.length; r++) {
            double[] row = a.get(r);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    m[i][j] += row[i] * row[j];
                }
                m[i][n] += row[i] * b[r];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < n; r++) {
                double factor = r == i ? 0 : m[r][i] / m[i][i];
                for (int j = i; j <= n && factor != 0; j++) {
                    m[r][j] -= factor * m[i][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = m[i][n] / m[i][i];
        }
        return x;
    }
}
