package org.dmol.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.probability.bijectors.*;
import org.dmol.probability.distributions.*;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of probability/README.md: that of the table is here, that of the programs in {@link ReadmeTest}. */
class ReadmeTableTest {
    private static final Path README = Path.of("README.md");
    private static final Path SOURCES = Path.of("src/test/java/org/dmol/probability");

    private final Nd l = Nd.vector(0.3, -1.0);
    private final Nd loc = Nd.vector(0.0, 1.0);
    private final Nd diag = Nd.vector(1.0, 2.0);
    private final Nd tril = Nd.of(new double[] {1, 0, 0.5, 2}, 2, 2);
    private final Nd lu = Nd.of(new double[] {1, 0.2, 0.5, 2}, 2, 2);
    private final Nd samples = new NumpyRandom(1).randn(5, 2);
    private final Nd first = Nd.scalar(1f);

    @Test
    void distributions() {
        Distribution d = new Normal(loc, diag);
        Bijector b = new Exp();
        List<Distribution> all = List.of(
                new Normal(0, 1),
                new Laplace(0, 1),
                new LogNormal(0, 1),
                new Uniform(0, 1),
                new Exponential(2),
                new Gamma(2, 1),
                new Beta(2, 3),
                new StudentT(3, 0, 1),
                new VonMises(0, 4),
                new Poisson(3),
                new Deterministic(1),
                Bernoulli.ofProbs(0.3),
                Bernoulli.ofLogits(l),
                Categorical.ofProbs(0.2, 0.8),
                OneHotCategorical.ofLogits(l),
                Multinomial.ofProbs(7, 0.2, 0.8),
                new Dirichlet(1, 2),
                new MultivariateNormalDiag(loc, diag),
                new MultivariateNormalTriL(loc, tril),
                MultivariateNormalDiag.standard(2),
                new Empirical(samples, 1),
                new Independent(d, 1),
                new Independent(d),
                new MixtureSameFamily(Categorical.ofProbs(0.2, 0.8), d),
                new TransformedDistribution(d, b));
        for (Distribution each : all) {
            Nd x = each.sample(3, 1);
            assertThat(each.logProb(x).getFlat(0)).as(each.toString()).isGreaterThan(-100);
        }
    }

    @Test
    void methods() {
        Distribution d = new Normal(loc, diag);
        Distribution q = new Normal(1, 2);
        Nd x = Nd.scalar(0.5);
        Nd p = Nd.scalar(0.25);
        assertThat(d.sample(new int[] {2, 3}, 1).shape()).containsExactly(2, 3, 2);
        assertThat(d.sampleAndLogProb(new int[] {5}, 1)).hasSize(2);
        for (Nd each : List.of(d.logProb(x), d.prob(x), d.cdf(x), d.logCdf(x), d.survival(x), d.quantile(p))) {
            assertThat(each.shape()).containsExactly(2);
        }
        for (Nd each : List.of(d.mean(), d.variance(), d.stddev(), d.mode(), d.entropy())) {
            assertThat(each.shape()).containsExactly(2);
        }
        assertThat(d.batchShape().numDimensions()
                        - d.eventShape().numDimensions()
                        + d.vars().size())
                .isEqualTo(1);
        for (Param each : List.of(
                Param.trainable("loc", first),
                Param.positive("scale", first),
                Param.trainable("rate", first).map(Expr::exp))) {
            assertThat(each.vars()).hasSize(1);
        }
        assertThat(KlDivergence.of(d, q).value().shape()).containsExactly(2);
        assertThat(KlDivergence.estimate(d, q, 1000).value().shape()).containsExactly(2);
    }

    /** KL(uniform || normal) by the moments of the uniform distribution. */
    private static Expr form(Ctx c, Uniform a, Normal b) {
        Expr square = a.variance(c).plus(a.mean(c).minus(b.mean(c)).square());
        return square.over(b.variance(c).times(2))
                .plus(b.stddev(c).log())
                .plus(0.5 * Math.log(2 * Math.PI))
                .minus(a.entropy(c));
    }

