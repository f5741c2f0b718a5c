package org.dmol.probability.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes of samples, their dependence on seeds, and what is never drawn. */
class SampleShapesTest {
    private static final Nd TWO = Nd.vector(-1.0, 2.0);
    private static final Nd POSITIVE = Nd.vector(0.5, 3.0);

    static Stream<Distribution> batches() {
        Nd rows = Nd.of(new double[] {0.2, 0.3, 0.5, 0.6, 0.3, 0.1}, 2, 3);
        Nd matrices = Nd.of(new double[] {1, 0, 2, 3, 0.5, 0, -1, 1}, 2, 2, 2);
        Categorical weights = Categorical.ofProbs(Nd.of(new double[] {0.3, 0.7, 0.5, 0.5}, 2, 2));
        return Stream.of(
                new Normal(TWO, POSITIVE),
                new Laplace(TWO, POSITIVE),
                new LogNormal(TWO, POSITIVE),
                new StudentT(POSITIVE, TWO, POSITIVE),
                new Uniform(TWO, TWO.map(v -> v + 1)),
                new Exponential(POSITIVE),
                new Poisson(POSITIVE),
                new Gamma(POSITIVE, POSITIVE),
                new Beta(POSITIVE, POSITIVE),
                new VonMises(TWO, POSITIVE),
                Bernoulli.ofLogits(TWO),
                Categorical.ofProbs(rows),
                OneHotCategorical.ofProbs(rows),
                Multinomial.ofProbs(org.dmol.probability.Param.of(9), org.dmol.probability.Param.of(rows)),
                new Dirichlet(rows),
                new MultivariateNormalDiag(rows, rows),
                new MultivariateNormalTriL(TWO, matrices),
                new Empirical(rows),
                new Empirical(matrices, 1),
                new Independent(new Laplace(rows, rows), 1),
                new MixtureSameFamily(weights, new Normal(TWO, POSITIVE)),
                new MixtureSameFamily(weights, new MultivariateNormalTriL(TWO, matrices)),
                new TransformedDistribution(new Normal(TWO, POSITIVE), new org.dmol.probability.bijectors.Softplus()));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void sampleShapeThenBatchThenEvent(Distribution d) {
        int[] one = Tensors.ints(d.batchShape().append(d.eventShape()));
        assertThat(d.batchShape().get(0)).isEqualTo(2);
        assertThat(d.sample(new int[0], 1).shape()).isEqualTo(one);
        int[] many = IntStream.concat(IntStream.of(4, 3), IntStream.of(one)).toArray();
        Nd x = d.sample(new int[] {4, 3}, 1);
        assertThat(x.shape()).isEqualTo(many);
        assertThat(x.dtype()).isEqualTo(d.dtype());
        Nd logProb = d.logProb(x); // of whole numbers too, where the distribution draws those
        assertThat(logProb.shape()).containsExactly(4, 3, 2);
        for (int i = 0; i < logProb.size(); i++) {
            assertThat(logProb.getFlat(i)).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("batches")
    void otherSeedsAndLaterDrawsAreOther(Distribution d) {
        assertThat(d.sample(50, 1)).isEqualTo(d.sample(50, 1)).isNotEqualTo(d.sample(50, 2));
        assertThat(d.sample(50, 1)).isNotEqualTo(d.sample(50, 1L << 32 | 1));
        try (Fn difference = Fn.of((tf, in) -> {
            Ctx c = Ctx.inference(tf);
            return d.sample(c, 50).minus(d.sample(c, 50)).abs().sum().plus(in.get(0));
        })) {
            assertThat(difference.call(Nd.zeros(d.floatType())).item()).isPositive();
        }
    }

    @Test
    void theImpossibleIsNeverDrawn() {
        double none = Double.NEGATIVE_INFINITY;
        assertThat(Categorical.ofLogits(Nd.vector(none, 0.0, 2.0))
                        .sample(5000, 1)
                        .ints())
                .contains(1, 2)
                .doesNotContain(0);
        assertThat(Categorical.ofProbs(0.5, 0, 0.5).sample(5000, 1).ints()).doesNotContain(1);
        Nd counts = Multinomial.ofProbs(20, 0, 1, 0).sample(100, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(counts.get(i, 1)).isEqualTo(20);
        }
        assertThat(new Poisson(0).sample(1000, 1).doubles()).containsOnly(0);
        assertThat(Bernoulli.ofProbs(Nd.vector(0.0, 0.0)).sample(1000, 1).ints())
                .containsOnly(0);
        assertThat(Bernoulli.ofProbs(Nd.vector(1.0, 1.0)).sample(1000, 1).ints())
                .containsOnly(1);
        var mixture = new MixtureSameFamily(Categorical.ofProbs(1, 0), new Deterministic(Nd.vector(3.0, 7.0)));
        assertThat(mixture.sample(1000, 1).doubles()).containsOnly(3);
    }

    /** One set of weights for two mixtures, and one set of components for two sets of weights. */
    @Test
    void membersOfABatchOfMixturesAreDrawnApart() {
        Nd loc = Nd.of(new double[] {-5, 5, -4, 6}, 2, 2);
        Nd scale = Nd.of(new double[] {0.1, 0.1, 0.1, 0.1}, 2, 2);
        Categorical both = Categorical.ofProbs(Nd.of(new double[] {0.3, 0.7, 0.8, 0.2}, 2, 2));
        for (Distribution d : List.of(
                new MixtureSameFamily(Categorical.ofProbs(0.3, 0.7), new Normal(loc, scale)),
                new MixtureSameFamily(
                        Categorical.ofProbs(Nd.of(new double[] {0.3, 0.7}, 1, 2)), new Normal(loc, scale)),
                new MixtureSameFamily(both, new Normal(Nd.vector(-5.0, 5.0), Nd.vector(0.1, 0.1))))) {
            int n = 20_000;
            Nd x = d.sample(n, 3);
            double[] mean = new double[2];
            double[] square = new double[2];
            double product = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < 2; j++) {
                    double apart = x.get(i, j) - d.mean().get(j);
                    mean[j] += apart / n;
                    square[j] += apart * apart / n;
                }
                product += (x.get(i, 0) - d.mean().get(0))
                        * (x.get(i, 1) - d.mean().get(1))
                        / n;
            }
            for (int j = 0; j < 2; j++) {
                double variance = d.variance().get(j);
                assertThat(mean[j]).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
                assertThat(square[j]).isCloseTo(variance, within(0.05 * variance));
            }
            assertThat(product / Math.sqrt(square[0] * square[1])).isCloseTo(0, within(5 / Math.sqrt(n)));
        }
    }

    /** Where numbers of single precision end, samples keep within the support and say no NaN. */
    @Test
    void samplesOfExtremeParametersAreNumbers() {
        Nd tiny = Nd.vector(1e-3, 1e-2).cast(DType.FLOAT32);
        Nd one = Nd.vector(1.0, 1.0).cast(DType.FLOAT32);
        Nd great = Nd.vector(1e4, 1e7).cast(DType.FLOAT32);
        for (Distribution d : List.of(
                new Gamma(tiny, one),
                new Gamma(great, one),
                new Beta(tiny, tiny),
                new Beta(great, great),
                new Dirichlet(tiny),
                new Dirichlet(great),
                new VonMises(one, great),
                new VonMises(one, tiny),
                new Exponential(great),
                new Laplace(one, great))) {
            Nd x = d.sample(5000, 2);
            assertThat(x.dtype()).isEqualTo(DType.FLOAT32);
            double[] v = x.cast(DType.FLOAT64).doubles();
            assertThat(Arrays.stream(v).filter(e -> !Double.isFinite(e)).count())
                    .as(d.toString())
                    .isZero();
            if (d instanceof Dirichlet) {
                for (int i = 0; i < v.length; i += 2) {
                    assertThat(v[i] + v[i + 1]).isCloseTo(1, within(1e-6));
                }
            }
        }
    }
}
