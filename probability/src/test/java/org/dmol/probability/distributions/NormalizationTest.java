package org.dmol.probability.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;
import org.dmol.probability.Distribution;
import org.dmol.probability.KlDivergence;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.Invert;
import org.dmol.probability.bijectors.MaskedAutoregressiveFlow;
import org.dmol.probability.bijectors.Permute;
import org.dmol.probability.bijectors.RealNvp;
import org.dmol.probability.bijectors.SplineCoupling;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Probabilities of whole numbers add up to 1, densities of the plane integrate to 1. */
class NormalizationTest {
    @AfterAll
    static void restore() {
        FloatX.set(DType.FLOAT32);
    }

    static Stream<Distribution> discrete() {
        FloatX.set(DType.FLOAT64);
        return Stream.of(
                new Poisson(3.3),
                new Poisson(0),
                Bernoulli.ofProbs(0.3),
                Bernoulli.ofLogits(Nd.scalar(-2.0)),
                Categorical.ofProbs(0.2, 0.5, 0.3),
                Categorical.ofLogits(Nd.vector(0.3, -4.0, 2.0, 9.0)),
                new Empirical(Nd.vector(1.0, 2.0, 2.0, 5.0)));
    }

    @ParameterizedTest
    @MethodSource("discrete")
    void probabilitiesAddUp(Distribution d) {
        Nd values = Nd.vector(IntStream.range(-3, 80).asDoubleStream().toArray());
        Nd p = d.prob(values);
        Nd cumulative = d.cdf(values);
        double sum = 0;
        for (int i = 0; i < p.size(); i++) {
            sum += p.getFlat(i);
            assertThat(cumulative.getFlat(i)).as("cdf at %d", i - 3).isCloseTo(sum, within(1e-12));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void countsOfClassesAddUp() {
        FloatX.set(DType.FLOAT64);
        List<Double> rows = new ArrayList<>();
        for (int i = 0; i <= 6; i++) {
            for (int j = 0; i + j <= 6; j++) {
                rows.addAll(List.of((double) i, (double) j, (double) (6 - i - j)));
            }
        }
        double[] v = rows.stream().mapToDouble(Double::doubleValue).toArray();
        Nd p = Multinomial.ofProbs(6, 0.2, 0.5, 0.3).prob(Nd.of(v, v.length / 3, 3));
        double sum = IntStream.range(0, p.size()).mapToDouble(p::getFlat).sum();
        assertThat(sum).isCloseTo(1, within(1e-12));
        Nd eye = Nd.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
        Nd one = OneHotCategorical.ofProbs(0.2, 0.5, 0.3).prob(eye);
        assertThat(one.getFlat(0) + one.getFlat(1) + one.getFlat(2)).isCloseTo(1, within(1e-12));
    }

    /** TensorFlow Probability has no closed form of it. */
    @Test
    void divergenceOfPoissonDistributionsIsASum() {
        FloatX.set(DType.FLOAT64);
        Nd counts = Nd.vector(IntStream.range(0, 80).asDoubleStream().toArray());
        for (double[] rates : new double[][] {{2.5, 4}, {4, 2.5}, {0, 1.5}}) {
            Poisson p = new Poisson(rates[0]);
            Poisson q = new Poisson(rates[1]);
            Nd weight = p.prob(counts);
            double sum = IntStream.range(0, counts.size())
                    .filter(i -> weight.getFlat(i) > 0)
                    .mapToDouble(i -> weight.getFlat(i)
                            * (p.logProb(counts).getFlat(i) - q.logProb(counts).getFlat(i)))
                    .sum();
            assertThat(KlDivergence.exact(p, q).value().item()).isCloseTo(sum, within(1e-12));
        }
    }

    private static Distribution flow(org.dmol.probability.Bijector... parts) {
        return new TransformedDistribution(MultivariateNormalDiag.standard(2), new Chain(parts));
    }

    static Stream<Distribution> ofThePlane() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(6);
        Nd tril = Nd.of(new double[] {0.5, 0, -1.2, 0.7}, 2, 2);
        return Stream.of(
                new MultivariateNormalDiag(Nd.vector(0.3, -1.0), Nd.vector(0.5, 1.1)),
                new MultivariateNormalTriL(Nd.vector(0.3, -1.0), tril),
                new Independent(new Laplace(Nd.vector(0.0, 0.5), Nd.vector(0.3, 0.4))),
                new MixtureSameFamily(
                        Categorical.ofProbs(0.3, 0.7),
                        new MultivariateNormalDiag(
                                Nd.of(new double[] {-2, 0, 1, 1}, 2, 2), Nd.of(new double[] {0.4, 1, 1, 0.5}, 2, 2))),
                flow(MaskedAutoregressiveFlow.of(2, 8, 8), new Permute(1, 0), MaskedAutoregressiveFlow.of(2, 8, 8)),
                flow(new Invert(MaskedAutoregressiveFlow.of(2, 8)), new Permute(1, 0), RealNvp.of(2, 1, 8)),
                flow(SplineCoupling.of(2, 1, 6, 3, 8), new Permute(1, 0), SplineCoupling.of(2, 1, 6, 3, 8)));
    }

    @ParameterizedTest
    @MethodSource("ofThePlane")
    void densitiesOfThePlaneIntegrateToOne(Distribution d) {
        int n = 600;
        double half = 9;
        double h = 2 * half / n;
        double[] v = new double[2 * n * n];
        for (int i = 0; i < n * n; i++) {
            v[2 * i] = -half + (i % n + 0.5) * h;
            v[2 * i + 1] = -half + (i / n + 0.5) * h;
        }
        Nd p = d.prob(Nd.of(v, n * n, 2));
        double sum = IntStream.range(0, p.size()).mapToDouble(p::getFlat).sum();
        assertThat(sum * h * h).isCloseTo(1, within(2e-3));
    }

    /** On the simplex, in its first two coordinates. */
    @Test
    void dirichletIntegratesToOne() {
        FloatX.set(DType.FLOAT64);
        int n = 500;
        List<Double> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double x = (i + 0.5) / n;
                double y = (j + 0.5) / n;
                if (x + y < 1) {
                    rows.addAll(List.of(x, y, 1 - x - y));
                }
            }
        }
        double[] v = rows.stream().mapToDouble(Double::doubleValue).toArray();
        Nd p = new Dirichlet(2, 3, 1.5).prob(Nd.of(v, v.length / 3, 3));
        double sum = IntStream.range(0, p.size()).mapToDouble(p::getFlat).sum();
        assertThat(sum / n / n).isCloseTo(1, within(3e-3));
    }
}
