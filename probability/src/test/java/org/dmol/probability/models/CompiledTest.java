package org.dmol.probability.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Seeds;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.bijectors.ActNorm;
import org.dmol.probability.bijectors.BatchNormalization;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.InvertibleLinear;
import org.dmol.probability.bijectors.RealNvp;
import org.dmol.probability.bijectors.ScaleTriL;
import org.dmol.probability.bijectors.SplineCoupling;
import org.dmol.probability.distributions.Beta;
import org.dmol.probability.distributions.Gamma;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.MultivariateNormalTriL;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.distributions.VonMises;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Grad;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both back ends do the same, and the noise that XLA has to make in its own way. */
class CompiledTest {
    private static final int N = 40_000;
    private static final Nd POINTS = new NumpyRandom(3).normal(1, 2, 400, 3).cast(DType.FLOAT32);

    private static Distribution flow() {
        Seeds.set(4);
        Nd tril = Nd.of(new float[] {1, 0, 0, 0.2f, 2, 0, -0.3f, 0.1f, 1}, 3, 3);
        return new TransformedDistribution(
                MultivariateNormalDiag.standard(3),
                new Chain(
                        new ActNorm(3).initialize(POINTS),
                        InvertibleLinear.random(3, 1),
                        RealNvp.of(3, 1, 8),
                        new ScaleTriL(Param.trainable("tril", tril)),
                        SplineCoupling.of(3, 1, 4, 3, 8)));
    }

    private static double[] losses(Distribution d, Backend backend) {
        try (DensityModel model = new DensityModel(d)) {
            model.compile(Optimizer.adam(1e-2));
            return model.fit(
                            Dataset.of(POINTS).batch(100),
                            Fit.epochs(4).backend(backend).silent())
                    .get("loss");
        }
    }

    @Test
    void aFlowOfAllKindsTrainsTheSame() {
        double[] session = losses(flow(), Backend.SESSION);
        double[] compiled = losses(flow(), Backend.COMPILED);
        assertThat(session[3]).isLessThan(session[0]);
        for (int i = 0; i < 4; i++) {
            assertThat(compiled[i]).isCloseTo(session[i], within(1e-3));
        }
    }

    @Test
    void aFullCovarianceIsFitted() {
        Nd tril = Nd.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
        var full = new MultivariateNormalTriL(
                Param.trainable("loc", Nd.zeros(DType.FLOAT32, 3)), Param.trainable("tril", tril));
        double[] compiled = losses(full, Backend.COMPILED);
        assertThat(compiled[3]).isLessThan(compiled[0]);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void batchNormalizationFollowsTheBatches(Backend backend) {
        BatchNormalization norm = new BatchNormalization(3).momentum(0.5);
        Distribution d = new TransformedDistribution(MultivariateNormalDiag.standard(3), norm);
        try (DensityModel model = new DensityModel(d)) {
            model.compile(Optimizer.sgd(0));
            model.fit(
                    Dataset.of(POINTS).batch(400),
                    Fit.epochs(30).backend(backend).silent());
            // After thirty halvings of the distance, the stored moments are those of the data.
            Nd x = norm.inverse(POINTS);
            for (int j = 0; j < 3; j++) {
                double mean = 0;
                double square = 0;
                for (int i = 0; i < 400; i++) {
                    mean += x.get(i, j) / 400;
                    square += x.get(i, j) * x.get(i, j) / 400;
                }
                assertThat(mean).isCloseTo(0, within(1e-4));
                assertThat(square).isCloseTo(1, within(2e-3));
            }
        }
    }

    private record Moments(double mean, double variance, double slope) {}

    /** Mean and variance of samples for values of one parameter, and the mean derivative of samples, on a back end. */
    private static List<Moments> sampled(Backend backend, Function<Param, Distribution> of, double... parameters) {
        try (Program p = Program.of(List.of(Spec.of(DType.FLOAT32), Spec.of(DType.INT32, 2)), backend, (tf, in) -> {
            Ctx c = Ctx.builder(tf)
                    .compiled(backend == Backend.COMPILED)
                    .seed(Trace.as(in.get(1)))
                    .build();
            Expr x = of.apply(Param.of(in.get(0))).sample(c, N);
            Expr mean = x.mean();
            Expr slope = Expr.of(c, Grad.of(tf, mean, List.of(in.get(0))).get(0));
            return List.of(mean, x.minus(mean).square().mean(), slope);
        })) {
            return DoubleStream.of(parameters)
                    .mapToObj(v -> p.call(Nd.scalar((float) v), Nd.of(new int[] {5, 6}, 2)))
                    .map(out -> new Moments(
                            out.get(0).item(), out.get(1).item(), out.get(2).item()))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void gammaNumbers(Backend backend) {
        double[] concentrations = {0.3, 1, 4.5};
        List<Moments> all = sampled(backend, p -> new Gamma(p, Param.of(1.0)), concentrations);
        for (int i = 0; i < 3; i++) {
            double a = concentrations[i];
            assertThat(all.get(i).mean()).isCloseTo(a, within(5 * Math.sqrt(a / N)));
            assertThat(all.get(i).variance()).isCloseTo(a, within(0.1 * a + 0.02));
            assertThat(all.get(i).slope()).isCloseTo(1, within(0.03)); // the mean is the concentration
        }
        Moments beta = sampled(backend, p -> new Beta(p, Param.of(3.0)), 2).get(0);
        assertThat(beta.mean()).isCloseTo(0.4, within(0.005));
        assertThat(beta.slope()).isCloseTo(3.0 / 25, within(0.005));
    }

    /** Mean of the cosine is I1(k)/I0(k), 0.6977746579640 for k = 2; its derivative 1 - r/k - r². */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void angles(Backend backend) {
        double r = 0.6977746579640;
        try (Program p = Program.of(List.of(Spec.of(DType.FLOAT32)), backend, (tf, in) -> {
            Ctx c = Ctx.builder(tf).compiled(backend == Backend.COMPILED).build();
            Expr x = new VonMises(Param.of(0.5), Param.of(in.get(0)))
                    .sample(c, N)
                    .minus(0.5);
            Expr cosine = x.cos().mean();
            return List.of(
                    cosine,
                    x.sin().mean(),
                    Expr.of(c, Grad.of(tf, cosine, List.of(in.get(0))).get(0)));
        })) {
            List<Nd> out = p.call(Nd.scalar(2f));
            assertThat(out.get(0).item()).isCloseTo(r, within(0.008));
            assertThat(out.get(1).item()).isCloseTo(0, within(0.015));
            assertThat(out.get(2).item()).isCloseTo(1 - r / 2 - r * r, within(0.01));
        }
    }
}
