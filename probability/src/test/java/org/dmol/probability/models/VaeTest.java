package org.dmol.probability.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Seeds;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.distributions.Categorical;
import org.dmol.probability.distributions.Independent;
import org.dmol.probability.distributions.MixtureSameFamily;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.Normal;
import org.dmol.tf.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaeTest {
    private static final double W = 1.5;
    private static final double B = -0.4;
    private static final double S = 0.5;
    private static final Nd X = new NumpyRandom(1).normal(0, 2, 6, 1).cast(DType.FLOAT32);

    /** x = W z + B + S e with its true posterior, or one that is off by a factor: the marginal of x is normal. */
    private static Vae linear(double off) {
        Vae vae = new Vae(1, 1, new Sequential(new Dense(2)), new Sequential(new Dense(1)))
                .likelihood(Likelihood.gaussian(S));
        double slope = W / (W * W + S * S);
        double sd = off * S / Math.sqrt(W * W + S * S);
        double raw = Math.log(Math.expm1(sd));
        ((Sequential) vae.encoder()).setWeights(List.of(matrix(slope, 0), row(-slope * B, raw)));
        ((Sequential) vae.decoder()).setWeights(List.of(matrix(W), row(B)));
        return vae;
    }

    private static Nd matrix(double... v) {
        return Nd.of(v, 1, v.length).cast(DType.FLOAT32);
    }

    private static Nd row(double... v) {
        return Nd.vector(v).cast(DType.FLOAT32);
    }

    @Test
    void withTheTruePosteriorTheBoundIsTheLikelihood() {
        Nd exact = new Normal(B, Math.sqrt(W * W + S * S)).logProb(X);
        try (Vae vae = linear(1)) {
            for (int k : new int[] {1, 7}) {
                Nd bound = vae.logProbBound(X, k, 3);
                for (int i = 0; i < 6; i++) {
                    assertThat(bound.getFlat(i)).isCloseTo(exact.getFlat(i), within(1e-4));
                }
            }
        }
    }

    @Test
    void moreSamplesTightenTheBound() {
        Nd exact = new Normal(B, Math.sqrt(W * W + S * S)).logProb(X);
        try (Vae vae = linear(2)) {
            double one = 0;
            for (int seed = 0; seed < 50; seed++) {
                one += average(vae.logProbBound(X, 1, seed)) / 50;
            }
            double many = average(vae.logProbBound(X, 3000, 1));
            assertThat(one).isLessThan(average(exact) - 0.1);
            assertThat(many).isCloseTo(average(exact), within(0.03));
        }
    }

    @Test
    void lossIsReconstructionAndWeightedDivergence() {
        try (Vae vae = linear(1).beta(0.3)) {
            vae.compile(Optimizer.sgd(0));
            History h = vae.fit(Dataset.of(X).batch(4), Fit.epochs(1).silent());
            List<Nd> posterior = vae.encode(X);
            double kl = 0;
            for (int i = 0; i < 6; i++) {
                double m = posterior.get(0).getFlat(i);
                double s = posterior.get(1).getFlat(i);
                kl += (0.5 * (m * m + s * s) - Math.log(s) - 0.5) / 6;
            }
            assertThat(h.last("kl")).isCloseTo(kl, within(1e-5));
            assertThat(h.last("loss")).isCloseTo(h.last("reconstruction") + 0.3 * kl, within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void betaRisesWithTheSteps(Backend backend) {
        try (Vae vae = linear(1).beta(2).annealBeta(4)) {
            vae.compile(Optimizer.sgd(0));
            History h = vae.fit(
                    Dataset.of(X).batch(6), Fit.epochs(6).backend(backend).silent());
            double[] weights = {0, 0.5, 1, 1.5, 2, 2};
            for (int i = 0; i < 6; i++) {
                double beta = (h.get("loss")[i] - h.get("reconstruction")[i]) / h.get("kl")[i];
                assertThat(beta).isCloseTo(weights[i], within(1e-4));
            }
            // What is reported of other data does not depend on the progress of training.
            assertThat(vae.evaluate(Dataset.of(X).batch(6)).get("loss")).isPositive();
        }
    }

    /** A linear autoencoder of two correlated numbers finds the best normal distribution with one factor. */
    @Test
    void aLinearAutoencoderFindsThePrincipalComponent() {
        NumpyRandom random = new NumpyRandom(2);
        float[] v = new float[2000];
        for (int i = 0; i < v.length; i += 2) {
            double z = random.nextGaussian();
            v[i] = (float) (2 * z + 0.3 * random.nextGaussian());
            v[i + 1] = (float) (-z + 0.3 * random.nextGaussian());
        }
        Nd x = Nd.of(v, v.length / 2, 2);
        Seeds.set(3);
        try (Vae vae = new Vae(2, 1, new Sequential(new Dense(2)), new Sequential(new Dense(2)))
                .likelihood(Likelihood.gaussian(0.3))) {
            vae.compile(Optimizer.adam(0.02));
            vae.fit(Dataset.of(x).batch(100), Fit.epochs(100).silent());
            Nd w = ((Sequential) vae.decoder()).getWeights().get(0);
            assertThat(w.getFlat(0) / w.getFlat(1)).isCloseTo(-2, within(0.1));
            assertThat(Math.hypot(w.getFlat(0), w.getFlat(1))).isCloseTo(Math.sqrt(5), within(0.15));
            // Entropy of the data: half the logarithm of the covariance's determinant, and a constant.
            double entropy = 1 + Math.log(2 * Math.PI) + 0.5 * Math.log(5.09 * 0.09);
            assertThat(-average(vae.logProbBound(x, 20, 1))).isCloseTo(entropy, within(0.06));
        }
    }

    @Test
    void aPriorOfOnesOwnIsTrained() {
        Param loc = Param.trainable("loc", Nd.of(new float[] {-1, 1}, 2, 1));
        Distribution prior = new MixtureSameFamily(
                Categorical.ofProbs(0.5, 0.5), new Independent(new Normal(loc, Param.of(0.5)), 1));
        Seeds.set(1);
        try (Vae vae = new Vae(1, new Sequential(new Dense(2)), new Sequential(new Dense(1)), prior)) {
            Nd before = loc.current();
            vae.compile(Optimizer.adam(0.05));
            History h = vae.fit(Dataset.of(X).batch(6), Fit.epochs(40).silent());
            assertThat(loc.current()).isNotEqualTo(before);
            assertThat(h.get("loss")[39]).isLessThan(h.get("loss")[0]);
            assertThat(vae.sample(5, 1).shape()).containsExactly(5, 1);
        }
    }

    /** Of 64 equal rows the mean over the batch varies as one row does if they share the noise, an eighth as much if not. */
    @Test
    void oneNoiseForABatchMovesAllRowsAlike() {
        double shared = spread(true);
        double apart = spread(false);
        assertThat(shared / apart).isBetween(6.0, 11.0);
    }

    private static double spread(boolean shared) {
        try (Vae vae = linear(1).sharedNoise(shared)) {
            vae.compile(Optimizer.sgd(0));
            double[] loss = vae.fit(
                            Dataset.of(Nd.zeros(DType.FLOAT32, 64, 1)).batch(64),
                            Fit.epochs(400).silent())
                    .get("reconstruction");
            double mean = Arrays.stream(loss).average().orElseThrow();
            return Math.sqrt(
                    Arrays.stream(loss).map(v -> (v - mean) * (v - mean)).sum() / loss.length);
        }
    }

    @Test
    void likelihoods() {
        Nd z = Nd.of(new float[] {0.7f}, 1, 1);
        check(
                Likelihood.bernoulli(),
                z,
                Nd.of(new float[] {1, 0}, 1, 2),
                y -> -Math.log1p(Math.exp(-y[0])) - Math.log1p(Math.exp(y[1])));
        check(
                Likelihood.categorical(),
                z,
                Nd.of(new float[] {0, 1}, 1, 2),
                y -> y[1] - Math.log(Math.exp(y[0]) + Math.exp(y[1])));
        check(
                Likelihood.gaussian(2),
                z,
                Nd.of(new float[] {0, 1}, 1, 2),
                y -> -(y[0] * y[0] + (1 - y[1]) * (1 - y[1])) / 8 - 2 * Math.log(2 * Math.sqrt(2 * Math.PI)));
        check(Likelihood.gaussianWithScale(), z, Nd.of(new float[] {0.5f}, 1, 1), y -> {
            double s = Math.log1p(Math.exp(y[1])) + 1e-4;
            return -Math.pow((0.5 - y[0]) / s, 2) / 2 - Math.log(s * Math.sqrt(2 * Math.PI));
        });
    }

    private interface OfOutputs {
        double logProb(double[] y);
    }

    /** For a decoder with two outputs. */
    private static void check(Likelihood likelihood, Nd z, Nd x, OfOutputs expected) {
        Seeds.set(2);
        try (Vae vae = new Vae(x.dim(1), 1, new Sequential(new Dense(2)), new Sequential(new Dense(2)))
                .likelihood(likelihood)) {
            List<Nd> w = ((Sequential) vae.decoder()).getWeights();
            double[] y = {
                w.get(0).getFlat(0) * z.getFlat(0) + w.get(1).getFlat(0),
                w.get(0).getFlat(1) * z.getFlat(0) + w.get(1).getFlat(1)
            };
            try (var logProb = org.dmol.tf.Fn.of((tf, in) -> vae.decode(org.dmol.tf.Ctx.inference(tf), in.get(0))
                    .logProb(org.dmol.tf.Ctx.inference(tf), in.get(1)))) {
                assertThat(logProb.call(z, x).getFlat(0)).isCloseTo(expected.logProb(y), within(1e-5));
            }
        }
    }

    @Test
    void badInputIsNamed() {
        try (Vae vae = linear(1)) {
            assertThatThrownBy(() -> vae.encode(Nd.zeros(DType.FLOAT32, 5, 3)))
                    .hasMessageContaining("rows of 1 numbers");
            assertThatThrownBy(() -> vae.beta(-1)).hasMessageContaining("0 or greater");
            assertThatThrownBy(() -> vae.annealBeta(-1)).hasMessageContaining("0 or more steps");
            vae.compile(Optimizer.adam(0.1));
            assertThatThrownBy(() -> vae.fit(
                            Dataset.of(Nd.zeros(DType.FLOAT32, 8, 3)).batch(4),
                            Fit.epochs(1).silent()))
                    .hasMessageContaining("3");
        }
        assertThatThrownBy(() -> new Vae(
                        1,
                        new Sequential(new Dense(2)),
                        new Sequential(new Dense(1)),
                        new MultivariateNormalDiag(Nd.zeros(DType.FLOAT32, 2, 1), Nd.full(DType.FLOAT32, 1, 2, 1))))
                .hasMessageContaining("one distribution of vectors");
    }

    private static double average(Nd a) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.getFlat(i) / a.size();
        }
        return sum;
    }
}
