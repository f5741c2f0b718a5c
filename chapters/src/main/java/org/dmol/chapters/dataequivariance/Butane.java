package org.dmol.chapters.dataequivariance;

import java.util.Random;
import org.dmol.array.Nd;

/** Coordinates of butane in Angstrom, four carbons and ten hydrogens, and what can be done to them. */
final class Butane {
    private static final double[][] R = {
        {-0.5630, 0.5160, 0.0071}, {0.5630, -0.5159, 0.0071}, {-1.9293, -0.1506, -0.0071}, {1.9294, 0.1505, -0.0071},
        {-0.4724, 1.1666, -0.8706}, {-0.4825, 1.1551, 0.8940}, {0.4825, -1.1551, 0.8940}, {0.4723, -1.1665, -0.8706},
        {-2.0542, -0.7710, -0.9003}, {-2.0651, -0.7856, 0.8742}, {-2.7203, 0.6060, -0.0058}, {2.0542, 0.7709, -0.9003},
        {2.7202, -0.6062, -0.0059}, {2.0652, 0.7854, 0.8743},
    };
    static final int ATOMS = R.length;

    private Butane() {}

    static Nd coordinates() {
        return Nd.matrix(R);
    }

    /** One-hot elements: carbon, hydrogen. */
    static Nd features() {
        double[] x = new double[2 * ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            x[2 * i + (i < 4 ? 0 : 1)] = 1;
        }
        return Nd.of(x, ATOMS, 2);
    }

    static Nd translated(Nd r, double... by) {
        double[] out = r.doubles().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += by[i % 3];
        }
        return Nd.of(out, ATOMS, 3);
    }

    /** Turned about the x axis by 45 degrees. */
    static Nd rotated(Nd r) {
        return turnedAboutX(r, Math.PI / 4);
    }

    /** Turned about the x axis, angle in radians. */
    static Nd turnedAboutX(Nd r, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return multiplied(r, new double[][] {{1, 0, 0}, {0, c, -s}, {0, s, c}});
    }

    private static Nd multiplied(Nd r, double[][] m) {
        double[] out = new double[3 * ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            for (int k = 0; k < 3; k++) {
                for (int l = 0; l < 3; l++) {
                    out[3 * i + k] += m[k][l] * r.get(i, l);
                }
            }
        }
        return Nd.of(out, ATOMS, 3);
    }

    /** Atoms 0 and 1, both carbons, change places. */
    static Nd permuted(Nd r) {
        int[] order = new int[ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            order[i] = i < 2 ? 1 - i : i;
        }
        return r.take(order);
    }

    /** Atom 0 at (2, 2, 2). */
    static Nd changed(Nd r) {
        double[] out = r.doubles().clone();
        out[0] = 2;
        out[1] = 2;
        out[2] = 2;
        return Nd.of(out, ATOMS, 3);
    }

    /** Turned by a random rotation, uniform over all of them (a normal quaternion). */
    static Nd turnedAtRandom(Nd r, Random random) {
        double[] q = new double[4];
        double norm = 0;
        for (int i = 0; i < 4; i++) {
            q[i] = random.nextGaussian();
            norm += q[i] * q[i];
        }
        double s = 2 / norm;
        double w = q[0];
        double x = q[1];
        double y = q[2];
        double z = q[3];
        return multiplied(r, new double[][] {
            {1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)},
            {s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)},
            {s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)}
        });
    }

    /** Carbons among themselves and hydrogens among themselves in a random order. */
    static Nd permutedAtRandom(Nd r, Random random) {
        int[] order = new int[ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            order[i] = i;
        }
        for (int i = ATOMS - 1; i > 0; i--) {
            int low = i < 4 ? 0 : 4;
            int j = low + random.nextInt(i - low + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        return r.take(order);
    }
}
