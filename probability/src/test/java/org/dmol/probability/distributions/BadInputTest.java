package org.dmol.probability.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.KlDivergence;
import org.dmol.probability.Param;
import org.dmol.probability.bijectors.ActNorm;
import org.dmol.probability.bijectors.InvertibleLinear;
import org.dmol.probability.bijectors.Reshape;
import org.dmol.probability.bijectors.Scale;
import org.dmol.probability.bijectors.ScaleTriL;
import org.dmol.probability.bijectors.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One clear sentence for bad parameters; minus infinity, not an error, outside the support. */
class BadInputTest {
    private static Arguments bad(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    static Stream<Arguments> bad() {
        Nd zero = Nd.of(new double[] {1, 0, 2, 0}, 2, 2);
        return Stream.of(
                bad("Normal: the parameter scale is -1.0 and must be positive", () -> new Normal(0, -1)),
                bad("Normal: the parameter scale is NaN", () -> new Normal(0, Double.NaN)),
                bad("rate is 0.0 and must be positive", () -> new Exponential(0)),
                bad("rate is -2.0", () -> new Poisson(-2)),
                bad("concentration is 0.0", () -> new Gamma(0, 1)),
                bad("concentration0 is -1.0", () -> new Beta(1, -1)),
                bad("element 1 of", () -> new Dirichlet(1, 0, 2)),
                bad("low is 2.0 and must be less than high, which is 1.0", () -> new Uniform(2, 1)),
                bad("probs is 1.5 and must be between 0 and 1", () -> Bernoulli.ofProbs(1.5)),
                bad("adds up to 0.9", () -> Categorical.ofProbs(0.4, 0.5)),
                bad("adds up to 0.9", () -> OneHotCategorical.ofProbs(0.4, 0.5)),
                bad("total_count is -1.0", () -> Multinomial.ofProbs(-1, 0.5, 0.5)),
                bad("element 1 of the diagonal", () -> new MultivariateNormalTriL(Nd.vector(0.0, 0.0), zero)),
                bad(
                        "must be square",
                        () -> new MultivariateNormalTriL(Nd.vector(0.0, 0.0), Nd.zeros(DType.FLOAT64, 2, 3))),
                bad(
                        "vectors of 3 elements",
                        () -> new MultivariateNormalTriL(
                                Nd.vector(0.0, 0.0, 0.0), Nd.of(new double[] {1, 0, 0, 1}, 2, 2))),
                bad("shapes do not fit", () -> new Normal(Nd.vector(1.0, 2.0), Nd.vector(1.0, 2.0, 3.0))),
                bad("at least 1 sample", () -> new Empirical(Nd.zeros(DType.FLOAT64, 0))),
                bad(
                        "last axes are (2,)",
                        () -> MultivariateNormalDiag.standard(2).logProb(Nd.vector(1.0, 2.0, 3.0))),
                bad("last axes are (3,)", () -> new Dirichlet(1, 2, 3).logProb(Nd.vector(0.4, 0.6))),
                bad("last axes are (2,)", () -> Multinomial.ofProbs(3, 0.5, 0.5).logProb(Nd.vector(1.0, 1, 1))),
                bad(
                        "last axes are (2,)",
                        () -> OneHotCategorical.ofProbs(0.5, 0.5).logProb(Nd.scalar(1))),
                bad(
                        "last axes are (2,)",
                        () -> new Independent(new Normal(Nd.vector(0.0, 1.0), Nd.vector(1.0, 1.0)))
                                .cdf(Nd.zeros(DType.FLOAT64, 2, 3))),
                bad(
                        "has the batch shape (2,), which float64[3] does not fit",
                        () -> new Normal(Nd.vector(0.0, 1.0), Nd.vector(1.0, 1.0)).logProb(Nd.vector(1.0, 2, 3))),
                bad(
                        "has 3 weights",
                        () -> new MixtureSameFamily(
                                Categorical.ofProbs(0.2, 0.3, 0.5),
                                new Normal(Nd.vector(0.0, 1.0), Nd.vector(1.0, 1.0)))),
                bad(
                        "widens an axis of 1",
                        () -> new MixtureSameFamily(
                                Categorical.ofLogits(Nd.zeros(DType.FLOAT64, 4, 3)),
                                new Exponential(Nd.of(new double[] {1, 2, 3}, 1, 3)))),
                bad(
                        "cannot take 2 axes of the batch shape (2,)",
                        () -> new Independent(new Normal(Nd.vector(0.0, 1.0), Nd.vector(1.0, 1.0)), 2)),
                bad("concentration is -0.1", () -> new VonMises(0, -0.1)),
                bad("df is 0.0 and must be positive", () -> new StudentT(0, 0, 1)),
                bad("scale is 0.0 and must be positive", () -> new Laplace(0, 0)),
                bad("scale is -1.0 and must be positive", () -> new LogNormal(0, -1)),
                bad(
                        "element 1 of float64[2]",
                        () -> new MultivariateNormalDiag(Nd.vector(0.0, 0.0), Nd.vector(1.0, -1.0))),
                bad("different from 0", () -> new Scale(0.0)),
                bad("element 1 of the diagonal", () -> new ScaleTriL(zero)),
                bad("as large", () -> new InvertibleLinear(Param.of(zero), 0, 1, 2)),
                bad("6 and 4 elements", () -> new Reshape(new int[] {4}, new int[] {2, 3})),
                bad("one bijector for each block", () -> new Split(new int[] {1, 2}, new Scale(2.0))),
                bad("two or more rows of 3", () -> new ActNorm(3).initialize(Nd.zeros(DType.FLOAT32, 5, 2))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isNamed(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                Arguments.of(new LogNormal(0, 1), Nd.scalar(-1.0)),
                Arguments.of(new LogNormal(0, 1), Nd.scalar(0.0)),
                Arguments.of(new Exponential(1), Nd.scalar(-0.1)),
                Arguments.of(new Gamma(2, 1), Nd.scalar(-3.0)),
                Arguments.of(new Beta(2, 2), Nd.scalar(1.2)),
                Arguments.of(new Uniform(0, 1), Nd.scalar(1.2)),
                Arguments.of(new Poisson(2), Nd.scalar(-1.0)),
                Arguments.of(new Poisson(2), Nd.scalar(1.5)),
                Arguments.of(Bernoulli.ofProbs(0.5), Nd.scalar(2.0)),
                Arguments.of(Categorical.ofProbs(0.5, 0.5), Nd.scalar(2.0)),
                Arguments.of(Categorical.ofProbs(1, 0), Nd.scalar(1.0)),
                Arguments.of(Multinomial.ofProbs(3, 0.5, 0.5), Nd.vector(1.0, 1.0)),
                Arguments.of(Multinomial.ofProbs(3, 0.5, 0.5), Nd.vector(4.0, -1.0)),
                Arguments.of(new Dirichlet(1, 1), Nd.vector(0.7, 0.7)),
                Arguments.of(new Dirichlet(1, 1), Nd.vector(1.2, -0.2)),
                Arguments.of(new Deterministic(1), Nd.scalar(1.01)),
                Arguments.of(new Empirical(Nd.vector(1.0, 2.0)), Nd.scalar(3.0)));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void outsideTheSupportIsImpossible(Distribution d, Nd x) {
        assertThat(d.logProb(x).item()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(d.prob(x).item()).isZero();
    }

    @Test
    void anEstimatedDivergenceSaysSo() {
        Distribution p = new Gamma(2, 1);
        Distribution q = new LogNormal(0.5, 0.8);
        KlDivergence kl = KlDivergence.of(p, q);
        assertThat(kl.isEstimate()).isTrue();
        assertThat(kl.toString()).contains("Monte-Carlo estimate from 1000 samples");
        assertThatThrownBy(() -> KlDivergence.exact(p, q)).isInstanceOf(UnsupportedOperationException.class);
        // KL of normal distributions, where the estimate can be judged.
        double exact =
                KlDivergence.of(new Normal(0, 1), new Normal(1, 2)).value().item();
        double estimate = KlDivergence.estimate(new Normal(0, 1), new Normal(1, 2), 100_000)
                .value(3)
                .item();
        assertThat(Math.abs(estimate - exact)).isLessThan(0.01);
        assertThat(List.of(kl.value(1).item())).isEqualTo(List.of(kl.value(1).item()));
    }
}
