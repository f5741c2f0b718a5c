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

/** Exponential distribution: {@code rate * exp(-rate * x)} for x of 0 or more. */
public final class Exponential extends Distribution {
    /** A positive rate. */
    public Exponential(Param rate) {
        super("Exponential", Slot.of("rate", rate));
        Checks.positive(name(), "rate", rate);
    }

    /** One distribution. */
    public Exponential(double rate) {
        this(Param.of(rate));
    }

    /** A batch. */
    public Exponential(Nd rate) {
        this(Param.of(rate));
    }

    private Expr rate(Ctx c) {
        return param(c, 0);
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
        return Noise.exponential(c, floatType(), drawn(c, sampleShape)).over(rate(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        return rate(c).log().minus(rate(c).times(x)).where(x.isAtLeast(0), Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return rate(c).times(x.max(0)).neg().expm1().neg();
    }

    @Override
    protected Expr doSurvival(Ctx c, Expr x) {
        return rate(c).times(x.max(0)).neg().exp();
    }

    @Override
    protected Expr doQuantile(Ctx c, Expr p) {
        return p.neg().log1p().neg().over(rate(c));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return rate(c).reciprocal();
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return rate(c).square().reciprocal();
    }

    @Override
    protected Expr doMode(Ctx c) {
        return rate(c).zeros();
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return rate(c).log().from(1);
    }
}
