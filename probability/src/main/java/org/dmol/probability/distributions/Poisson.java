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

/** Poisson distribution of counts with the mean {@code rate}. */
public final class Poisson extends Distribution {
    /** A rate of 0 or more. */
    public Poisson(Param rate) {
        super("Poisson", Slot.of("rate", rate));
        Checks.notNegative(name(), "rate", rate);
    }

    /** One distribution. */
    public Poisson(double rate) {
        this(Param.of(rate));
    }

    /** A batch. */
    public Poisson(Nd rate) {
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
    protected Expr doSample(Ctx c, Dims sampleShape) {
        return Noise.poisson(c, rate(c).broadcastTo(batchDims(c)), drawn(c, sampleShape));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        var inside = c.tf().math.logicalAnd(x.isAtLeast(0), x.isEqual(x.floor()));
        Expr k = x.where(inside, 0);
        Expr log = rate(c).logTimes(k.plus(rate(c).zeros()))
                .minus(rate(c))
                .minus(k.plus(1).lgamma());
        return log.where(inside, Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        Expr k = x.floor().max(0).plus(1);
        return Special.igammac(k, rate(c)).where(x.isAtLeast(0), 0);
    }

    @Override
    protected Expr doMean(Ctx c) {
        return rate(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return rate(c);
    }

    @Override
    protected Expr doMode(Ctx c) {
        return rate(c).floor();
    }
}
