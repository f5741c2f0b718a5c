package org.dmol.probability.math;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.tf.Ctx;
import org.dmol.tf.Grad;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;

/** Random angles and the cumulative distribution function of von Mises distributions around 0. */
public final class VonMisesNoise {
    /** The chance that all candidates are rejected is below 0.35^24, about 1e-11. */
    private static final int ROUNDS = 24;

    private static final int TERMS = 20;
    /** Concentration above which the normal approximation is more accurate than the series. */
    private static final double NORMAL_ABOVE = 10.5;

    private VonMisesNoise() {}

    /**
     * Angles with the given concentrations by the method of D. J. Best and N. I. Fisher (1979), with gradients by implicit
     * reparameterisation.
     *
     * @param concentration 0 or greater; broadcasts with {@code dims}
     */
    public static Expr angles(Ctx c, Expr concentration, Dims dims) {
        Ops tf = c.tf();
        Expr k = concentration.broadcastTo(dims);
        Expr theta = candidates(c, k.stopGradient(), dims).stopGradient();
        // dθ/dk = -(dF/dk) / p(θ)
        Expr fixed = Expr.of(tf, tf.identity(k.stopGradient()));
        Expr slope = Expr.of(tf, Grad.of(tf, cdf(theta, fixed), List.of(fixed)).get(0));
        Expr logDensity =
                theta.cos().minus(1).times(fixed).minus(Special.i0e(fixed).log().plus(Math.log(2 * Math.PI)));
        Expr path = slope.over(logDensity.exp()).neg().stopGradient();
        return theta.plus(path.times(k.minus(k.stopGradient())));
    }

    private static Expr candidates(Ctx c, Expr k, Dims dims) {
        Ops tf = c.tf();
        boolean wide = k.dtype() == DType.FLOAT64;
        Expr safe = k.max(1e-6);
        Expr r = safe.square().times(4).plus(1).sqrt().plus(1);
        Expr rho = r.minus(r.times(2).sqrt()).over(safe.times(2));
        Expr exact = rho.square().plus(1).over(rho.times(2));
        // Where rho is a difference of almost equal numbers.
        Expr s = safe.reciprocal().where(k.isLess(wide ? 1.2e-4 : 2e-2), exact);
        Dims rounds = Dims.of(ROUNDS).plus(tf, dims);
        Expr z = Noise.uniform(c, k.dtype(), rounds).times(Math.PI).cos();
        Expr v = Noise.positiveUniform(c, k.dtype(), rounds);
        Expr w = z.times(s).plus(1).over(z.plus(s));
        Expr y = s.minus(w).times(safe);
        Operand<TBool> surely = y.times(y.from(2)).isGreater(v);
        Operand<TBool> perhaps =
                y.max(Noise.tiny(k.dtype())).over(v).log().plus(1).isGreater(y);
        Expr cosine = GammaNoise.firstAccepted(w, tf.math.logicalOr(surely, perhaps))
                .max(-1)
                .min(1);
        Expr angle = Expr.of(tf, tf.math.acos(cosine));
        Expr side = Noise.uniform(c, k.dtype(), dims);
        return angle.where(side.isLess(0.5), angle.neg());
    }

    /** The same direction in [-π, π). */
    public static Expr wrap(Expr x) {
        return x.minus(x.plus(Math.PI).over(2 * Math.PI).floor().stopGradient().times(2 * Math.PI));
    }

    /**
     * Cumulative distribution function of angles around 0, with 1/2 at 0 and one more for each turn: a series for small concentrations and
     * a corrected normal approximation for great ones (G. W. Hill, "Algorithm 518", 1977).
     */
    public static Expr cdf(Expr x, Expr concentration) {
        Ops tf = x.tf();
        Expr turns = Expr.of(tf, tf.math.rint(x.over(2 * Math.PI))).stopGradient();
        Expr angle = x.minus(turns.times(2 * Math.PI));
        Expr k = concentration.plus(angle.zeros());
        Operand<TBool> small = k.isLess(NORMAL_ABOVE);
        Expr low = series(angle, k.where(small, 1));
        Expr high = normal(angle, k.max(NORMAL_ABOVE));
        return low.where(small, high).plus(turns);
    }

    private static Expr series(Expr x, Expr k) {
        Expr r = x.zeros();
        Expr v = x.zeros();
        for (int n = TERMS; n > 0; n--) {
            r = k.over(r.times(k).plus(2 * n));
            v = r.times(x.times(n).sin().over(n).plus(v));
        }
        return x.over(2 * Math.PI).plus(0.5).plus(v.over(Math.PI)).max(0).min(1);
    }

    private static Expr normal(Expr x, Expr k) {
        Expr z = x.times(0.5).sin().times(Math.sqrt(2 / Math.PI)).over(Special.i0e(k));
        Expr z2 = z.square();
        Expr z4 = z2.square();
        Expr c = k.times(24);
        Expr inner =
                z4.plus(z2.times(1.75)).plus(83.5).over(c.minus(56).minus(z2).plus(3));
        Expr outer = c.minus(z2.times(2)).minus(16).over(3).minus(inner);
        Expr xi = z.minus(z2.times(z).over(outer.square()));
        return Special.normalCdf(xi);
    }
}
