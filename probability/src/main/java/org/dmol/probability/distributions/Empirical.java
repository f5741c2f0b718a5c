package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

/** The distribution that gives each of n stored samples the probability 1/n. */
public final class Empirical extends Distribution {
    private final int eventAxes;

    /**
     * A distribution of samples.
     *
     * @param samples shape (batch, n, event)
     * @param eventAxes number of last axes that make one sample
     */
    public Empirical(Param samples, int eventAxes) {
        super("Empirical", new Slot("samples", samples, 1 + eventAxes));
        this.eventAxes = eventAxes;
        if (size() == 0) {
            throw new IllegalArgumentException("Empirical needs at least 1 sample.");
        }
    }

    /** Samples of numbers, shape (batch, n). */
    public Empirical(Nd samples) {
        this(Param.of(samples), 0);
    }

    /** Samples of the given number of axes, shape (batch, n, event). */
    public Empirical(Nd samples, int eventAxes) {
        this(Param.of(samples), eventAxes);
    }

    /** The stored samples, shape (batch, n, event). */
    private Expr samples(Ctx c) {
        return param(c, 0);
    }

    private int size() {
        Shape all = parameter("samples").shape();
        return (int) all.get(all.numDimensions() - 1 - eventAxes);
    }

    @Override
    public Shape eventShape() {
        return parameter("samples").shape().takeLast(eventAxes);
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Expr all = samples(c);
        Dims shape = drawn(c, sampleShape);
        Expr number = Noise.uniform(c, floatType(), shape).times(size()).floor().min(size() - 1.0);
        Operand<TInt32> i = c.tf().dtypes.cast(number, TInt32.class);
        if (batchShape().numDimensions() == 0) {
            return Expr.of(c, c.tf().gather(all, i, c.tf().constant(0)));
        }
        Expr hit = all.indicator(Logits.numbers(counts(all)).isEqual(number.expand(-1)))
                .expandLast(eventAxes);
        return all.where(hit.isGreater(0.5), 0).sum(-1 - eventAxes);
    }

    /** Something with the samples' batch axes and that of their numbers. */
    private Expr counts(Expr samples) {
        return eventAxes == 0 ? samples : samples.sumLast(eventAxes);
    }

    /** 1 for each stored sample that equals x, shape (…, batch, n). */
    private Expr equal(Expr x, Expr samples) {
        return all(samples.indicator(samples.isEqual(x.expand(-1 - eventAxes))));
    }

    /** 1 where all elements of an event are 1. */
    private Expr all(Expr hits) {
        return eventAxes == 0
                ? hits
                : hits.indicator(hits.sumLast(eventAxes).isGreater(eventShape().size() - 0.5));
    }

    /** How many stored samples equal each, shape (batch, n). */
    private Expr multiplicity(Ctx c) {
        Expr all = samples(c);
        Expr others = all.expand(-2 - eventAxes); // (batch, 1, n, event)
        Expr each = all.expand(-1 - eventAxes); // (batch, n, 1, event)
        return all(others.indicator(others.isEqual(each))).sum(-1);
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        return equal(x, samples(c)).mean(-1).log();
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        Expr all = samples(c);
        Expr atMost = all.indicator(all.isAtMost(x.expand(-1 - eventAxes)));
        return all(atMost).mean(-1);
    }

    @Override
    protected Expr doMean(Ctx c) {
        return samples(c).mean(-1 - eventAxes);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr centre = samples(c).mean(-1 - eventAxes).expand(-1 - eventAxes);
        return samples(c).minus(centre).square().mean(-1 - eventAxes);
    }

    @Override
    protected Expr doMode(Ctx c) {
        Expr all = samples(c);
        Expr times = multiplicity(c);
        Expr number = Expr.of(c, Trace.castLike(c.tf(), times.argMax(), all)).expand(-1);
        Expr hit = times.indicator(Logits.numbers(times).isEqual(number)).expandLast(eventAxes);
        return all.where(hit.isGreater(0.5), 0).sum(-1 - eventAxes);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return multiplicity(c).over(size()).log().mean(-1).neg();
    }
}
