package org.dmol.probability.distributions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.array.Shapes;
import org.dmol.probability.Distribution;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A mixture of the distributions along the last batch axis of {@code components}. */
public final class MixtureSameFamily extends Distribution {
    private final Categorical mixture;
    private final Distribution components;

    /** Weights of shape (batch, k), or fewer batch axes, and components of batch shape (batch, k), or fewer batch axes. */
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
        Shape own = batch.take(rank - 1);
        Shape widened = Dims.broadcast(own, mixture.batchShape()).takeLast(rank - 1);
        for (int i = 0; i + 1 < rank; i++) {
            if (own.get(i) == 1 && widened.get(i) != 1) {
                throw new IllegalArgumentException("MixtureSameFamily has weights of the batch shape "
                        + Shapes.text(Tensors.ints(mixture.batchShape()))
                        + ", which widens an axis of 1 of the components' "
                        + Shapes.text(Tensors.ints(batch)) + "; give that axis its length.");
            }
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
        return Dims.broadcast(all.take(all.numDimensions() - 1), mixture.batchShape());
    }

    @Override
    public Dims batchDims(Ctx c) {
        Dims own = components.batchDims(c).dropLast(c.tf(), 1);
        return Dims.broadcast(c.tf(), own, mixture.batchDims(c));
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
        Dims shape = sampleShape
                .plus(c.tf(), batchDims(c))
                .plus(c.tf(), weights.dims().last(c.tf(), 1));
        Operand<TInt32> drawn =
                Noise.gumbel(c, weights.dtype(), shape).plus(weights).argMax();
        Operand<TFloat32> k = Expr.of(c, Trace.castLike(c.tf(), drawn, weights)).expand(-1);
        return weights.indicator(Logits.numbers(weights).isEqual(k)).expandLast(eventRank());
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims batch = batchDims(c);
        int more = batch.rank() - components.batchShape().numDimensions() + 1;
        Expr all = components.sample(c, sampleShape.plus(c.tf(), batch.range(c.tf(), 0, more)));
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

    @Override
    protected Expr doLogCdf(Ctx c, Expr x) {
        return components.logCdf(c, x.expand(-1)).plus(mixture.logProbs(c)).logSumExp(-1);
    }

    @Override
    protected Expr doSurvival(Ctx c, Expr x) {
        return components
                .survival(c, x.expand(-1))
                .times(mixture.logProbs(c).exp())
                .sum(-1);
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
