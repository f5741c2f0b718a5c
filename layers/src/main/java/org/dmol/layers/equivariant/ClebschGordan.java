package org.dmol.layers.equivariant;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clebsch-Gordan coefficients of integer degrees, exact by Racah's formula, and their form for real harmonics. */
public final class ClebschGordan {
    private static final Map<String, double[][][]> REAL = new ConcurrentHashMap<>();

    private ClebschGordan() {}

    /** Whether |l1 - l2| ≤ l ≤ l1 + l2. */
    public static boolean couples(int l1, int l2, int l) {
        return l >= Math.abs(l1 - l2) && l <= l1 + l2;
    }

    /**
     * The coefficient ⟨l1 m1 l2 m2 | l m⟩ with the Condon-Shortley phase; zero where the selection rules say so.
     *
     * @throws IllegalArgumentException if a degree is negative or an order exceeds its degree
     */
    public static Surd exact(int l1, int m1, int l2, int m2, int l, int m) {
        check(l1, m1);
        check(l2, m2);
        check(l, m);
        if (m1 + m2 != m || !couples(l1, l2, l)) {
            return Surd.ZERO;
        }
        // With the common denominator n! of all terms, the sum is an integer over n!^…; terms are kept as fractions.
        BigInteger top = BigInteger.ZERO;
        BigInteger bottom = BigInteger.ONE;
        for (int k = Math.max(0, Math.max(l2 - l - m1, l1 + m2 - l));
                k <= Math.min(l1 + l2 - l, Math.min(l1 - m1, l2 + m2));
                k++) {
            BigInteger d = product(k, l1 + l2 - l - k, l1 - m1 - k, l2 + m2 - k, l - l2 + m1 + k, l - l1 - m2 + k);
            top = top.multiply(d).add(k % 2 == 0 ? bottom : bottom.negate());
            bottom = bottom.multiply(d);
            BigInteger g = top.gcd(bottom);
            top = top.divide(g);
            bottom = bottom.divide(g);
        }
        BigInteger p = BigInteger.valueOf(2L * l + 1)
                .multiply(product(l + l1 - l2, l - l1 + l2, l1 + l2 - l, l + m, l - m))
                .multiply(product(l1 - m1, l1 + m1, l2 - m2, l2 + m2))
                .multiply(top.multiply(top));
        return Surd.of(top.signum(), p, product(l1 + l2 + l + 1).multiply(bottom.multiply(bottom)));
    }

    /** {@link #exact} as a number. */
    public static double value(int l1, int m1, int l2, int m2, int l, int m) {
        return exact(l1, m1, l2, m2, l, m).value();
    }

    private static void check(int l, int m) {
        if (l < 0 || Math.abs(m) > l) {
            throw new IllegalArgumentException("There is no state of degree " + l + " and order " + m
                    + ": a degree is 0 or more, orders are -l to l.");
        }
    }

    private static BigInteger product(int... factorials) {
        BigInteger out = BigInteger.ONE;
        for (int n : factorials) {
            for (int k = 2; k <= n; k++) {
                out = out.multiply(BigInteger.valueOf(k));
            }
        }
        return out;
    }

    /**
     * The coupling of real harmonics, {@code c[a][b][k]}: {@code f_k = sum c[a][b][k] x_a y_b} is of degree l if x and y are of degrees l1
     * and l2; orthonormal in k. The same for harmonics about any axis.
     *
     * @throws IllegalArgumentException if the degrees do not couple
     */
    public static double[][][] real(int l1, int l2, int l) {
        if (l1 < 0 || l2 < 0 || !couples(l1, l2, l)) {
            throw new IllegalArgumentException("Degrees " + l1 + " and " + l2 + " do not couple to " + l
                    + "; the result lies between their difference and their sum.");
        }
        return REAL.computeIfAbsent(l1 + "," + l2 + "," + l, key -> compute(l1, l2, l));
    }

    private static double[][][] compute(int l1, int l2, int l) {
        double[][][] u1 = WignerMatrix.basis(l1);
        double[][][] u2 = WignerMatrix.basis(l2);
        double[][][] u = WignerMatrix.basis(l);
        // The product of three phases is real for an even sum of degrees and imaginary for an odd one.
        boolean odd = (l1 + l2 + l) % 2 != 0;
        double[][][] out = new double[2 * l1 + 1][2 * l2 + 1][2 * l + 1];
        for (int m1 = -l1; m1 <= l1; m1++) {
            for (int m2 = Math.max(-l2, -l - m1); m2 <= Math.min(l2, l - m1); m2++) {
                int m = m1 + m2;
                double c = value(l1, m1, l2, m2, l, m);
                for (int a : orders(m1)) {
                    for (int b : orders(m2)) {
                        for (int k : orders(m)) {
                            double re = u1[0][l1 + m1][l1 + a] * u2[0][l2 + m2][l2 + b]
                                    - u1[1][l1 + m1][l1 + a] * u2[1][l2 + m2][l2 + b];
                            double im = u1[0][l1 + m1][l1 + a] * u2[1][l2 + m2][l2 + b]
                                    + u1[1][l1 + m1][l1 + a] * u2[0][l2 + m2][l2 + b];
                            double p = u[0][l + m][l + k];
                            double q = -u[1][l + m][l + k];
                            out[l1 + a][l2 + b][l + k] += c * (odd ? re * q + im * p : re * p - im * q);
                        }
                    }
                }
            }
        }
        return out;
    }

    private static int[] orders(int m) {
        return m == 0 ? new int[] {0} : new int[] {m, -m};
    }
}
