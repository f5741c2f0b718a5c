package org.dmol.data.standin;

import org.dmol.data.molecules.Molecule;

/** Rotational constants of a geometry. */
final class Inertia {
    /** GHz times atomic mass units times square Angstrom. */
    private static final double GHZ = 505.379;

    private Inertia() {}

    /** A, B, C in GHz (0 where a moment vanishes) and the sum of Z r^2 in Bohr^2. */
    static double[] of(Molecule m, double[] x) {
        int n = m.atomCount();
        double[] mass = new double[n];
        double total = 0;
        double[] centre = new double[3];
        for (int i = 0; i < n; i++) {
            mass[i] = m.atomicNumber(i) == 1 ? 1.008 : 2.0 * m.atomicNumber(i);
            total += mass[i];
            for (int k = 0; k < 3; k++) {
                centre[k] += mass[i] * x[3 * i + k];
            }
        }
        double[] t = new double[6];
        double extent = 0;
        for (int i = 0; i < n; i++) {
            double a = x[3 * i] - centre[0] / total;
            double b = x[3 * i + 1] - centre[1] / total;
            double c = x[3 * i + 2] - centre[2] / total;
            t[0] += mass[i] * (b * b + c * c);
            t[1] += mass[i] * (a * a + c * c);
            t[2] += mass[i] * (a * a + b * b);
            t[3] -= mass[i] * a * b;
            t[4] -= mass[i] * a * c;
            t[5] -= mass[i] * b * c;
            extent += m.atomicNumber(i) * (a * a + b * b + c * c) * 3.5710643;
        }
        double[] moments = eigenvalues(t);
        return new double[] {constant(moments[0]), constant(moments[1]), constant(moments[2]), extent};
    }

    private static double constant(double moment) {
        return moment > 1e-3 ? GHZ / moment : 0;
    }

    /** Ascending eigenvalues of the symmetric matrix with diagonal t[0..2] and xy, xz, yz in t[3..5] (trigonometric formula). */
    static double[] eigenvalues(double... t) {
        double q = (t[0] + t[1] + t[2]) / 3;
        double off = t[3] * t[3] + t[4] * t[4] + t[5] * t[5];
        double p =
                Math.sqrt(((t[0] - q) * (t[0] - q) + (t[1] - q) * (t[1] - q) + (t[2] - q) * (t[2] - q) + 2 * off) / 6);
        if (p < 1e-12) {
            return new double[] {q, q, q};
        }
        double a = (t[0] - q) / p;
        double b = (t[1] - q) / p;
        double c = (t[2] - q) / p;
        double d = t[3] / p;
        double e = t[4] / p;
        double f = t[5] / p;
        double half = (a * (b * c - f * f) - d * (d * c - f * e) + e * (d * f - b * e)) / 2;
        double angle = Math.acos(Math.max(-1, Math.min(1, half))) / 3;
        double high = q + 2 * p * Math.cos(angle);
        double low = q + 2 * p * Math.cos(angle + 2 * Math.PI / 3);
        return new double[] {low, 3 * q - low - high, high};
    }
}
