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

/** Normal distribution with mean {@code loc} and standard deviation {@code scale}. */
public final class Normal extends Distribution {
    static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

    /** Parameters that broadcast; {@code scale} positive. */
    public Normal(Param loc, Param scale) {
        super("Normal", Slot.of("loc", loc), Slot.of("scale", scale));
        Checks.positive(name(), "scale", scale);
    }

    /** One distribution. */
    public Normal(double loc, double scale) {
        this(Param.of(loc), Param.of(scale));
    }

    /** A batch. */
    public Normal(Nd loc, Nd scale) {
        this(Param.of(loc), Param.of(scale));
    }

    private Expr loc(Ctx c) {
        return param(c, 0);
    }

    private Expr scale(Ctx c) {
        return param(c, 1);
    }

    private Expr standard(Ctx c, Expr x) {
        return x.minus(loc(c)).over(scale(c));
    }

    @Override
    public Shape eventShape() {
        return Shape.scalar();
    }

    @Override
    public boolean isReparameterized() {
        return true;
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        return Noise.normal(c, floatType(), drawn(c, sampleShape))
                .times(scale(c))
                .plus(loc(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        return standard(c, x).square().times(-0.5).minus(scale(c).log().plus(HALF_LOG_2PI));
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return Special.normalCdf(standard(c, x));
    }

    @Override
    protected Expr doLogCdf(Ctx c, Expr x) {
        return Special.logNormalCdf(standard(c, x));
    }

    @Override
    protected Expr doSurvival(Ctx c, Expr x) {
        return Special.normalCdf(standard(c, x).neg());
    }

    @Override
    protected Expr doQuantile(Ctx c, Expr p) {
        return Special.normalQuantile(p).times(scale(c)).plus(loc(c));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return scale(c).square();
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return scale(c).log().plus(HALF_LOG_2PI + 0.5);
    }
}
