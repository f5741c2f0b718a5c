package org.dmol.probability.math;

import org.dmol.array.DType;

/** Special functions of distributions, built from TensorFlow's. */
public final class Special {
    private Special() {}

    /** Cumulative distribution function of the standard normal distribution, accurate in the lower tail. */
    public static Expr normalCdf(Expr x) {
        return x.times(-Math.sqrt(0.5)).erfc().times(0.5);
    }

    /** Inverse of {@link #normalCdf}. */
    public static Expr normalQuantile(Expr p) {
        return Expr.of(p.tf(), p.tf().math.ndtri(p));
    }

    /**
     * Logarithm of {@link #normalCdf}: by the asymptotic series of Abramowitz and Stegun 26.2.12 in the far lower tail, by
     * {@code log1p} in the upper half.
     */
    public static Expr logNormalCdf(Expr x) {
        double lower = x.dtype() == DType.FLOAT64 ? -20 : -10;
        Expr tail = x.where(x.isLess(lower), lower);
        Expr square = tail.square();
        Expr sum = square.number(1);
        Expr term = square.number(1);
        for (int i = 1; i <= 4; i++) {
            term = term.times(1 - 2.0 * i).over(square);
            sum = sum.plus(term);
        }
        Expr far = square.times(-0.5)
                .minus(tail.neg().log())
                .minus(0.5 * Math.log(2 * Math.PI))
                .plus(sum.log());
        Expr middle = normalCdf(x.max(lower)).log();
        Expr upper = normalCdf(x.max(0).neg()).neg().log1p();
        return far.where(x.isLess(lower), upper.where(x.isGreater(0), middle));
    }

    /** Logarithm of the beta function. */
    public static Expr lbeta(Expr a, Expr b) {
        return a.lgamma().plus(b.lgamma()).minus(a.plus(b).lgamma());
    }

    /** Lower regularised incomplete gamma function. */
    public static Expr igamma(Expr a, Expr x) {
        return Expr.of(a.tf(), a.tf().math.igamma(a, x));
    }

    /** Upper regularised incomplete gamma function. */
    public static Expr igammac(Expr a, Expr x) {
        return Expr.of(a.tf(), a.tf().math.igammac(a, x));
    }

    /** Regularised incomplete beta function. */
    public static Expr betainc(Expr a, Expr b, Expr x) {
        return Expr.of(x.tf(), x.tf().math.betainc(a, b, x));
    }

    /** Modified Bessel function of order 0, times {@code exp(-|x|)}. */
    public static Expr i0e(Expr x) {
        return Expr.of(x.tf(), x.tf().math.besselI0e(x));
    }

    /** Modified Bessel function of order 1, times {@code exp(-|x|)}. */
    public static Expr i1e(Expr x) {
        return Expr.of(x.tf(), x.tf().math.besselI1e(x));
    }
}
