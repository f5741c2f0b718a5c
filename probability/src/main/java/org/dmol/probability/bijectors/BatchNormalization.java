package org.dmol.probability.bijectors;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;

/**
 * Batch normalisation as a bijector: the inverse standardises values, then stretches and moves them by trainable numbers (L. Dinh et al.
 * 2017). In training the inverse takes mean and variance of the batch and moves the stored ones towards them; the forward mapping and
 * everything outside of training take the stored ones.
 */
public final class BatchNormalization extends Bijector {
    private static final double EPSILON = 1e-3;

    private final Var gamma;
    private final Var beta;
    private final Var mean;
    private final Var variance;
    private double momentum = 0.99;

    /** For vectors of {@code k} elements. */
    public BatchNormalization(int k) {
        super("batch_normalization", 1);
        DType type = FloatX.get();
        gamma = new Var("log_gamma", Nd.zeros(type, k), true);
        beta = new Var("beta", Nd.zeros(type, k), true);
        mean = new Var("moving_mean", Nd.zeros(type, k), false);
        variance = new Var("moving_variance", Nd.full(type, 1, k), false);
    }

    /** Share of the stored moments that remains at each step; default 0.99. */
    public BatchNormalization momentum(double share) {
        momentum = share;
        return this;
    }

    @Override
    public List<Var> vars() {
        return List.of(gamma, beta, mean, variance);
    }

    @Override
    public DType floatType() {
        return gamma.dtype();
    }

    private static Expr read(Ctx c, Var v, Expr like) {
        return Expr.of(c, c.read(v)).cast(like.dtype());
    }

    private Expr logScale(Ctx c, Expr var, Expr like) {
        return var.plus(EPSILON).log().times(0.5).minus(read(c, gamma, like));
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        Expr log = logScale(c, read(c, variance, x), x);
        Expr y = x.minus(read(c, beta, x)).times(log.exp()).plus(read(c, mean, x));
        return new Mapped(y, log.plus(x.zeros()).sum(-1));
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        Expr m = read(c, mean, y);
        Expr v = read(c, variance, y);
        if (c.training()) {
            int[] axes = java.util.stream.IntStream.range(0, y.rank() - 1).toArray();
            Expr batchMean = y.mean(axes);
            Expr batchVariance = y.minus(batchMean).square().mean(axes);
            c.update(mean, m.times(momentum).plus(batchMean.times(1 - momentum)));
            c.update(variance, v.times(momentum).plus(batchVariance.times(1 - momentum)));
            m = batchMean;
            v = batchVariance;
        }
        Expr log = logScale(c, v, y);
        Expr x = y.minus(m).times(log.neg().exp()).plus(read(c, beta, y));
        return new Mapped(x, log.plus(y.zeros()).sum(-1).neg());
    }
}
