package org.dmol.probability.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.KlDivergence;
import org.dmol.probability.Param;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.Exp;
import org.dmol.probability.bijectors.Scale;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.op.Ops;

/** Gradients of log-probabilities, divergences and samples by finite differences in float64. */
class GradientsTest {
    /** A distribution of parameters that are arguments of a function. */
    record Case(String name, Function<List<Param>, Distribution> of, Nd x, Nd... parameters) {
        @Override
        public String toString() {
            return name;
        }

        Distribution in(List<? extends org.tensorflow.Operand<?>> arguments) {
            return of.apply(arguments.stream().map(a -> Param.of(a)).toList());
        }
    }

    private static Nd n(double v) {
        return Nd.scalar(v);
    }

    static Stream<Case> cases() {
        Nd tril = Nd.of(new double[] {0.8, 0, 0.5, 1.4}, 2, 2);
        return Stream.of(
                new Case("Normal", p -> new Normal(p.get(0), p.get(1)), n(0.3), n(1), n(0.7)),
                new Case("Laplace", p -> new Laplace(p.get(0), p.get(1)), n(0.3), n(1), n(0.7)),
                new Case("LogNormal", p -> new LogNormal(p.get(0), p.get(1)), n(0.8), n(1), n(0.7)),
                new Case("StudentT", p -> new StudentT(p.get(0), p.get(1), p.get(2)), n(0.3), n(3), n(1), n(0.7)),
                new Case("Exponential", p -> new Exponential(p.get(0)), n(0.3), n(1.5)),
                new Case("Poisson", p -> new Poisson(p.get(0)), n(3), n(1.5)),
                new Case("Gamma", p -> new Gamma(p.get(0), p.get(1)), n(0.8), n(2.2), n(0.7)),
                new Case("Gamma, small", p -> new Gamma(p.get(0), p.get(1)), n(0.8), n(0.4), n(0.7)),
                new Case("Beta", p -> new Beta(p.get(0), p.get(1)), n(0.4), n(2.2), n(0.7)),
                new Case("VonMises", p -> new VonMises(p.get(0), p.get(1)), n(0.4), n(0.2), n(2.5)),
                new Case("Bernoulli", p -> Bernoulli.ofLogits(p.get(0)), n(1), n(0.7)),
                new Case("Uniform", p -> new Uniform(p.get(0), p.get(1)), n(0.3), n(-1), n(2)),
                new Case("OneHotCategorical", p -> OneHotCategorical.ofLogits(p.get(0)), eye(1), Nd.vector(0.1, -1, 2)),
                new Case(
                        "Multinomial",
                        p -> Multinomial.ofLogits(Param.of(3.0), p.get(0)),
                        Nd.vector(1.0, 0, 2),
                        Nd.vector(0.1, -1, 2)),
                new Case(
                        "Independent",
                        p -> new Independent(new Laplace(p.get(0), p.get(1))),
                        Nd.vector(0.3, 2),
                        Nd.vector(1.0, 0.2),
                        Nd.vector(0.7, 2)),
                new Case(
                        "MixtureSameFamily",
                        p -> new MixtureSameFamily(Categorical.ofLogits(p.get(0)), new Normal(p.get(1), p.get(2))),
                        n(0.3),
                        Nd.vector(0.1, -1),
                        Nd.vector(-1, 1.5),
                        Nd.vector(0.5, 2)),
                new Case(
                        "TransformedDistribution",
                        p -> new TransformedDistribution(
                                new Normal(p.get(0), p.get(1)), new Chain(new Exp(), new Scale(p.get(2)))),
                        n(0.8),
                        n(0.3),
                        n(0.7),
                        n(1.3)),
                new Case("Categorical", p -> Categorical.ofLogits(p.get(0)), n(1), Nd.vector(0.1, -1, 2)),
                new Case("Dirichlet", p -> new Dirichlet(p.get(0)), Nd.vector(0.2, 0.3, 0.5), Nd.vector(1.1, 0.5, 3)),
                new Case(
                        "MultivariateNormalDiag",
                        p -> new MultivariateNormalDiag(p.get(0), p.get(1)),
                        Nd.vector(0.2, -1),
                        Nd.vector(1.0, 0.3),
                        Nd.vector(0.5, 1.7)),
                new Case(
                        "MultivariateNormalTriL",
                        p -> new MultivariateNormalTriL(p.get(0), p.get(1)),
                        Nd.vector(0.2, -1),
                        Nd.vector(1.0, 0.3),
                        tril));
    }

    private static Nd eye(int k) {
        double[] v = new double[3];
        v[k] = 1;
        return Nd.vector(v);
    }

    @FunctionalInterface
    private interface Scalar {
        Expr of(Ctx c, Distribution d);
    }

