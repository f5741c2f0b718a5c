package org.dmol.probability.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.KlDivergence;
import org.dmol.probability.Param;
import org.dmol.probability.bijectors.Scale;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters from a network: their number of rows is known only when the program runs. */
class UnknownRowsTest {
    private static final int ROWS = 3;

    record Case(String name, Function<List<Param>, Distribution> of, Nd... parameters) {
        @Override
        public String toString() {
            return name;
        }

        Distribution ofArrays() {
            return of.apply(Stream.of(parameters).map(Param::of).toList());
        }
    }

    private static Nd rows(double first, int... event) {
        int[] shape = IntStream.concat(IntStream.of(ROWS), IntStream.of(event)).toArray();
        int n = Nd.sizeOf(shape);
        return Nd.of(IntStream.range(0, n).mapToDouble(i -> first + 0.3 * i).toArray(), shape);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("Normal", p -> new Normal(p.get(0), p.get(1)), rows(-1), rows(0.5)),
                new Case("StudentT", p -> new StudentT(p.get(0), p.get(1), Param.of(2)), rows(3), rows(0.5)),
                new Case("Gamma", p -> new Gamma(p.get(0), p.get(1)), rows(1), rows(0.5)),
                new Case("Beta", p -> new Beta(p.get(0), p.get(1)), rows(1), rows(0.5)),
                new Case("VonMises", p -> new VonMises(p.get(0), p.get(1)), rows(-1), rows(0.5)),
                new Case("Poisson", p -> new Poisson(p.get(0)), rows(1)),
                new Case("Bernoulli", p -> Bernoulli.ofLogits(p.get(0)), rows(-1)),
                new Case("Categorical", p -> Categorical.ofLogits(p.get(0)), rows(-1, 4)),
                new Case("OneHotCategorical", p -> OneHotCategorical.ofLogits(p.get(0)), rows(-1, 4)),
                new Case("Multinomial", p -> Multinomial.ofLogits(Param.of(5), p.get(0)), rows(-1, 4)),
                new Case("Dirichlet", p -> new Dirichlet(p.get(0)), rows(1, 4)),
                new Case("Diag", p -> new MultivariateNormalDiag(p.get(0), p.get(1)), rows(-1, 2), rows(1, 2)),
                new Case("TriL", p -> new MultivariateNormalTriL(p.get(0), p.get(1)), rows(-1, 2), rows(1, 2, 2)),
                new Case("Empirical", p -> new Empirical(p.get(0), 0), rows(-1, 5)),
                new Case(
                        "Independent",
                        p -> new Independent(new Laplace(p.get(0), p.get(1)), 1),
                        rows(-1, 2),
                        rows(1, 2)),
                new Case(
                        "MixtureSameFamily",
                        p -> new MixtureSameFamily(Categorical.ofLogits(p.get(0)), new Normal(p.get(1), p.get(2))),
                        rows(-1, 2),
                        rows(0, 2),
                        rows(1, 2)),
                new Case(
                        "TransformedDistribution",
                        p -> new TransformedDistribution(new Normal(p.get(0), p.get(1)), new Scale(-2.0)),
                        rows(-1),
                        rows(1)));
    }

    private static Spec open(Nd parameter) {
        long[] axes = Arrays.stream(parameter.shape()).asLongStream().toArray();
        axes[0] = -1;
        return Spec.of(DType.FLOAT64, axes);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void giveWhatArraysGive(Case k) {
        Distribution known = k.ofArrays();
        Nd x = known.sample(4, 1);
        List<Spec> specs = Stream.of(k.parameters).map(UnknownRowsTest::open).toList();
        try (Program program = Program.of(specs, Backend.SESSION, (tf, in) -> {
            Ctx c = Ctx.inference(tf);
            Distribution d = k.of.apply(in.stream().map(v -> Param.of(v)).toList());
            assertThat(d.batchShape().get(0)).isEqualTo(-1);
            Expr drawn = d.sample(c, 4);
            Expr density = d.logProb(c, org.dmol.tf.Trace.constant(tf, x));
            return KlDivergence.isClosed(d, d)
                    ? List.of(
                            drawn, density, d.mean(c), KlDivergence.exact(d, d).in(c))
                    : List.of(drawn, density);
        })) {
            List<Nd> out = program.call(k.parameters);
            assertThat(out.get(0).shape()).isEqualTo(x.shape());
            Nd expected = known.logProb(x);
            assertThat(out.get(1).shape()).isEqualTo(expected.shape());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(out.get(1).getFlat(i)).isCloseTo(expected.getFlat(i), within(1e-12));
            }
            if (out.size() > 2) {
                assertThat(out.get(2)).isEqualTo(known.mean());
                assertThat(out.get(3).shape()).containsExactly(ROWS);
                assertThat(Math.abs(out.get(3).getFlat(0))).isLessThan(1e-12);
            }
        }
    }
}
