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

/** Gamma distribution: {@code x^(concentration-1) exp(-rate x)}, normalised. Samples are differentiable by implicit reparameterisation
 * (Figurnov, Mohamed, Mnih 2018). */
public final class Gamma extends Distribution {
    /** Parameters that broadcast; both positive. */
    public Gamma(Param concentration, Param rate) {
        super("Gamma", Slot.of("concentration", concentration), Slot.of("rate", rate));
        Checks.positive(name(), "concentration", concentration);
        Checks.positive(name(), "rate", rate);
    }

    /** One distribution. */
    public Gamma(double concentration, double rate) {
        this(Param.of(concentration), Param.of(rate));
    }

    /** A batch. */
    public Gamma(Nd concentration, Nd rate) {
        this(Param.of(concentration), Param.of(rate));
    }

    private Expr concentration(Ctx c) {
        return param(c, 0);
    }

    private Expr rate(Ctx c) {
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
        return GammaNoise.gamma(c, concentration(c), drawn(c, sampleShape)).over(rate(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr a = concentration(c);
        Expr inside = x.where(x.isAtLeast(0), 1);
        Expr density = inside.logTimes(a.minus(1))
                .minus(inside.times(rate(c)))
                .minus(a.lgamma())
                .plus(a.times(rate(c).log()));
        return density.where(x.isAtLeast(0), Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return Special.igamma(concentration(c), rate(c).times(x.max(0)));
    }

    @Override
    protected Expr doSurvival(Ctx c, Expr x) {
        return Special.igammac(concentration(c), rate(c).times(x.max(0)));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return concentration(c).over(rate(c));
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return concentration(c).over(rate(c).square());
    }

    @Override
    protected Expr doMode(Ctx c) {
        Expr a = concentration(c);
        Expr mode = a.minus(1).over(rate(c));
        return mode.where(a.isGreater(1), Double.NaN);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        Expr a = concentration(c);
        return a.minus(rate(c).log()).plus(a.lgamma()).plus(a.from(1).times(a.digamma()));
    }
}