    @Test
    void registration() {
        Uniform d = new Uniform(-1, 2);
        Normal q = new Normal(0.3, 1.5);
        assertThat(KlDivergence.of(d, q).isEstimate()).isTrue();
        KlDivergence.register(Uniform.class, Normal.class, (c, a, b) -> form(c, a, b));
        KlDivergence kl = KlDivergence.exact(d, q);
        double estimate = KlDivergence.estimate(d, q, 100_000).value().item();
        assertThat(kl.value().item()).isCloseTo(estimate, within(0.01));
    }

    @Test
    void bijectors() {
        Nd widths = Nd.vector(1.0, 3.0);
        Nd heights = Nd.vector(2.0, 2.0);
        Nd slopes = Nd.vector(0.5);
        AutoregressiveNetwork made = new AutoregressiveNetwork(2, 8, 8);
        for (AutoregressiveNetwork each : List.of(
                new AutoregressiveNetwork(2, 8, 8).rightToLeft(),
                new AutoregressiveNetwork(2, 8, 8).randomDegrees(3))) {
            assertThat(each.buildFor(2).masks()).hasSize(3);
        }
        assertThat(made.rightToLeft()).isSameAs(made.inputOrder(2, 1)).isSameAs(made.randomDegrees(3));
        List<Bijector> all = List.of(
                new Identity(),
                new Exp(),
                new Softplus(),
                new Sigmoid(),
                new Tanh(),
                new Shift(1, 2),
                new Scale(3, 0.5),
                Scale.ofLog(Param.of(0.3)),
                new ScaleTriL(tril),
                Affine.tril(loc, tril),
                Affine.diag(loc, diag),
                new InvertibleLinear(Param.of(lu), 1, 0),
                InvertibleLinear.random(2, 7),
                new Permute(1, 0),
                new Reverse(),
                new Chain(new Exp(), new Shift(1)),
                new Invert(new Exp()),
                new Split(new int[] {1, 1}, new Exp(), new Tanh()),
                RealNvp.of(2, 1, 16),
                SplineCoupling.of(2, 1, 8, 3, 16),
                new RationalQuadraticSpline(widths, heights, slopes, -2),
                new MaskedAutoregressiveFlow(2, made),
                MaskedAutoregressiveFlow.of(2, 8, 8),
                MaskedAutoregressiveFlow.inverseFlow(2, 8, 8),
                new BatchNormalization(2),
                new ActNorm(2).initialize(samples));
        Nd x = samples.map(Math::abs).cast(DType.FLOAT32);
        for (Bijector b : all) {
            Nd y = b.forward(x);
            assertThat(b.inverse(y).shape()).as(b.name()).containsExactly(5, 2);
            assertThat(b.forwardLogDet(x)).isEqualTo(b.forwardAndLogDet(x).get(1));
        }
        assertThat(new Reshape(new int[] {6}, new int[] {2, 3})
                        .forward(Nd.zeros(DType.FLOAT32, 4, 6))
                        .shape())
                .containsExactly(4, 2, 3);
    }

    // ---- the text against these sources ----

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void theTablesJavaIsCompiledHere() throws IOException {
        String source = squeezed(Files.readString(SOURCES.resolve("ReadmeTableTest.java")));
        int found = 0;
        for (String line : Files.readAllLines(README)) {
            String[] cells = line.split(" \\| ");
            if (!line.startsWith("| `") || cells.length != 2) {
                continue;
            }
            for (var m = Pattern.compile("`([^`]*\\([^`]*)`").matcher(cells[1]); m.find(); found++) {
                assertThat(source).contains(squeezed(m.group(1)));
            }
        }
        assertThat(found).isGreaterThan(80);
    }

