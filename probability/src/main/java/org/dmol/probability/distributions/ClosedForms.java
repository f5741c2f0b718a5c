package org.dmol.probability.distributions;

import org.dmol.probability.KlDivergence;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** Closed forms of Kullback-Leibler divergences. */
public final class ClosedForms {
    private ClosedForms() {}

    /** Registers all; {@link KlDivergence} calls it once. */
    public static void register() {
        KlDivergence.register(Normal.class, Normal.class, ClosedForms::normal);
        KlDivergence.register(
                MultivariateNormalDiag.class, MultivariateNormalDiag.class, ClosedForms::multivariateNormalDiag);
        KlDivergence.register(Categorical.class, Categorical.class, ClosedForms::categorical);
        KlDivergence.register(
                Independent.class,
                Independent.class,
                (c, p, q) -> KlDivergence.exact(p.inner(), q.inner()).in(c).sumLast(p.axes()),
                (p, q) -> p.axes() == q.axes() && KlDivergence.isClosed(p.inner(), q.inner()));
        KlDivergence.register(
                TransformedDistribution.class,
                TransformedDistribution.class,
                (c, p, q) -> KlDivergence.exact(p.base(), q.base()).in(c),
                (p, q) -> p.bijector() == q.bijector() && KlDivergence.isClosed(p.base(), q.base()));
    }

    private static Expr normal(Ctx c, Normal p, Normal q) {
        Expr ratio = p.stddev(c).over(q.stddev(c)).square();
        Expr shift = p.mean(c).minus(q.mean(c)).over(q.stddev(c)).square();
        return ratio.plus(shift).minus(1).minus(ratio.log()).times(0.5);
    }

    private static Expr multivariateNormalDiag(Ctx c, MultivariateNormalDiag p, MultivariateNormalDiag q) {
        Expr ratio = p.stddev(c).over(q.stddev(c)).square();
        Expr shift = p.mean(c).minus(q.mean(c)).over(q.stddev(c)).square();
        return ratio.plus(shift).minus(1).minus(ratio.log()).times(0.5).sum(-1);
    }

    private static Expr categorical(Ctx c, Categorical p, Categorical q) {
        return ofClasses(p.logProbs(c), q.logProbs(c));
    }

    /** Divergence of classes by their log-probabilities, along the last axis. */
    static Expr ofClasses(Expr logP, Expr logQ) {
        Expr weight = logP.exp();
        var possible = weight.isGreater(0);
        // No contribution where p is 0, whatever q is.
        return logP.minus(logQ).where(possible, logP.zeros()).times(weight).sum(-1);
    }
}
