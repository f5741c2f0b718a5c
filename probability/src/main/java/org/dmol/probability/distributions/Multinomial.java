package org.dmol.probability.distributions;

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

/** How often each of k classes comes in {@code total_count} draws. In a trace, values are floating-point numbers. */
public final class Multinomial extends Distribution {
    private final Logits logits;

    private Multinomial(Param totalCount, Logits logits) {
        super("Multinomial", Slot.of("total_count", totalCount), logits.slot());
        this.logits = logits;
        Checks.count(name(), "total_count", totalCount);
    }

    /** By logarithms of probabilities, up to a constant; counts of shape (batch), logits of shape (batch, k). */
    public static Multinomial ofLogits(Param totalCount, Param logits) {
        return new Multinomial(totalCount, Logits.ofLogits("Multinomial", logits));
    }

    /** By probabilities, shape (batch, k); counts of shape (batch). */
    public static Multinomial ofProbs(Param totalCount, Param probs) {
        return new Multinomial(totalCount, Logits.ofProbs("Multinomial", probs));
    }

    /** By probabilities of the classes. */
    public static Multinomial ofProbs(int totalCount, double... probs) {
        return ofProbs(Param.of(totalCount), Param.of(probs));
    }

    private Expr totalCount(Ctx c) {
        return param(c, 0);
    }

    private Expr logProbs(Ctx c) {
        return logits.logProbs(c, param(c, 1));
    }

    private Expr probs(Ctx c) {
        return logProbs(c).exp();
    }

    @Override
    public Shape eventShape() {
        return logits.slot().param().shape().takeLast(1);
    }

    /** Draws by conditional binomial numbers, for which XLA has no kernel. */
    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims shape = drawn(c, sampleShape);
        int k = logits.classes();
        Expr p = probs(c);
        Expr left = totalCount(c).broadcastTo(shape);
        Expr rest = p.at(0).zeros().plus(1);
        java.util.ArrayList<Expr> counts = new java.util.ArrayList<>();
        for (int i = 0; i + 1 < k; i++) {
            Expr share = p.at(i).over(rest.max(Noise.tiny(floatType()))).max(0).min(1);
            Expr n = Noise.binomial(c, left, share.broadcastTo(shape), shape);
            counts.add(n.expand(-1));
            left = left.minus(n);
            rest = rest.minus(p.at(i));
        }
        counts.add(left.expand(-1));
        return Expr.concat(counts);
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Operand<TBool> whole = c.tf().math.logicalAnd(x.isAtLeast(0), x.isEqual(x.floor()));
        Expr bad = x.indicator(whole).from(1).sum(-1);
        Operand<TBool> inside =
                c.tf().math.logicalAnd(bad.isLess(0.5), x.sum(-1).isEqual(totalCount(c)));
        Expr v = x.where(whole, 0);
        Expr l = logProbs(c);
        // A class of probability 0 that did not come adds nothing.
        Expr score = l.where(v.isGreater(0), 0).times(v).sum(-1);
        Expr log = score.plus(totalCount(c).plus(1).lgamma())
                .minus(v.plus(1).lgamma().sum(-1));
        return log.where(inside, Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doMean(Ctx c) {
        return probs(c).times(totalCount(c).expand(-1));
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return probs(c).times(probs(c).from(1)).times(totalCount(c).expand(-1));
    }
}
