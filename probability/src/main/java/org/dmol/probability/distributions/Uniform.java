package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Uniform distribution between {@code low} and {@code high}. */
public final class Uniform extends Distribution {
    /** Parameters that broadcast; {@code low} less than {@code high}. */
    public Uniform(Param low, Param high) {
        super("Uniform", Slot.of("low", low), Slot.of("high", high));
        Checks.less(name(), "low", low, "high", high);
    }

    /** One distribution. */
    public Uniform(double low, double high) {
        this(Param.of(low), Param.of(high));
    }

    /** A batch. */
    public Uniform(Nd low, Nd high) {
        this(Param.of(low), Param.of(high));
    }

    private Expr low(Ctx c) {
        return param(c, 0);
    }

    private Expr high(Ctx c) {
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

    private Expr range(Ctx c) {
        return high(c).minus(low(c));
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        return Noise.uniform(c, floatType(), drawn(c, sampleShape))
                .times(range(c))
                .plus(low(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        var inside = c.tf().math.logicalAnd(c.tf().math.greaterEqual(x, low(c)), x.isAtMost(high(c)));
        Expr density = range(c).log().neg().plus(x.zeros());
        return density.where(inside, Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return x.minus(low(c)).over(range(c)).max(0).min(1);
    }

    @Override
    protected Expr doQuantile(Ctx c, Expr p) {
        return p.times(range(c)).plus(low(c));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return low(c).plus(high(c)).times(0.5);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return range(c).square().over(12);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return range(c).log();
    }
}
