package org.dmol.layers.equivariant;

/**
 * Spherical harmonics of any degree, orthonormal on the sphere, as polynomials of the direction: no angles, so nothing is singular at the
 * poles. Fully normalised recurrences (Holmes and Featherstone 2002) stay accurate for high degrees.
 */
public final class SphericalHarmonics {
    private SphericalHarmonics() {}

    /** Values of complex harmonics, {@code re[l * l + l + m]} and {@code im[l * l + l + m]}. */
    public record Complex(double[] re, double[] im) {}

    /** Position of degree l and order m in the arrays. */
    public static int index(int l, int m) {
        return l * l + l + m;
    }

    /**
     * Real harmonics up to a degree about the z axis, sines for m &lt; 0, without the Condon-Shortley phase.
     *
     * @return (degree + 1)² values in the order of {@link #index}; the length of (x, y, z) does not matter
     * @throws IllegalArgumentException if the degree is negative or the vector is zero or not finite
     */
    public static double[] real(int degree, double x, double y, double z) {
        double[][] p = new double[2][];
        double[] q = polynomials(degree, x, y, z, p);
        double[] out = new double[(degree + 1) * (degree + 1)];
        for (int l = 0; l <= degree; l++) {
            out[index(l, 0)] = q[index(l, 0)];
            for (int m = 1; m <= l; m++) {
                out[index(l, m)] = Math.sqrt(2) * q[index(l, m)] * p[0][m];
                out[index(l, -m)] = Math.sqrt(2) * q[index(l, m)] * p[1][m];
            }
        }
        return out;
    }

    /** {@link #real} about the y axis: the basis of {@link Irreps}, l = 1 is (x, y, z). */
    public static double[] ofIrreps(int degree, double x, double y, double z) {
        return real(degree, z, x, y);
    }

    /** Complex harmonics up to a degree about the z axis with the Condon-Shortley phase, as {@code scipy.special.sph_harm_y}. */
    public static Complex complex(int degree, double x, double y, double z) {
        double[][] p = new double[2][];
        double[] q = polynomials(degree, x, y, z, p);
        double[] re = new double[(degree + 1) * (degree + 1)];
        double[] im = new double[re.length];
        for (int l = 0; l <= degree; l++) {
            for (int m = 0; m <= l; m++) {
                double sign = m % 2 == 0 ? 1 : -1;
                re[index(l, -m)] = q[index(l, m)] * p[0][m];
                im[index(l, -m)] = -q[index(l, m)] * p[1][m];
                re[index(l, m)] = sign * q[index(l, m)] * p[0][m];
                im[index(l, m)] = sign * q[index(l, m)] * p[1][m];
            }
        }
        return new Complex(re, im);
    }

    /** Legendre functions without their power of the sine; that power is in {@code powers}, the parts of (x + iy)^m. */
    private static double[] polynomials(int degree, double x, double y, double z, double[][] powers) {
        if (degree < 0) {
            throw new IllegalArgumentException("A degree is 0 or more, not " + degree + ".");
        }
        double r = Math.hypot(Math.hypot(x, y), z);
        if (!(r > 0) || Double.isInfinite(r)) {
            throw new IllegalArgumentException("The vector (" + x + ", " + y + ", " + z + ") has no direction.");
        }
        double c = z / r;
        powers[0] = new double[degree + 1];
        powers[1] = new double[degree + 1];
        powers[0][0] = 1;
        double[] q = new double[(degree + 1) * (degree + 1)];
        q[0] = Math.sqrt(0.25 / Math.PI);
        for (int m = 0; m <= degree; m++) {
            if (m > 0) {
                powers[0][m] = (x * powers[0][m - 1] - y * powers[1][m - 1]) / r;
                powers[1][m] = (x * powers[1][m - 1] + y * powers[0][m - 1]) / r;
                q[index(m, m)] = Math.sqrt((2 * m + 1.0) / (2 * m)) * q[index(m - 1, m - 1)];
            }
            for (int l = m + 1; l <= degree; l++) {
                double before = l - 2 < m ? 0 : q[index(l - 2, m)];
                q[index(l, m)] = rise(l, m) * (c * q[index(l - 1, m)] - fall(l, m) * before);
            }
        }
        return q;
    }

    static double rise(int l, int m) {
        return Math.sqrt((4.0 * l * l - 1) / ((double) l * l - (double) m * m));
    }

    static double fall(int l, int m) {
        double k = l - 1.0;
        return Math.sqrt((k * k - (double) m * m) / (4 * k * k - 1));
    }
}
