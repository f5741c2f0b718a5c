package org.dmol.probability.distributions;

import org.dmol.probability.KlDivergence;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Special;
import org.dmol.tf.Ctx;

/** Closed forms of Kullback-Leibler divergences. */
public final class ClosedForms {
    private ClosedForms() {}

    /** Registers all; {@link KlDivergence} calls it once. */
    public static void register() {
        KlDivergence.register(Normal.class, Normal.class, ClosedForms::normal);
        KlDivergence.register(
                MultivariateNormalDiag.class, MultivariateNormalDiag.class, ClosedForms::multivariateNormalDiag);
        MultivariateForms.register();
        KlDivergence.register(LogNormal.class, LogNormal.class, (c, p, q) -> normal(c, p.logarithm(), q.logarithm()));
        KlDivergence.register(Laplace.class, Laplace.class, ClosedForms::laplace);
        KlDivergence.register(Bernoulli.class, Bernoulli.class, (c, p, q) -> p.klTo(c, q));
        KlDivergence.register(Categorical.class, Categorical.class, ClosedForms::categorical);
        KlDivergence.register(
                OneHotCategorical.class, OneHotCategorical.class, (c, p, q) -> ofClasses(p.logProbs(c), q.logProbs(c)));
        KlDivergence.register(Exponential.class, Exponential.class, ClosedForms::exponential);
        KlDivergence.register(Gamma.class, Gamma.class, ClosedForms::gamma);
        KlDivergence.register(Poisson.class, Poisson.class, ClosedForms::poisson);
        KlDivergence.register(Beta.class, Beta.class, ClosedForms::beta);
        KlDivergence.register(Dirichlet.class, Dirichlet.class, ClosedForms::dirichlet);
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

    private static Expr laplace(Ctx c, Laplace p, Laplace q) {
        Expr s = p.parameter("scale").in(c, p.floatType());
        Expr t = q.parameter("scale").in(c, q.floatType());
        Expr apart = p.mean(c).minus(q.mean(c)).abs();
        return apart.over(s)
                .neg()
                .exp()
                .times(s)
                .plus(apart)
                .over(t)
                .minus(1)
                .plus(t.log())
                .minus(s.log());
    }

    private static Expr exponential(Ctx c, Exponential p, Exponential q) {
        Expr ratio = p.mean(c).over(q.mean(c));
        return ratio.minus(1).minus(ratio.log());
    }

    private static Expr poisson(Ctx c, Poisson p, Poisson q) {
        Expr a = p.mean(c);
        Expr b = q.mean(c);
        return a.logTimes(a).minus(b.logTimes(a)).minus(a).plus(b);
    }

    private static Expr gamma(Ctx c, Gamma p, Gamma q) {
        Expr a = p.parameter("concentration").in(c, p.floatType());
        Expr b = q.parameter("concentration").in(c, q.floatType());
        Expr rate = p.parameter("rate").in(c, p.floatType());
        Expr other = q.parameter("rate").in(c, q.floatType());
        return a.minus(b)
                .times(a.digamma())
                .minus(a.lgamma())
                .plus(b.lgamma())
                .plus(b.times(rate.log().minus(other.log())))
                .plus(a.times(other.over(rate).minus(1)));
    }

    private static Expr beta(Ctx c, Beta p, Beta q) {
        Expr a = p.parameter("concentration1").in(c, p.floatType());
        Expr b = p.parameter("concentration0").in(c, p.floatType());
        Expr a2 = q.parameter("concentration1").in(c, q.floatType());
        Expr b2 = q.parameter("concentration0").in(c, q.floatType());
        Expr total = a.plus(b);
        return Special.lbeta(a2, b2)
                .minus(Special.lbeta(a, b))
                .plus(a.minus(a2).times(a.digamma().minus(total.digamma())))
                .plus(b.minus(b2).times(b.digamma().minus(total.digamma())));
    }

    private static Expr dirichlet(Ctx c, Dirichlet p, Dirichlet q) {
        Expr a = p.concentration(c);
        Expr logMean = a.digamma().minus(a.sumKeep(-1).digamma());
        Expr expected = a.minus(q.concentration(c)).times(logMean).sum(-1);
        return expected.plus(q.logNorm(c)).minus(p.logNorm(c));
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