    @Test
    void theProgramsAreThoseOfReadmeTest() throws IOException {
        String source = squeezed(Files.readString(SOURCES.resolve("ReadmeTest.java")));
        var blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        int found = 0;
        for (; blocks.find(); found++) {
            // A program that ends in a resource's block has assertions before its last brace there.
            String block = squeezed(blocks.group(1)).replaceAll("}$", "");
            assertThat(source).contains(block);
        }
        assertThat(found).isGreaterThan(5);
    }

    // ---- what is not supported ----

    enum Method {
        CDF(d -> d.cdf(d.sample(1, 1))),
        QUANTILE(d -> d.quantile(Nd.scalar(0.5))),
        MODE(Distribution::mode),
        ENTROPY(Distribution::entropy),
        VARIANCE(Distribution::variance);

        private final Function<Distribution, Nd> call;

        Method(Function<Distribution, Nd> call) {
            this.call = call;
        }
    }

    private record Missing(Distribution of, List<Method> methods) {}

    static Stream<Missing> missing() {
        Distribution two = new Normal(Nd.vector(0.0, 1.0), Nd.vector(1.0, 2.0));
        return Stream.of(
                new Missing(new Normal(0, 1), List.of()),
                new Missing(new LogNormal(0, 1), List.of()),
                new Missing(new Laplace(0, 1), List.of()),
                new Missing(new Exponential(1), List.of()),
                new Missing(new Uniform(0, 1), List.of(Method.MODE)),
                new Missing(new StudentT(3, 0, 1), List.of(Method.QUANTILE)),
                new Missing(new Gamma(2, 1), List.of(Method.QUANTILE)),
                new Missing(new Beta(2, 1), List.of(Method.QUANTILE)),
                new Missing(new VonMises(0, 1), List.of(Method.QUANTILE)),
                new Missing(new Deterministic(1), List.of(Method.QUANTILE)),
                new Missing(Bernoulli.ofProbs(0.2), List.of(Method.QUANTILE)),
                new Missing(Categorical.ofProbs(0.2, 0.8), List.of(Method.QUANTILE)),
                new Missing(new Poisson(2), List.of(Method.QUANTILE, Method.ENTROPY)),
                new Missing(new Empirical(Nd.vector(1.0, 2.0)), List.of(Method.QUANTILE)),
                new Missing(
                        Multinomial.ofProbs(3, 0.5, 0.5),
                        List.of(Method.CDF, Method.QUANTILE, Method.MODE, Method.ENTROPY)),
                new Missing(OneHotCategorical.ofProbs(0.5, 0.5), List.of(Method.CDF, Method.QUANTILE)),
                new Missing(new Dirichlet(1, 2), List.of(Method.CDF, Method.QUANTILE)),
                new Missing(MultivariateNormalDiag.standard(2), List.of(Method.CDF, Method.QUANTILE)),
                new Missing(new Independent(two), List.of(Method.QUANTILE)),
                new Missing(
                        new MixtureSameFamily(Categorical.ofProbs(0.5, 0.5), two),
                        List.of(Method.QUANTILE, Method.MODE, Method.ENTROPY)),
                new Missing(
                        new TransformedDistribution(two, new Exp()),
                        List.of(Method.MODE, Method.ENTROPY, Method.VARIANCE)),
                new Missing(new TransformedDistribution(two, new Scale(-2.0)), List.of()),
                new Missing(
                        new TransformedDistribution(MultivariateNormalDiag.standard(2), new Permute(1, 0)),
                        List.of(Method.CDF, Method.QUANTILE, Method.VARIANCE)));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void whatIsMissingSaysSo(Missing m) {
        for (Method method : Method.values()) {
            if (m.methods().contains(method)) {
                assertThatThrownBy(() -> method.call.apply(m.of()))
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("has no closed form of its");
            } else {
                assertThat(method.call.apply(m.of()))
                        .as("%s of %s", method, m.of())
                        .isNotNull();
            }
        }
    }
}
