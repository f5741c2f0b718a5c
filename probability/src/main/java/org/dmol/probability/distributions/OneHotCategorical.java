package org.dmol.probability.distributions;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** One of k classes as a vector with a 1 in its place and zeros elsewhere. */
public final class OneHotCategorical extends Distribution {
    private final Logits logits;

    private OneHotCategorical(Logits logits) {
        super("OneHotCategorical", logits.slot());
        this.logits = logits;
    }

    /** By logarithms of probabilities, up to a constant; shape (batch, k). */
    public static OneHotCategorical ofLogits(Param logits) {
        return new OneHotCategorical(Logits.ofLogits("OneHotCategorical", logits));
    }

    /** By logarithms of probabilities, up to a constant; shape (batch, k). */
    public static OneHotCategorical ofLogits(Nd logits) {
        return ofLogits(Param.of(logits));
    }

    /** By probabilities, shape (batch, k). */
    public static OneHotCategorical ofProbs(Param probs) {
        return new OneHotCategorical(Logits.ofProbs("OneHotCategorical", probs));
    }

    /** By probabilities, shape (batch, k). */
    public static OneHotCategorical ofProbs(Nd probs) {
        return ofProbs(Param.of(probs));
    }

    /** By probabilities of the classes. */
    public static OneHotCategorical ofProbs(double... probs) {
        return ofProbs(Param.of(probs));
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
        return parameterShape().takeLast(1);
    }

    private Shape parameterShape() {
        return logits.slot().param().shape();
    }

    private static Expr oneHot(Expr like, Expr scores) {
        Operand<TFloat32> k = Expr.of(like.tf(), Trace.castLike(like.tf(), scores.argMax(), like))
                .expand(-1);
        return like.indicator(Logits.numbers(like).isEqual(k));
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Expr l = logits.logits(c, param(c, 0));
        Dims shape = sampleShape.plus(c.tf(), l.dims());
        return oneHot(l, Noise.gumbel(c, floatType(), shape).plus(l));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr l = logProbs(c);
        // A class of probability 0 that was not chosen adds nothing.
        return l.where(x.isGreater(0), l.zeros()).times(x).sum(-1);
    }

    @Override
    protected Expr doMean(Ctx c) {
        return logProbs(c).exp();
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr p = logProbs(c).exp();
        return p.times(p.from(1));
    }

    @Override
    protected Expr doMode(Ctx c) {
        Expr l = param(c, 0);
        return oneHot(l, l);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        Expr l = logProbs(c);
        Expr p = l.exp();
        return l.where(p.isGreater(0), 0).times(p).sum(-1).neg();
    }
}
