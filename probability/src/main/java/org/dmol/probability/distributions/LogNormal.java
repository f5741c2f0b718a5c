package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.probability.math.Special;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Distribution of exp(z) for normal z with mean {@code loc} and standard deviation {@code scale}. */
public final class LogNormal extends Distribution {
    /** Parameters that broadcast; {@code scale} positive. */
    public LogNormal(Param loc, Param scale) {
        super("LogNormal", Slot.of("loc", loc), Slot.of("scale", scale));
        Checks.positive(name(), "scale", scale);
    }

    /** One distribution. */
    public LogNormal(double loc, double scale) {
        this(Param.of(loc), Param.of(scale));
    }

    /** A batch. */
    public LogNormal(Nd loc, Nd scale) {
        this(Param.of(loc), Param.of(scale));
    }

    /** The distribution of the logarithm. */
    public Normal logarithm() {
        return new Normal(parameter("loc"), parameter("scale"));
    }

    private Expr loc(Ctx c) {
        return param(c, 0);
    }

    private Expr scale(Ctx c) {
        return param(c, 1);
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
        Expr inside = x.where(x.isGreater(0), 1);
        return inside.log().minus(loc(c)).over(scale(c));
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        return Noise.normal(c, floatType(), drawn(c, sampleShape))
                .times(scale(c))
                .plus(loc(c))
                .exp();
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr inside = x.where(x.isGreater(0), 1);
        Expr density = standard(c, x)
                .square()
                .times(-0.5)
                .minus(scale(c).log().plus(Normal.HALF_LOG_2PI))
                .minus(inside.log());
        return density.where(x.isGreater(0), Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return Special.normalCdf(standard(c, x)).where(x.isGreater(0), 0);
    }

    @Override
    protected Expr doLogCdf(Ctx c, Expr x) {
        return Special.logNormalCdf(standard(c, x)).where(x.isGreater(0), Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doSurvival(Ctx c, Expr x) {
        return Special.normalCdf(standard(c, x).neg()).where(x.isGreater(0), 1);
    }

    @Override
    protected Expr doQuantile(Ctx c, Expr p) {
        return Special.normalQuantile(p).times(scale(c)).plus(loc(c)).exp();
    }

    @Override
    protected Expr doMean(Ctx c) {
        return scale(c).square().times(0.5).plus(loc(c)).exp();
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr s2 = scale(c).square();
        return s2.expm1().times(s2.plus(loc(c).times(2)).exp());
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c).minus(scale(c).square()).exp();
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return scale(c).log().plus(loc(c)).plus(Normal.HALF_LOG_2PI + 0.5);
    }
}
