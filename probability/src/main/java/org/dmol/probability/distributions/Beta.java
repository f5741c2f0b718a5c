package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.GammaNoise;
import org.dmol.probability.math.Special;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Beta distribution: {@code x^(concentration1-1) (1-x)^(concentration0-1)}, normalised, on [0, 1]. */
public final class Beta extends Distribution {
    /** Parameters that broadcast; both positive. */
    public Beta(Param concentration1, Param concentration0) {
        super("Beta", Slot.of("concentration1", concentration1), Slot.of("concentration0", concentration0));
        Checks.positive(name(), "concentration1", concentration1);
        Checks.positive(name(), "concentration0", concentration0);
    }

    /** One distribution. */
    public Beta(double concentration1, double concentration0) {
        this(Param.of(concentration1), Param.of(concentration0));
    }

    /** A batch. */
    public Beta(Nd concentration1, Nd concentration0) {
        this(Param.of(concentration1), Param.of(concentration0));
    }

    private Expr concentration1(Ctx c) {
        return param(c, 0);
    }

    private Expr concentration0(Ctx c) {
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

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims shape = drawn(c, sampleShape);
        Expr one = GammaNoise.logGamma(c, concentration1(c), shape);
        Expr zero = GammaNoise.logGamma(c, concentration0(c), shape);
        return one.minus(zero).sigmoid();
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        var inside = c.tf().math.logicalAnd(x.isAtLeast(0), x.isAtMost(x.number(1)));
        Expr v = x.where(inside, 0.5);
        Expr density = v.logTimes(concentration1(c).minus(1))
                .plus(v.neg().log1pTimes(concentration0(c).minus(1)))
                .minus(Special.lbeta(concentration1(c), concentration0(c)));
        return density.where(inside, Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        Expr v = x.max(0).min(1);
        Dims all = Dims.broadcast(c.tf(), v.dims(), batchDims(c));
        return Special.betainc(
                concentration1(c).broadcastTo(all), concentration0(c).broadcastTo(all), v.broadcastTo(all));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return concentration1(c).over(concentration1(c).plus(concentration0(c)));
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr total = concentration1(c).plus(concentration0(c));
        Expr mean = concentration1(c).over(total);
        return mean.times(mean.from(1)).over(total.plus(1));
    }

    @Override
    protected Expr doMode(Ctx c) {
        Expr a = concentration1(c);
        Expr b = concentration0(c);
        Expr mode = a.minus(1).over(a.plus(b).minus(2));
        return mode.where(c.tf().math.logicalAnd(a.isGreater(1), b.isGreater(1)), Double.NaN);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        Expr a = concentration1(c);
        Expr b = concentration0(c);
        Expr total = a.plus(b);
        return Special.lbeta(a, b)
                .minus(a.minus(1).times(a.digamma()))
                .minus(b.minus(1).times(b.digamma()))
                .plus(total.minus(2).times(total.digamma()));
    }
}
