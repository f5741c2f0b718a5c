package org.dmol.probability.distributions;

import org.dmol.probability.KlDivergence;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Triangular;

/** Divergences between normal distributions of vectors, of which one at least has a full covariance. */
final class MultivariateForms {
    private MultivariateForms() {}

    static void register() {
        Class<MultivariateNormalTriL> full = MultivariateNormalTriL.class;
        Class<MultivariateNormalDiag> diag = MultivariateNormalDiag.class;
        KlDivergence.register(
                full,
                full,
                (c, p, q) -> divergence(
                        Triangular.solve(columns(q.scale(c)), rows(p.scale(c)), true),
                        Triangular.solve(q.scale(c), q.mean(c).minus(p.mean(c)), true),
                        q.logDet(c).minus(p.logDet(c))));
        KlDivergence.register(
                full,
                diag,
                (c, p, q) -> divergence(
                        p.scale(c).over(q.stddev(c).expand(-1)),
                        q.mean(c).minus(p.mean(c)).over(q.stddev(c)),
                        q.stddev(c).log().sum(-1).minus(p.logDet(c))));
        KlDivergence.register(
                diag,
                full,
                (c, p, q) -> divergence(
                        Triangular.solve(columns(q.scale(c)), rows(diagonal(p.stddev(c))), true),
                        Triangular.solve(q.scale(c), q.mean(c).minus(p.mean(c)), true),
                        q.logDet(c).minus(p.stddev(c).log().sum(-1))));
    }

    /** One matrix for each column of another: (…, 1, k, k). */
    private static Expr columns(Expr matrix) {
        return matrix.expand(-3);
    }

    /** The columns of a matrix as vectors along the axis before the last. */
    private static Expr rows(Expr matrix) {
        return matrix.transposeLast();
    }

    private static Expr diagonal(Expr d) {
        Expr index = Logits.numbers(d);
        Expr eye = d.indicator(index.expand(-1).isEqual(index));
        return d.expand(-1).times(eye);
    }

    /**
     * The divergence from its parts.
     *
     * @param scales q's factor inverse times p's, in any order of its elements, shape (…, k, k)
     * @param shift q's factor inverse times the difference of the means
     * @param logRatio log-determinant of q's factor less that of p's
     */
    private static Expr divergence(Expr scales, Expr shift, Expr logRatio) {
        Expr squares = scales.square().sum(-2, -1).plus(shift.square().sum(-1));
        return squares.minus(shift.dim(-1)).times(0.5).plus(logRatio);
    }
}
