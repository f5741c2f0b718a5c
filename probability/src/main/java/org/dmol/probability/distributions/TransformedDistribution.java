package org.dmol.probability.distributions;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.dmol.array.DType;
import org.dmol.array.Shapes;
import org.dmol.probability.Bijector;
import org.dmol.probability.Distribution;
import org.dmol.probability.Mapped;
import org.dmol.probability.Sampled;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.dmol.tf.Var;
import org.tensorflow.ndarray.Shape;

/**
 * The distribution of {@code bijector.forward(z)} for z of a base distribution. The batch is the base's, or larger where parameters of the
 * bijector add axes.
 */
public final class TransformedDistribution extends Distribution {
    private final Distribution base;
    private final Bijector bijector;
    private final Shape event;
    private final Shape batch;
    private final Shape added;

    /** A base distribution whose events have at least as many axes as the bijector needs. */
    public TransformedDistribution(Distribution base, Bijector bijector) {
        super(bijector.name() + base.name());
        if (base.eventRank() < bijector.eventRankIn()) {
            throw new IllegalArgumentException("The bijector " + bijector.name() + " works on events of "
                    + bijector.eventRankIn() + " axes; those of " + base.name() + " have " + base.eventRank()
                    + ". Make batch axes part of the event with Independent.");
        }
        this.base = base;
        this.bijector = bijector;
        this.event = bijector.forwardEventShape(base.eventShape());
        Shape all = bijector.forwardShape(base.batchShape().append(base.eventShape()));
        this.batch = all.take(all.numDimensions() - event.numDimensions());
        int more = batch.numDimensions() - base.batchShape().numDimensions();
        this.added = batch.take(more);
        int[] inner = Tensors.ints(base.batchShape());
        // As arrays, for shapes with an axis of unknown size are not equal to each other.
        if (!Arrays.equals(Tensors.ints(batch.takeLast(inner.length)), inner) || added.hasUnknownDimension()) {
            throw new IllegalArgumentException("The bijector " + bijector.name() + " widens the batch shape "
                    + Shapes.text(Tensors.ints(base.batchShape())) + " of " + base.name() + " to "
                    + Shapes.text(Tensors.ints(batch)) + "; give the base distribution that shape.");
        }
    }

    /** The distribution before the mapping. */
    public Distribution base() {
        return base;
    }

    /** The mapping. */
    public Bijector bijector() {
        return bijector;
    }

    @Override
    public DType floatType() {
        return base.floatType();
    }

    @Override
    public Shape batchShape() {
        return batch;
    }

    @Override
    public Shape eventShape() {
        return event;
    }

    @Override
    public Dims batchDims(Ctx c) {
        return Dims.of(Tensors.ints(added)).plus(c.tf(), base.batchDims(c));
    }

    @Override
    public List<Var> vars() {
        Set<Var> all = new LinkedHashSet<>(base.vars());
        all.addAll(bijector.vars());
        return List.copyOf(all);
    }

    @Override
    public boolean isReparameterized() {
        return base.isReparameterized();
    }

    @Override
    public boolean isTraced() {
        return base.isTraced() || bijector.isTraced();
    }

    /** Axes of an event that the bijector takes for a batch. */
    private int extraIn() {
        return base.eventRank() - bijector.eventRankIn();
    }

    private Dims baseShape(Ctx c, Dims sampleShape) {
        return sampleShape.plus(c.tf(), Tensors.ints(added));
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        return bijector.forward(c, base.sample(c, baseShape(c, sampleShape)));
    }

    @Override
    protected Sampled doSampleAndLogProb(Ctx c, Dims sampleShape) {
        Sampled z = base.sampleAndLogProb(c, baseShape(c, sampleShape));
        Mapped x = bijector.forwardAndLogDet(c, z.value()).sumLast(extraIn());
        return new Sampled(x.value(), z.logProb().minus(x.logDet()));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Mapped z = bijector.inverseAndLogDet(c, x).sumLast(extraIn());
        return base.logProb(c, z.value()).plus(z.logDet());
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return tail(c, x, base::cdf, base::survival);
    }

    @Override
    protected Expr doLogCdf(Ctx c, Expr x) {
        return tail(c, x, base::logCdf, (t, z) -> base.survival(t, z).log());
    }

    @Override
    protected Expr doSurvival(Ctx c, Expr x) {
        return tail(c, x, base::survival, base::cdf);
    }

    /** A tail of the base where the mapping rises, the other one where it falls. */
    private Expr tail(Ctx c, Expr x, BiFunction<Ctx, Expr, Expr> rising, BiFunction<Ctx, Expr, Expr> falling) {
        requireMonotone("cumulative distribution function");
        Expr z = bijector.inverse(c, x);
        Expr up = rising.apply(c, z);
        return bijector.isIncreasing() ? up : up.where(bijector.direction(c, z).isGreater(0), falling.apply(c, z));
    }

    @Override
    protected Expr doQuantile(Ctx c, Expr p) {
        requireMonotone("quantiles");
        Expr q = bijector.isIncreasing() ? p : p.where(bijector.direction(c, p).isGreater(0), p.from(1));
        return bijector.forward(c, base.quantile(c, q));
    }

    private void requireMonotone(String what) {
        if (eventRank() > 0 || bijector.eventRankIn() > 0) {
            throw unsupported(what);
        }
    }

    @Override
    protected Expr doMean(Ctx c) {
        if (!bijector.isConstantJacobian()) {
            throw unsupported("mean");
        }
        return bijector.forward(c, base.mean(c));
    }

    @Override
    protected Expr doVariance(Ctx c) {
        if (!bijector.isConstantJacobian() || bijector.eventRankIn() > 0) {
            throw unsupported("variance");
        }
        Expr logSlope = bijector.forwardAndLogDet(c, base.mean(c)).logDet();
        return base.variance(c).times(logSlope.times(2).exp());
    }

    @Override
    protected Expr doMode(Ctx c) {
        if (!bijector.isConstantJacobian()) {
            throw unsupported("mode");
        }
        return bijector.forward(c, base.mode(c));
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        if (!bijector.isConstantJacobian()) {
            throw unsupported("entropy");
        }
        Mapped anywhere = bijector.forwardAndLogDet(c, base.mean(c)).sumLast(extraIn());
        return base.entropy(c).plus(anywhere.logDet());
    }
}
