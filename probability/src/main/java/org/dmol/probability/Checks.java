package org.dmol.probability;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.dmol.array.Nd;

/** Checks of parameter values that are known when a distribution is made: constants, and the current values of weights. */
public final class Checks {
    private Checks() {}

    /** Every element greater than 0. */
    public static void positive(String owner, String name, Param p) {
        each(owner, name, p, "positive", v -> v > 0);
    }

    /** Every element in [0, 1]. */
    public static void probability(String owner, String name, Param p) {
        each(owner, name, p, "between 0 and 1", v -> v >= 0 && v <= 1);
    }

    /** Every element 0 or greater. */
    public static void notNegative(String owner, String name, Param p) {
        each(owner, name, p, "0 or greater", v -> v >= 0);
    }

    /** Every element other than 0. */
    public static void notZero(String owner, String name, Param p) {
        each(owner, name, p, "different from 0", v -> v != 0);
    }

    /** Every element a number, neither NaN nor infinite. */
    public static void finite(String owner, String name, Param p) {
        each(owner, name, p, "a finite number", v -> !Double.isNaN(v) && !Double.isInfinite(v));
    }

    /** Every element a whole number, 0 or greater. */
    public static void count(String owner, String name, Param p) {
        each(owner, name, p, "a whole number of 0 or more", v -> v >= 0 && v == Math.rint(v));
    }

    /** Every element of the first parameter less than that of the second, with which it broadcasts. */
    public static void less(String owner, String lowName, Param low, String highName, Param high) {
        Nd a = low.current();
        Nd b = high.current();
        if (a == null || b == null || a.rank() != 0 && b.rank() != 0 && !Arrays.equals(a.shape(), b.shape())) {
            return;
        }
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            double x = a.getFlat(a.size() == 1 ? 0 : i);
            double y = b.getFlat(b.size() == 1 ? 0 : i);
            if (!(x < y)) {
                throw new IllegalArgumentException(owner + ": the parameter " + lowName + " is " + x
                        + " and must be less than " + highName + ", which is " + y + ".");
            }
        }
    }

    /** Square matrices in the last two axes with positive diagonals. */
    public static void choleskyFactor(String owner, String name, Param p) {
        int rank = p.shape().numDimensions();
        long k = p.shape().get(rank - 1);
        if (k < 1 || p.shape().get(rank - 2) != k) {
            throw new IllegalArgumentException(owner + ": the parameter " + name
                    + " must be square matrices of a known size, not " + p.spec() + ".");
        }
        diagonal(owner, name, p, "positive", v -> v > 0);
    }

    /** Each element of the diagonals of matrices other than 0. */
    public static void invertibleDiagonal(String owner, String name, Param p) {
        diagonal(owner, name, p, "different from 0", v -> v != 0);
    }

    private static void diagonal(String owner, String name, Param p, String allowed, DoublePredicate ok) {
        Nd v = p.current();
        int k = v == null ? 0 : v.dim(v.rank() - 1);
        for (int i = 0; v != null && i < v.size() / k; i++) {
            double d = v.getFlat(i * k + i % k);
            if (!ok.test(d)) {
                throw new IllegalArgumentException(owner + ": element " + i % k + " of the diagonal of " + name + " is "
                        + d + " and must be " + allowed + ".");
            }
        }
    }

    private static void each(String owner, String name, Param p, String allowed, DoublePredicate ok) {
        Nd v = p.current();
        for (int i = 0; v != null && i < v.size(); i++) {
            if (!ok.test(v.getFlat(i))) {
                String where = v.size() == 1 ? "" : " (element " + i + " of " + v.describe() + ")";
                throw new IllegalArgumentException(owner + ": the parameter " + name + " is " + v.getFlat(i) + where
                        + " and must be " + allowed + ".");
            }
        }
    }

    /** The elements of each row of the last axis add up to 1 within 1e-5. */
    public static void sumsToOne(String owner, String name, Param p) {
        Nd v = p.current();
        if (v == null || v.rank() == 0) {
            return;
        }
        int k = v.dim(v.rank() - 1);
        for (int row = 0; k > 0 && row < v.size() / k; row++) {
            double sum = 0;
            for (int i = 0; i < k; i++) {
                sum += v.getFlat(row * k + i);
            }
            if (!(Math.abs(sum - 1) <= 1e-5)) {
                throw new IllegalArgumentException(
                        owner + ": the parameter " + name + " must add up to 1 along its last " + "axis; row " + row
                                + " of " + v.describe() + " adds up to " + sum + ".");
            }
        }
    }
}
