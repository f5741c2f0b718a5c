package org.dmol.probability.distributions;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;

/** 1 with the probability {@code probs}, otherwise 0. In a trace, values are floating-point numbers. */
public final class Bernoulli extends Distribution {
    private final boolean logits;

    private Bernoulli(Slot slot, boolean logits) {
        super("Bernoulli", slot);
        this.logits = logits;
    }

    /** By log-odds of 1. */
    public static Bernoulli ofLogits(Param logits) {
        return new Bernoulli(Slot.of("logits", logits), true);
    }

    /** By log-odds of 1. */
    public static Bernoulli ofLogits(Nd logits) {
        return ofLogits(Param.of(logits));
    }

    /** By probabilities of 1. */
    public static Bernoulli ofProbs(Param probs) {
        Checks.probability("Bernoulli", "probs", probs);
        return new Bernoulli(Slot.of("probs", probs), false);
    }

    /** By probabilities of 1. */
    public static Bernoulli ofProbs(Nd probs) {
        return ofProbs(Param.of(probs));
    }

    /** By the probability of 1. */
    public static Bernoulli ofProbs(double probs) {
        return ofProbs(Param.of(probs));
    }

    private Expr probs(Ctx c) {
        return logits ? param(c, 0).sigmoid() : param(c, 0);
    }

    @Override
    public DType dtype() {
        return DType.INT32;
    }

    @Override
    public Shape eventShape() {
        return Shape.scalar();
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Expr u = Noise.uniform(c, floatType(), drawn(c, sampleShape));
        return u.indicator(u.isLess(probs(c)));
    }

    /** Log-probability of 1 (where x is 1) and of 0 (where x is 0), in between for x between. */
    private Expr logProbOf(Ctx c, Expr x) {
        Expr p = param(c, 0);
        if (logits) {
            return x.times(p.logSigmoid()).plus(x.from(1).times(p.neg().logSigmoid()));
        }
        return p.logTimes(x).plus(p.neg().log1pTimes(x.from(1)));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Operand<TBool> inside = c.tf().math.logicalOr(x.isEqual(0), x.isEqual(1));
        return logProbOf(c, x.where(inside, 0)).where(inside, Double.NEGATIVE_INFINITY);
    }

    /** KL(this || q). */
    Expr klTo(Ctx c, Bernoulli q) {
        Expr p = probs(c);
        // x log(x) is 0 at 0, and so is the contribution of an impossible value.
        Expr self = p.logTimes(p).plus(p.neg().log1pTimes(p.from(1)));
        return self.minus(q.logProbOf(c, p));
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        Expr zero = probs(c).from(1).plus(x.zeros());
        return zero.where(x.isLess(1), 1).where(x.isAtLeast(0), 0);
    }

    @Override
    protected Expr doMean(Ctx c) {
        return probs(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        // From the log-odds, 1 - p does not round to 0.
        Expr other = logits ? param(c, 0).neg().sigmoid() : param(c, 0).from(1);
        return probs(c).times(other);
    }

    @Override
    protected Expr doMode(Ctx c) {
        return param(c, 0).indicator(param(c, 0).isGreater(logits ? 0 : 0.5));
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return logProbOf(c, probs(c)).neg();
    }
}
