package org.dmol.probability.math;

import java.util.List;
import org.dmol.probability.Mapped;
import org.tensorflow.Operand;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TBool;

/**
 * Monotonic rational-quadratic splines with linear tails of slope 1 (J. A. Gregory, R. Delbourgo, "Piecewise rational quadratic
 * interpolation to monotonic data", 1982; Durkan et al. 2019).
 */
public final class Spline {
    private final Expr widths;
    private final Expr heights;
    private final Expr left;
    private final Expr bottom;
    private final Expr slopeLeft;
    private final Expr slopeRight;
    private final Expr right;
    private final Expr top;

    /** Splines of K bins: widths and heights (…, K), inner slopes (…, K - 1), from {@code start} on in x and in y. */
    public Spline(Expr widths, Expr heights, Expr slopes, double start) {
        this.widths = widths;
        this.heights = heights;
        this.right = cumulative(widths).plus(start);
        this.top = cumulative(heights).plus(start);
        this.left = starts(right, start);
        this.bottom = starts(top, start);
        Expr one = widths.slice(0, 1).zeros().plus(1);
        Expr inner = slopes.plus(one.zeros());
        this.slopeLeft = Expr.concat(List.of(one, inner));
        this.slopeRight = Expr.concat(List.of(inner, one));
    }

    private static Expr cumulative(Expr x) {
        return Expr.of(x.tf(), x.tf().math.cumsum(x, x.tf().constant(-1), new Cumsum.Options[0]));
    }

    /** Where bins begin: each exactly where the one before ends, so that no value is between two of them, or in both. */
    private static Expr starts(Expr ends, double start) {
        Expr first = ends.slice(0, 1).zeros().plus(start);
        int bins = (int) ends.shape().get(ends.rank() - 1);
        return bins == 1 ? first : Expr.concat(List.of(first, ends.slice(0, bins - 1)));
    }

    /** The bin of each value as a 1 among zeros along a new last axis; all zeros outside the range. */
    private static Expr bin(Expr v, Expr from, Expr to) {
        Expr wide = v.expand(-1);
        Operand<TBool> above = wide.tf().math.greaterEqual(wide, from);
        Operand<TBool> below = wide.tf().math.less(wide, to);
        return from.indicator(wide.tf().math.logicalAnd(above, below)).stopGradient();
    }

    private static Expr pick(Expr bin, Expr values) {
        return bin.times(values).sum(-1);
    }

    private record Piece(Expr width, Expr height, Expr left, Expr bottom, Expr d0, Expr d1, Expr slope) {}

    /** The piece of each value; outside the range one of unit width, height and slopes, to be replaced by the identity. */
    private Piece piece(Expr bin, Expr outside) {
        Expr w = pick(bin, widths).plus(outside);
        Expr h = pick(bin, heights).plus(outside);
        return new Piece(
                w,
                h,
                pick(bin, left),
                pick(bin, bottom),
                pick(bin, slopeLeft).plus(outside),
                pick(bin, slopeRight).plus(outside),
                h.over(w));
    }

    /** Values and logarithms of the slopes. */
    public Mapped forward(Expr x) {
        Expr bin = bin(x, left, right);
        Expr outside = bin.sum(-1).from(1);
        Piece p = piece(bin, outside);
        Operand<TBool> inside = outside.isLess(0.5);
        Expr t = x.minus(p.left).over(p.width).where(inside, 0.5);
        Expr u = t.times(t.from(1));
        Expr denominator = p.slope.plus(p.d0.plus(p.d1).minus(p.slope.times(2)).times(u));
        Expr y = p.bottom.plus(
                p.height.times(p.slope.times(t.square()).plus(p.d0.times(u))).over(denominator));
        return new Mapped(y.where(inside, x), logSlope(p, t, u, denominator).where(inside, 0));
    }

    private static Expr logSlope(Piece p, Expr t, Expr u, Expr denominator) {
        Expr s = t.from(1);
        Expr numerator = p.d1.times(t.square()).plus(p.slope.times(2).times(u)).plus(p.d0.times(s.square()));
        return p.slope
                .log()
                .times(2)
                .plus(numerator.log())
                .minus(denominator.log().times(2));
    }

    /** Arguments, and logarithms of the slopes of the inverse. */
    public Mapped inverse(Expr y) {
        Expr bin = bin(y, bottom, top);
        Expr outside = bin.sum(-1).from(1);
        Piece p = piece(bin, outside);
        Operand<TBool> inside = outside.isLess(0.5);
        Expr v = y.minus(p.bottom).where(inside, p.height.times(0.5));
        Expr curve = p.d0.plus(p.d1).minus(p.slope.times(2));
        Expr a = p.height.times(p.slope.minus(p.d0)).plus(v.times(curve));
        Expr b = p.height.times(p.d0).minus(v.times(curve));
        Expr c = p.slope.times(v).neg();
        Expr root = b.square().minus(a.times(c).times(4)).max(0).sqrt();
        // The form of the quadratic formula without cancellation.
        Expr t = c.times(2).over(b.neg().minus(root));
        Expr u = t.times(t.from(1));
        Expr denominator = p.slope.plus(curve.times(u));
        Expr x = p.left.plus(t.times(p.width));
        return new Mapped(
                x.where(inside, y), logSlope(p, t, u, denominator).neg().where(inside, 0));
    }
}
