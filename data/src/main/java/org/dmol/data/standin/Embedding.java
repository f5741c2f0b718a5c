package org.dmol.data.standin;

import org.dmol.array.NumpyRandom;
import org.dmol.data.molecules.Molecule;

/** Rough 3-D coordinates of a molecule: springs for bonds and angles, repulsion for the rest, gradient descent from a random start. */
final class Embedding {
    private static final int STEPS = 160;
    private static final double APART = 2.6;
    private static final double REPULSION = 0.4;

    private final Molecule molecule;
    private final int n;
    private final double[] target;
    private final double[] x;
    private double strain;

    Embedding(Molecule molecule, NumpyRandom random) {
        this.molecule = molecule;
        this.n = molecule.atomCount();
        this.target = new double[n * n];
        this.x = random.normal(0, 1.2, 3 * n).doubles();
        distances();
        for (int step = 0; step < STEPS; step++) {
            double size = step < STEPS / 2 ? 0.1 : 0.06;
            double[] g = gradient();
            for (int k = 0; k < x.length; k++) {
                x[k] -= size * Math.max(-3, Math.min(3, g[k]));
            }
        }
    }

    /** Angstrom, [n, 3]. */
    double[] coordinates() {
        return x.clone();
    }

    /** What is left of the springs' energy: a measure of strain. */
    double strain() {
        gradient();
        return strain;
    }

    private static double radius(int atomicNumber) {
        return switch (atomicNumber) {
            case 1 -> 0.33;
            case 6 -> 0.76;
            case 7 -> 0.71;
            case 8 -> 0.66;
            case 9 -> 0.58;
            case 16 -> 1.03;
            default -> 1.1;
        };
    }

    private void distances() {
        for (int b = 0; b < molecule.bondCount(); b++) {
            int i = molecule.bondBegin(b);
            int j = molecule.bondEnd(b);
            double shorter = molecule.kekuleOrder(b) == 1 ? 0 : molecule.kekuleOrder(b) == 2 ? 0.19 : 0.32;
            set(i, j, radius(molecule.atomicNumber(i)) + radius(molecule.atomicNumber(j)) - shorter);
        }
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < molecule.degree(i); a++) {
                for (int b = 0; b < a; b++) {
                    int j = molecule.neighbor(i, a);
                    int k = molecule.neighbor(i, b);
                    if (target[j * n + k] == 0) {
                        double cos = molecule.degree(i) == 2 && molecule.atomicNumber(i) == 6
                                ? -1
                                : molecule.degree(i) == 3 ? -0.5 : -0.334;
                        double p = target[i * n + j];
                        double q = target[i * n + k];
                        set(j, k, Math.sqrt(p * p + q * q - 2 * p * q * cos));
                    }
                }
            }
        }
    }

    private void set(int i, int j, double d) {
        target[i * n + j] = d;
        target[j * n + i] = d;
    }

    private double[] gradient() {
        double[] g = new double[3 * n];
        strain = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double dx = x[3 * i] - x[3 * j];
                double dy = x[3 * i + 1] - x[3 * j + 1];
                double dz = x[3 * i + 2] - x[3 * j + 2];
                double r = Math.max(1e-6, Math.sqrt(dx * dx + dy * dy + dz * dz));
                double want = target[i * n + j];
                double off = want > 0 ? r - want : Math.min(0, r - APART);
                double k = want > 0 ? 2 : REPULSION;
                strain += 0.5 * k * off * off;
                double f = k * off / r;
                add(g, i, f * dx, f * dy, f * dz);
                add(g, j, -f * dx, -f * dy, -f * dz);
            }
        }
        return g;
    }

    private static void add(double[] g, int i, double dx, double dy, double dz) {
        g[3 * i] += dx;
        g[3 * i + 1] += dy;
        g[3 * i + 2] += dz;
    }
}
