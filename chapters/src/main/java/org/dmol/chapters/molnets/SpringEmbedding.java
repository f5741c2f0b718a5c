package org.dmol.chapters.molnets;

import org.dmol.array.NumpyRandom;
import org.dmol.data.molecules.Molecule;

/**
 * Rough coordinates in space of molecules of sp3 carbon, oxygen and hydrogen: springs for bonds and for angles, others pushed apart; the
 * best of some random starts.
 */
final class SpringEmbedding {
    private static final int STARTS = 12;
    private static final int STEPS = 1500;
    private static final double TETRAHEDRAL = Math.acos(-1 / 3.0);

    private SpringEmbedding() {}

    /** Coordinates (atoms, 3) in Angstrom, centred. */
    static double[][] of(Molecule m, long seed) {
        NumpyRandom random = new NumpyRandom(seed);
        double[][] target = targets(m);
        double[] best = null;
        double lowest = Double.MAX_VALUE;
        for (int s = 0; s < STARTS; s++) {
            double[] x = random.normal(0, 2, 3 * m.atomCount()).doubles();
            double[] force = new double[x.length];
            double[] speed = new double[x.length];
            double e = 0;
            for (int t = 0; t < STEPS; t++) {
                e = forces(x, target, force);
                for (int i = 0; i < x.length; i++) {
                    speed[i] = 0.9 * speed[i] + 0.02 * force[i];
                    x[i] += speed[i];
                }
            }
            if (e < lowest) {
                lowest = e;
                best = x.clone();
            }
        }
        return centred(best);
    }

    /** Wanted distances: positive for springs, negative for the least distance of others. */
    private static double[][] targets(Molecule m) {
        int n = m.atomCount();
        double[][] d = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                d[i][j] = m.atomicNumber(i) > 1 && m.atomicNumber(j) > 1 ? -2.9 : -2.3;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < m.degree(i); k++) {
                int a = m.neighbor(i, k);
                d[i][a] = length(m, i, a);
                for (int l = 0; l < k; l++) {
                    int b = m.neighbor(i, l);
                    if (m.bondBetween(a, b) < 0) {
                        double p = length(m, i, a);
                        double q = length(m, i, b);
                        d[a][b] = Math.sqrt(p * p + q * q - 2 * p * q * Math.cos(TETRAHEDRAL));
                        d[b][a] = d[a][b];
                    }
                }
            }
        }
        return d;
    }

    /** Sum of the covalent radii (Cordero et al. 2008), Angstrom. */
    private static double length(Molecule m, int i, int j) {
        return radius(m.atomicNumber(i)) + radius(m.atomicNumber(j));
    }

    private static double radius(int z) {
        return switch (z) {
            case 1 -> 0.31;
            case 6 -> 0.76;
            case 8 -> 0.66;
            default -> throw new IllegalArgumentException("Coordinates are made for C, H and O only.");
        };
    }

    private static double forces(double[] x, double[][] target, double[] f) {
        java.util.Arrays.fill(f, 0);
        double e = 0;
        for (int i = 0; i < target.length; i++) {
            for (int j = 0; j < i; j++) {
                double wanted = target[i][j];
                double d = 1e-6;
                for (int k = 0; k < 3; k++) {
                    d += (x[3 * i + k] - x[3 * j + k]) * (x[3 * i + k] - x[3 * j + k]);
                }
                d = Math.sqrt(d);
                double away = d - Math.abs(wanted);
                if (wanted > 0 || away < 0) {
                    e += away * away;
                    for (int k = 0; k < 3; k++) {
                        double g = 2 * away * (x[3 * i + k] - x[3 * j + k]) / d;
                        f[3 * i + k] -= g;
                        f[3 * j + k] += g;
                    }
                }
            }
        }
        return e;
    }

    private static double[][] centred(double[] x) {
        int n = x.length / 3;
        double[][] out = new double[n][3];
        for (int k = 0; k < 3; k++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += x[3 * i + k] / n;
            }
            for (int i = 0; i < n; i++) {
                out[i][k] = x[3 * i + k] - mean;
            }
        }
        return out;
    }

    static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }

    /** Largest deviation of a bond's length from the sum of the radii, Angstrom. */
    static double worstBond(Molecule m, double[][] x) {
        double worst = 0;
        for (int b = 0; b < m.bondCount(); b++) {
            int i = m.bondBegin(b);
            int j = m.bondEnd(b);
            worst = Math.max(worst, Math.abs(distance(x[i], x[j]) - length(m, i, j)));
        }
        return worst;
    }
}
