package org.dmol.probability.distributions;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

/** One of the classes 0 … k-1. In a trace, values are floating-point numbers; see {@link #sampleClass} for whole ones. */
public final class Categorical extends Distribution {
    private final Logits logits;

    private Categorical(Logits logits) {
        super("Categorical", logits.slot());
        this.logits = logits;
    }

    /** By logarithms of probabilities, up to a constant; shape (batch, k). */
    public static Categorical ofLogits(Param logits) {
        return new Categorical(Logits.ofLogits("Categorical", logits));
    }

    /** By logarithms of probabilities, up to a constant; shape (batch, k). */
    public static Categorical ofLogits(Nd logits) {
        return ofLogits(Param.of(logits));
    }

    /** By probabilities, shape (batch, k). */
    public static Categorical ofProbs(Param probs) {
        return new Categorical(Logits.ofProbs("Categorical", probs));
    }

    /** By probabilities, shape (batch, k). */
    public static Categorical ofProbs(Nd probs) {
        return ofProbs(Param.of(probs));
    }

    /** By probabilities of the classes. */
    public static Categorical ofProbs(double... probs) {
        return ofProbs(Param.of(probs));
    }

    /** Number of classes, -1 if unknown. */
    public int classes() {
        return logits.classes();
    }

    /** Logarithms of the classes' probabilities, shape (batch, k). */
    public Expr logProbs(Ctx c) {
        return logits.logProbs(c, param(c, 0));
    }

    @Override
    public DType dtype() {
        return DType.INT32;
    }

    @Override
    public Shape eventShape() {
        return Shape.scalar();
    }

    /** Random classes as whole numbers. */
    public Operand<TInt32> sampleClass(Ctx c, Dims sampleShape) {
        Expr l = logits.logits(c, param(c, 0));
        Dims shape = sampleShape.plus(c.tf(), l.dims());
        // The largest of logits with Gumbel noise has the distribution of the classes.
        return Noise.gumbel(c, floatType(), shape).plus(l).argMax();
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Operand<TInt32> k = sampleClass(c, sampleShape);
        return Expr.of(c, org.dmol.tf.Trace.castLike(c.tf(), k, param(c, 0)));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr l = logProbs(c);
        Expr classes = Logits.numbers(l);
        Operand<org.tensorflow.types.TBool> hit = classes.isEqual(x.expand(-1));
        Expr chosen = l.where(hit, l.zeros()).sum(-1);
        Expr any = l.indicator(hit).sum(-1);
        return chosen.where(any.isGreater(0.5), Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        Expr l = logProbs(c);
        Expr upTo = l.indicator(Logits.numbers(l).isAtMost(x.expand(-1)));
        return l.exp().times(upTo).sum(-1).min(1);
    }

    @Override
    protected Expr doMean(Ctx c) {
        Expr p = logProbs(c).exp();
        return p.times(Logits.numbers(p)).sum(-1);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr p = logProbs(c).exp();
        Expr apart = Logits.numbers(p).minus(doMean(c).expand(-1));
        return p.times(apart.square()).sum(-1);
    }

    @Override
    protected Expr doMode(Ctx c) {
        Expr l = param(c, 0);
        return Expr.of(c, org.dmol.tf.Trace.castLike(c.tf(), l.argMax(), l));
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        Expr l = logProbs(c);
        Expr p = l.exp();
        return l.where(p.isGreater(0), 0).times(p).sum(-1).neg();
    }
}
