package org.dmol.probability.distributions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.array.Shapes;
import org.dmol.probability.Distribution;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A mixture of the distributions along the last batch axis of {@code components}. */
public final class MixtureSameFamily extends Distribution {
    private final Categorical mixture;
    private final Distribution components;

    /** Weights of shape (batch, k) and components of batch shape (batch, k). */
    public MixtureSameFamily(Categorical mixture, Distribution components) {
        super("MixtureSameFamily");
        this.mixture = mixture;
        this.components = components;
        Shape batch = components.batchShape();
        int rank = batch.numDimensions();
        if (rank == 0 || mixture.classes() >= 0 && mixture.classes() != batch.get(rank - 1)) {
            throw new IllegalArgumentException("MixtureSameFamily has " + mixture.classes()
                    + " weights; the last axis of the components' batch shape " + Shapes.text(Tensors.ints(batch))
                    + " must be as long.");
        }
    }

    @Override
    public DType floatType() {
        return mixture.floatType() == DType.FLOAT64 ? DType.FLOAT64 : components.floatType();
    }

    @Override
    public DType dtype() {
        return components.dtype().isFloat() ? floatType() : components.dtype();
    }

    @Override
    public Shape batchShape() {
        Shape all = components.batchShape();
        return all.take(all.numDimensions() - 1);
    }

    @Override
    public Dims batchDims(Ctx c) {
        return components.batchDims(c).dropLast(c.tf(), 1);
    }

    @Override
    public Shape eventShape() {
        return components.eventShape();
    }

    @Override
    public List<Var> vars() {
        Set<Var> all = new LinkedHashSet<>(mixture.vars());
        all.addAll(components.vars());
        return List.copyOf(all);
    }

    @Override
    public boolean isTraced() {
        return mixture.isTraced() || components.isTraced();
    }

    /** 1 for the drawn component and 0 for others, shape (sample shape, batch, k, 1 …). */
    private Expr chosen(Ctx c, Dims sampleShape) {
        Expr weights = mixture.logProbs(c);
        int more = batchShape().numDimensions() - (weights.rank() - 1);
        Dims shape =
                more == 0 ? sampleShape : sampleShape.plus(c.tf(), batchDims(c).range(c.tf(), 0, more));
        Operand<TFloat32> k = Expr.of(c, Trace.castLike(c.tf(), mixture.sampleClass(c, shape), weights))
                .expand(-1);
        return weights.indicator(Logits.numbers(weights).isEqual(k)).expandLast(eventRank());
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Expr all = components.sample(c, sampleShape);
        return sumComponents(all.where(chosen(c, sampleShape).isGreater(0.5), all.zeros()));
    }

    private Expr sumComponents(Expr x) {
        return x.sum(-1 - eventRank());
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr each = components.logProb(c, x.expand(-1 - eventRank()));
        return each.plus(mixture.logProbs(c)).logSumExp(-1);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return components.cdf(c, x.expand(-1)).times(mixture.logProbs(c).exp()).sum(-1);
    }

    private Expr weights(Ctx c) {
        return mixture.logProbs(c).exp().expandLast(eventRank());
    }

    @Override
    protected Expr doMean(Ctx c) {
        return sumComponents(components.mean(c).times(weights(c)));
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr means = components.mean(c);
        Expr centre = sumComponents(means.times(weights(c))).expand(-1 - eventRank());
        Expr spread = components.variance(c).plus(means.minus(centre).square());
        return sumComponents(spread.times(weights(c)));
    }
}
