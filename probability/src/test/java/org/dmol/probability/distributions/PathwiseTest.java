package org.dmol.probability.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the derivative of a single draw has to be: a draw keeps its cumulative probability while a parameter moves, so
 * {@code dx/dθ = -(dF/dθ) / p(x)} (Figurnov et al. 2018). The right side is by differences of the cumulative distribution function.
 */
class PathwiseTest {
    private static final int DRAWS = 40;

    record Case(String name, Function<List<Param>, Distribution> of, double... parameters) {
        @Override
        public String toString() {
            return name;
        }

        /** The cumulative probabilities of x when parameter i is moved. */
        Nd cumulative(int i, double by, Nd x) {
            return of.apply(IntStream.range(0, parameters.length)
                            .mapToObj(j -> Param.of(Nd.scalar(parameters[j] + (j == i ? by : 0))))
                            .toList())
                    .cdf(x);
        }

        Nd density(Nd x) {
            return of.apply(DoubleStream.of(parameters)
                            .mapToObj(v -> Param.of(Nd.scalar(v)))
                            .toList())
                    .prob(x);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("Normal", p -> new Normal(p.get(0), p.get(1)), 0.3, 2),
                new Case("Laplace", p -> new Laplace(p.get(0), p.get(1)), 0.3, 2),
                new Case("LogNormal", p -> new LogNormal(p.get(0), p.get(1)), 0.3, 0.8),
                new Case("Uniform", p -> new Uniform(p.get(0), p.get(1)), -1, 2),
                new Case("Exponential", p -> new Exponential(p.get(0)), 1.7),
                new Case("Gamma", p -> new Gamma(p.get(0), p.get(1)), 1.3, 0.7),
                new Case("Gamma, great", p -> new Gamma(p.get(0), p.get(1)), 60, 2),
                new Case("VonMises", p -> new VonMises(p.get(0), p.get(1)), 0, 1.5),
                new Case("VonMises, great", p -> new VonMises(p.get(0), p.get(1)), 0, 25));
    }

    /** The last argument has a 1 in the place of the draw that counts. */
    private static Fn draws(Case k) {
        int n = k.parameters.length;
        return Fn.of((tf, in) -> k.of.apply(
                        in.subList(0, n).stream().map(v -> Param.of(v)).toList())
                .sample(Ctx.inference(tf), DRAWS)
                .times(in.get(n))
                .sum());
    }

    private static Nd[] arguments(Case k, int draw) {
        double[] place = new double[DRAWS];
        place[draw] = 1;
        return Stream.concat(DoubleStream.of(k.parameters).mapToObj(Nd::scalar), Stream.of(Nd.vector(place)))
                .toArray(Nd[]::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDrawKeepsItsCumulativeProbability(Case k) {
        int n = k.parameters.length;
        double[] drawn = new double[DRAWS];
        double[][] slopes = new double[n][DRAWS];
        try (Fn x = draws(k);
                Fn slope = x.grad(IntStream.range(0, n).toArray())) {
            for (int draw = 0; draw < DRAWS; draw++) {
                drawn[draw] = x.call(arguments(k, draw)).item();
                List<Nd> exact = slope.callAll(arguments(k, draw));
                for (int i = 0; i < n; i++) {
                    slopes[i][draw] = exact.get(i).item();
                }
            }
        }
        Nd at = Nd.vector(drawn);
        Nd density = k.density(at);
        for (int i = 0; i < n; i++) {
            double h = 1e-4 * Math.max(1, Math.abs(k.parameters[i]));
            Nd up = k.cumulative(i, h, at);
            Nd down = k.cumulative(i, -h, at);
            for (int draw = 0; draw < DRAWS; draw++) {
                double expected = -(up.get(draw) - down.get(draw)) / (2 * h) / density.get(draw);
                assertThat(slopes[i][draw])
                        .as("draw %s, parameter %d", drawn[draw], i)
                        .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
            }
        }
    }
}
