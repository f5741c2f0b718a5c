package org.dmol.probability.bijectors;

import org.dmol.array.Nd;
import org.dmol.probability.Bijector;
import org.dmol.probability.Checks;
import org.dmol.probability.Mapped;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Spline;
import org.dmol.tf.Ctx;

/**
 * A monotonic function of single numbers, made of quotients of quadratics between knots; the identity outside of them (C. Durkan, A.
 * Bekasov, I. Murray, G. Papamakarios, "Neural Spline Flows", 2019).
 */
public final class RationalQuadraticSpline extends Bijector {
    private final double rangeMin;

    /**
     * A spline of K bins for each element.
     *
     * @param binWidths (…, K), positive; adds up to the length of the range
     * @param binHeights (…, K), positive; adds up to the same
     * @param knotSlopes (…, K - 1), positive slopes at the inner knots; the outer ones have slope 1
     * @param rangeMin where the range begins, in x and in y
     */
    public RationalQuadraticSpline(Param binWidths, Param binHeights, Param knotSlopes, double rangeMin) {
        super(
                "rational_quadratic_spline",
                0,
                new Slot("bin_widths", binWidths, 1),
                new Slot("bin_heights", binHeights, 1),
                new Slot("knot_slopes", knotSlopes, 1));
        Checks.positive(name(), "bin_widths", binWidths);
        Checks.positive(name(), "bin_heights", binHeights);
        Checks.positive(name(), "knot_slopes", knotSlopes);
        long k = last(binWidths);
        if (last(binHeights) != k || last(knotSlopes) != k - 1) {
            throw new IllegalArgumentException("A spline of " + k + " bin widths needs as many heights and " + (k - 1)
                    + " inner slopes, not " + last(binHeights) + " and " + last(knotSlopes) + ".");
        }
        this.rangeMin = rangeMin;
    }

    /** See {@link #RationalQuadraticSpline(Param, Param, Param, double)}. */
    public RationalQuadraticSpline(Nd binWidths, Nd binHeights, Nd knotSlopes, double rangeMin) {
        this(Param.of(binWidths), Param.of(binHeights), Param.of(knotSlopes), rangeMin);
    }

    private static long last(Param p) {
        return p.shape().get(p.shape().numDimensions() - 1);
    }

    @Override
    public boolean isIncreasing() {
        return true;
    }

    private Spline spline(Ctx c, Expr like) {
        return new Spline(param(c, 0, like), param(c, 1, like), param(c, 2, like), rangeMin);
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        return spline(c, x).forward(x);
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        return spline(c, y).inverse(y);
    }
}
