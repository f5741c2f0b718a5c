package org.dmol.probability.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.probability.Distribution;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.Exp;
import org.dmol.probability.bijectors.Scale;
import org.dmol.probability.bijectors.Shift;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples follow the distribution: their moments, and their mean log-probability is minus the entropy. */
class SamplesTest {
    private static final int N = 40_000;

    @BeforeAll
    static void wide() {
        FloatX.set(DType.FLOAT64);
    }

    @AfterAll
    static void restore() {
        FloatX.set(DType.FLOAT32);
    }

    static Stream<Distribution> all() {
        FloatX.set(DType.FLOAT64);
        return Stream.of(
                new Normal(-1, 2),
                new Laplace(1, 0.7),
                new LogNormal(0.2, 0.4),
                new StudentT(9, 1, 2),
                new Uniform(-1, 3),
                new Exponential(2.5),
                new Poisson(3.3),
                new Gamma(0.4, 2),
                new Gamma(7.5, 0.5),
                new Beta(0.6, 2.5),
                Bernoulli.ofProbs(0.3),
                Categorical.ofProbs(0.2, 0.5, 0.3),
                OneHotCategorical.ofProbs(0.2, 0.5, 0.3),
                Multinomial.ofProbs(9, 0.2, 0.5, 0.3),
                new Dirichlet(0.5, 2, 4),
                new MultivariateNormalDiag(Nd.vector(1.0, -2.0), Nd.vector(0.5, 3.0)),
                new MultivariateNormalTriL(Nd.vector(1.0, -2.0), Nd.of(new double[] {0.5, 0, -1.5, 2}, 2, 2)),
                new Empirical(Nd.vector(1.0, 2.0, 2.0, 5.0)),
                new Empirical(Nd.of(new double[] {1, 2, 3, 1, 2, 3, 0, 9}, 2, 4)),
                new Empirical(Nd.of(new double[] {1, 2, 3, 4, 1, 2}, 3, 2), 1),
                new Independent(new Normal(Nd.vector(0.0, 1.0, 2.0), Nd.vector(1.0, 2.0, 0.1))),
                new MixtureSameFamily(
                        Categorical.ofProbs(0.3, 0.7), new Normal(Nd.vector(-2.0, 1.0), Nd.vector(0.3, 1.0))),
                new TransformedDistribution(
                        MultivariateNormalDiag.standard(2), new Chain(new Shift(0.5, -1), new Scale(2, -0.3))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void momentsOfSamples(Distribution d) {
        Nd x = d.sample(N, 11).cast(DType.FLOAT64);
        int k = x.size() / N;
        double[] mean = new double[k];
        double[] square = new double[k];
        double[] fourth = new double[k];
        for (int i = 0; i < x.size(); i++) {
            mean[i % k] += x.getFlat(i) / N;
        }
        for (int i = 0; i < x.size(); i++) {
            double e = Math.pow(x.getFlat(i) - mean[i % k], 2);
            square[i % k] += e / N;
            fourth[i % k] += e * e / N;
        }
        Nd wanted = d.mean();
        boolean hasVariance = !(d instanceof TransformedDistribution);
        for (int j = 0; j < k; j++) {
            double error = Math.sqrt(square[j] / N);
            assertThat(mean[j]).as("mean %d", j).isCloseTo(wanted.getFlat(j), within(5 * error + 1e-12));
            if (hasVariance) {
                double spread = Math.sqrt((fourth[j] - square[j] * square[j]) / N);
                assertThat(square[j])
                        .as("variance %d", j)
                        .isCloseTo(d.variance().getFlat(j), within(6 * spread + 1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void entropyIsTheMeanOfMinusLogProb(Distribution d) {
        if (d instanceof Poisson || d instanceof Multinomial || d instanceof MixtureSameFamily) {
            return; // no closed form
        }
        Nd entropy = d.entropy();
        int batch = entropy.size();
        Nd logProb = d.logProb(d.sample(N, 5));
        for (int b = 0; b < batch; b++) {
            double mean = 0;
            double square = 0;
            for (int i = b; i < logProb.size(); i += batch) {
                mean -= logProb.getFlat(i) / N;
                square += logProb.getFlat(i) * logProb.getFlat(i) / N;
            }
            double error = Math.sqrt((square - mean * mean) / N);
            assertThat(mean).isCloseTo(entropy.getFlat(b), within(5 * error + 1e-9));
        }
    }

    static Stream<Distribution> densities() {
        FloatX.set(DType.FLOAT64);
        return Stream.of(
                new Normal(-1, 2),
                new Laplace(1, 0.7),
                new LogNormal(0.2, 0.4),
                new StudentT(9, 1, 2),
                new Uniform(-1, 3),
                new Exponential(2.5),
                new Gamma(3.5, 0.9),
                new Beta(2.5, 3),
                new VonMises(0.4, 2),
                new MixtureSameFamily(
                        Categorical.ofProbs(0.3, 0.7), new Normal(Nd.vector(-2.0, 1.0), Nd.vector(0.3, 1.0))),
                new TransformedDistribution(new Normal(0.1, 0.5), new Exp()));
    }

    @ParameterizedTest
    @MethodSource("densities")
    void densitiesIntegrateToOneAndToTheCumulativeFunction(Distribution d) {
        boolean circle = d instanceof VonMises;
        boolean positive = d instanceof TransformedDistribution; // the inverse of exp has no value elsewhere
        double low = circle ? -Math.PI : positive ? 0 : -40;
        double high = circle ? Math.PI : 40;
        int n = 400_000;
        double h = (high - low) / n;
        double[] at = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = low + (i + 0.5) * h;
        }
        Nd p = d.prob(Nd.vector(at));
        double sum = 0;
        double upToOne = 0;
        for (int i = 0; i < n; i++) {
            sum += p.getFlat(i) * h;
            upToOne += at[i] <= 0.7 ? p.getFlat(i) * h : 0;
        }
        assertThat(sum).isCloseTo(1, within(2e-4));
        double expected = d.cdf(Nd.scalar(0.7)).item()
                - (circle ? d.cdf(Nd.scalar(-Math.PI)).item() : 0);
        assertThat(upToOne).isCloseTo(expected, within(2e-4));
    }

    @ParameterizedTest
    @MethodSource("all")
    void equalSeedsGiveEqualSamples(Distribution d) {
        assertThat(d.sample(5, 3)).isEqualTo(d.sample(5, 3));
    }
}
