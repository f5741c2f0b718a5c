package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.GammaNoise;
import org.dmol.probability.math.Noise;
import org.dmol.probability.math.Special;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Student's t-distribution with {@code df} degrees of freedom, moved by {@code loc} and stretched by {@code scale}. */
public final class StudentT extends Distribution {
    /** Parameters that broadcast; {@code df} and {@code scale} positive. */
    public StudentT(Param df, Param loc, Param scale) {
        super("StudentT", Slot.of("df", df), Slot.of("loc", loc), Slot.of("scale", scale));
        Checks.positive(name(), "df", df);
        Checks.positive(name(), "scale", scale);
    }

    /** One distribution. */
    public StudentT(double df, double loc, double scale) {
        this(Param.of(df), Param.of(loc), Param.of(scale));
    }

    /** A batch. */
    public StudentT(Nd df, Nd loc, Nd scale) {
        this(Param.of(df), Param.of(loc), Param.of(scale));
    }

    private Expr df(Ctx c) {
        return param(c, 0);
    }

    private Expr loc(Ctx c) {
        return param(c, 1);
    }

    private Expr scale(Ctx c) {
        return param(c, 2);
    }

    @Override
    public Shape eventShape() {
        return Shape.scalar();
    }

    @Override
    public boolean isReparameterized() {
        return true;
    }

    private Expr standard(Ctx c, Expr x) {
        return x.minus(loc(c)).over(scale(c));
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims shape = drawn(c, sampleShape);
        Expr normal = Noise.normal(c, floatType(), shape);
        Expr chiSquareOverDf = GammaNoise.gamma(c, df(c).times(0.5), shape).over(df(c).times(0.5));
        return normal.over(chiSquareOverDf.sqrt()).times(scale(c)).plus(loc(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr half = df(c).times(0.5);
        Expr kernel =
                standard(c, x).square().over(df(c)).log1p().times(df(c).plus(1).times(-0.5));
        Expr norm = scale(c).log().plus(df(c).log().times(0.5)).plus(Special.lbeta(half, half.number(0.5)));
        return kernel.minus(norm);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        Expr z = standard(c, x).plus(df(c).zeros());
        // Next to the centre a straight line, exact there to a rounding: the incomplete beta function has no slope at
        // 1.
        Expr line = z.times(standardDensityAtZero(c)).plus(0.5);
        var atCentre = z.abs().isLess(Math.cbrt(Noise.epsilon(z.dtype())));
        Expr away = z.number(1).where(atCentre, z);
        Expr v = df(c).over(away.square().plus(df(c)));
        Expr half = df(c).times(0.5).plus(away.zeros());
        Expr tail = Special.betainc(half, half.zeros().plus(0.5), v).times(0.5);
        return line.where(atCentre, tail.from(1).where(away.isGreater(0), tail));
    }

    private Expr standardDensityAtZero(Ctx c) {
        Expr half = df(c).times(0.5);
        return Special.lbeta(half, half.number(0.5))
                .plus(df(c).log().times(0.5))
                .neg()
                .exp();
    }

    @Override
    protected Expr doMean(Ctx c) {
        return loc(c).plus(df(c).zeros()).where(df(c).isGreater(1), Double.NaN);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr n = df(c);
        Expr safe = n.where(n.isGreater(2), 3);
        Expr finite = scale(c).square().times(safe.over(safe.minus(2)));
        Expr beyond = n.number(Double.POSITIVE_INFINITY).where(n.isGreater(1), Double.NaN);
        return finite.where(n.isGreater(2), beyond);
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        Expr half = df(c).times(0.5);
        Expr more = half.plus(0.5);
        return scale(c).log()
                .plus(df(c).log().times(0.5))
                .plus(Special.lbeta(half, half.number(0.5)))
                .plus(more.times(more.digamma().minus(half.digamma())));
    }
}
