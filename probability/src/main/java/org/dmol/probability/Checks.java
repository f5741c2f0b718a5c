package org.dmol.probability;

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