    private static void check(Case k, Scalar f, double tolerance) {
        int[] all = java.util.stream.IntStream.range(0, k.parameters.length).toArray();
        try (Fn value = Fn.of((Ops tf, List<org.tensorflow.Operand<org.tensorflow.types.TFloat32>> in) ->
                        f.of(Ctx.inference(tf), k.in(in)));
                Fn slope = value.grad(all)) {
            List<Nd> exact = slope.callAll(k.parameters);
            for (int i = 0; i < k.parameters.length; i++) {
                for (int j = 0; j < k.parameters[i].size(); j++) {
                    double up = value.call(moved(k.parameters, i, j, 1e-5)).item();
                    double down = value.call(moved(k.parameters, i, j, -1e-5)).item();
                    double expected = (up - down) / 2e-5;
                    assertThat(exact.get(i).getFlat(j))
                            .as("parameter %d, element %d", i, j)
                            .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    private static Nd[] moved(Nd[] parameters, int i, int j, double by) {
        Nd[] out = parameters.clone();
        double[] v = parameters[i].cast(DType.FLOAT64).doubles().clone();
        v[j] += by;
        out[i] = parameters[i].rank() == 0 ? Nd.scalar(v[0]) : Nd.of(v, parameters[i].shape());
        return out;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofLogProb(Case k) {
        check(k, (c, d) -> d.logProb(c, org.dmol.tf.Trace.constant(c.tf(), k.x)).sum(), 1e-7);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofTheEntropyOrTheDivergenceFromAFixedOne(Case k) {
        List<Param> fixed =
                Stream.of(k.parameters).map(v -> Param.of(v.map(e -> 0.9 * e))).toList();
        Distribution q = k.of.apply(fixed);
        if (q instanceof TransformedDistribution) {
            return; // neither is closed for two mappings
        }
        if (KlDivergence.isClosed(q, q)) {
            check(k, (c, d) -> KlDivergence.exact(d, q).in(c).sum(), 1e-6);
        } else if (!List.of("Multinomial", "MixtureSameFamily", "TransformedDistribution")
                .contains(k.name)) {
            check(k, (c, d) -> d.entropy(c).sum(), 1e-6); // those have none
        }
    }

    /** The same noise for all parameters, so that samples are smooth functions of them. */
    @ParameterizedTest
    @MethodSource("cases")
    void ofSamples(Case k) {
        Distribution fixed = k.of.apply(Stream.of(k.parameters).map(Param::of).toList());
        // Samples of a mixture move from part to part; of the others, see implicitGradients.
        boolean byRejection = List.of(
                        "Gamma", "Gamma, small", "Beta", "StudentT", "Dirichlet", "VonMises", "MixtureSameFamily")
                .contains(k.name);
        if (!fixed.isReparameterized() || byRejection) {
            return; // samples jump where a candidate is rejected
        }
        check(k, (c, d) -> d.sample(c, 4).square().sum(), 1e-6);
    }

    /** The derivative of a mean by the mean of derivatives of samples. */
    @ParameterizedTest
    @MethodSource("implicit")
    void implicitGradients(Case k) {
        int[] all = java.util.stream.IntStream.range(0, k.parameters.length).toArray();
        try (Fn drawn = Fn.of((Ops tf, List<org.tensorflow.Operand<org.tensorflow.types.TFloat32>> in) ->
                        weighted(k.in(in).sample(Ctx.inference(tf), 200_000).mean(0)));
                Fn mean = Fn.of((Ops tf, List<org.tensorflow.Operand<org.tensorflow.types.TFloat32>> in) ->
                        weighted(k.in(in).mean(Ctx.inference(tf))));
                Fn ofDrawn = drawn.grad(all);
                Fn ofMean = mean.grad(all)) {
            List<Nd> estimate = ofDrawn.callAll(k.parameters);
            List<Nd> exact = ofMean.callAll(k.parameters);
            for (int i = 0; i < exact.size(); i++) {
                for (int j = 0; j < exact.get(i).size(); j++) {
                    assertThat(estimate.get(i).getFlat(j))
                            .isCloseTo(exact.get(i).getFlat(j), within(0.03));
                }
            }
        }
    }

    /** The derivative of the mean of log(1 + ((x - loc)/scale)^2 / df) with respect to df, which quadrature gives. */
    @Test
    void implicitGradientsOfStudentT() {
        double df = 5;
        double h = 1e-3;
        double expected = (meanLog(df + h, df) - meanLog(df - h, df)) / (2 * h);
        try (Fn drawn = Fn.of((Ops tf, List<org.tensorflow.Operand<org.tensorflow.types.TFloat32>> in) -> {
                    Ctx c = Ctx.inference(tf);
                    Expr x = new StudentT(Param.of(in.get(0)), Param.of(1.0), Param.of(2.0)).sample(c, 200_000);
                    return x.minus(1).over(2).square().over(df).log1p().mean();
                });
                Fn slope = drawn.grad(0)) {
            assertThat(slope.call(n(df)).item()).isCloseTo(expected, within(0.03 * Math.abs(expected)));
        }
    }

    /** Mean of log(1 + t^2 / scale) for t of Student's distribution. */
    private static double meanLog(double df, double scale) {
        int m = 200_000;
        double[] t = new double[m];
        for (int i = 0; i < m; i++) {
            t[i] = Math.tan(Math.PI * ((i + 0.5) / m - 0.5));
        }
        Nd p = new StudentT(Nd.scalar(df), Nd.scalar(0.0), Nd.scalar(1.0)).prob(Nd.vector(t));
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += p.getFlat(i) * Math.log1p(t[i] * t[i] / scale) * (1 + t[i] * t[i]) * Math.PI / m;
        }
        return sum;
    }

    private static Expr weighted(Expr x) {
        return x.rank() == 0 ? x : x.at(0).plus(x.at(1).times(2));
    }

    static Stream<Case> implicit() {
        return cases().filter(k ->
                List.of("Gamma", "Gamma, small", "Beta", "Dirichlet").contains(k.name));
    }
}
