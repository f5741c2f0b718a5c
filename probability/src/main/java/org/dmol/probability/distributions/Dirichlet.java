package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.GammaNoise;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;

/** Dirichlet distribution of probabilities of k classes: the product of {@code x_i^(concentration_i - 1)}, normalised. */
public final class Dirichlet extends Distribution {
    /** Values whose sum is farther from 1 are outside the support. */
    private static final double SUM_TOLERANCE = 1e-4;

    /** Positive concentrations, shape (batch, k). */
    public Dirichlet(Param concentration) {
        super("Dirichlet", new Slot("concentration", concentration, 1));
        Checks.positive(name(), "concentration", concentration);
    }

    /** Positive concentrations, shape (batch, k). */
    public Dirichlet(Nd concentration) {
        this(Param.of(concentration));
    }

    /** One distribution. */
    public Dirichlet(double... concentration) {
        this(Param.of(concentration));
    }

    /** The concentrations, shape (batch, k). */
    Expr concentration(Ctx c) {
        return param(c, 0);
    }

    /** Logarithm of the multivariate beta function of the concentrations, shape (batch). */
    Expr logNorm(Ctx c) {
        Expr a = concentration(c);
        return a.lgamma().sum(-1).minus(a.sum(-1).lgamma());
    }

    @Override
    public Shape eventShape() {
        return parameter("concentration").shape().takeLast(1);
    }

    @Override
    public boolean isReparameterized() {
        return true;
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims shape = sampleShape.plus(c.tf(), concentration(c).dims());
        return GammaNoise.logGamma(c, concentration(c), shape).logSoftmax().exp();
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Operand<TBool> positive = x.isAtLeast(0);
        Expr negatives = x.indicator(positive).from(1).sum(-1);
        Operand<TBool> complete = x.sum(-1).minus(1).abs().isLess(SUM_TOLERANCE);
        Operand<TBool> inside = c.tf().math.logicalAnd(negatives.isLess(0.5), complete);
        Expr density =
                x.where(positive, 1).logTimes(concentration(c).minus(1)).sum(-1).minus(logNorm(c));
        return density.where(inside, Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doMean(Ctx c) {
        return concentration(c).over(concentration(c).sumKeep(-1));
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr total = concentration(c).sumKeep(-1);
        Expr mean = concentration(c).over(total);
        return mean.times(mean.from(1)).over(total.plus(1));
    }

    @Override
    protected Expr doMode(Ctx c) {
        Expr a = concentration(c);
        Expr total = a.sumKeep(-1).minus(a.dim(-1));
        Expr mode = a.minus(1).over(total);
        Expr flat = a.indicator(a.isGreater(1)).from(1).sumKeep(-1).plus(a.zeros());
        return mode.where(flat.isLess(0.5), Double.NaN);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        Expr a = concentration(c);
        Expr total = a.sum(-1);
        return logNorm(c)
                .plus(total.minus(a.dim(-1)).times(total.digamma()))
                .minus(a.minus(1).times(a.digamma()).sum(-1));
    }
}
