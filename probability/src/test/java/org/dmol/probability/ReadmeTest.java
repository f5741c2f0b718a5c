package org.dmol.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.Elementwise;
import org.dmol.probability.bijectors.MaskedAutoregressiveFlow;
import org.dmol.probability.bijectors.Permute;
import org.dmol.probability.distributions.Gamma;
import org.dmol.probability.distributions.Independent;
import org.dmol.probability.distributions.LogNormal;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.Normal;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.math.Expr;
import org.dmol.probability.models.DensityModel;
import org.dmol.probability.models.Likelihood;
import org.dmol.probability.models.Signatures;
import org.dmol.probability.models.Vae;
import org.dmol.tf.Ctx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of probability/README.md. */
class ReadmeTest {
    private final Nd points = new NumpyRandom(2).randn(256, 2).cast(DType.FLOAT32);

    @Test
    void distributions() {
        Normal two = new Normal(Nd.vector(0.0, 5.0), Nd.vector(1.0, 2.0)); // batch shape (2), event shape ()
        Nd x = two.sample(1000, 7); // (1000, 2), the same for the same seed
        Nd logProb = two.logProb(x); // (1000, 2)
        Distribution vectors = new Independent(two); // batch shape (), event shape (2)
        Nd joint = vectors.logProb(x); // (1000)
        double median = two.quantile(Nd.scalar(0.5)).get(1); // 5.0
        assertThat(x.shape()).containsExactly(1000, 2);
        assertThat(joint.get(3)).isCloseTo(logProb.get(3, 0) + logProb.get(3, 1), within(1e-9));
        assertThat(median).isCloseTo(5, within(1e-9));
    }

    @Test
    void divergences() {
        KlDivergence closed = KlDivergence.of(new Gamma(2, 1), new Gamma(3, 2));
        double nats = closed.value().item();
        KlDivergence estimated = KlDivergence.of(new Gamma(2, 1), new LogNormal(0.5, 0.8));
        boolean fromSamples = estimated.isEstimate(); // true: no closed form is registered
        String text = estimated.toString(); // "KL(Gamma || LogNormal), Monte-Carlo estimate from 1000 samples"
        assertThat(nats).isPositive();
        assertThat(fromSamples).isTrue();
        assertThat(text).isEqualTo("KL(Gamma || LogNormal), Monte-Carlo estimate from 1000 samples");
    }

    @Test
    void maximumLikelihood() {
        Nd values = new NumpyRandom(1).normal(2, 0.5, 400).cast(DType.FLOAT32);
        Normal normal = new Normal(Param.trainable("loc", Nd.scalar(0f)), Param.positive("scale", Nd.scalar(1f)));
        try (var model = new DensityModel(normal)) {
            model.compile(Optimizer.adam(0.05));
            model.fit(Dataset.of(values).batch(100), Fit.epochs(100).silent());
        }
        double loc = normal.mean().item();
        assertThat(loc).isBetween(1.8, 2.2);
    }

    @Test
    void flow(@TempDir Path directory) throws IOException {
        Distribution flow = new TransformedDistribution(
                MultivariateNormalDiag.standard(2),
                new Chain( // applied from its end, as in TensorFlow Probability
                        MaskedAutoregressiveFlow.of(2, 32, 32), new Permute(1, 0),
                        MaskedAutoregressiveFlow.of(2, 32, 32), new Permute(1, 0)));
        try (var model = new DensityModel(flow)) {
            model.compile(Optimizer.adam(1e-3));
            model.fit(Dataset.of(points).batch(64).shuffle(), Fit.epochs(5).silent());
            Signatures.of(flow).write(directory.resolve("flow")); // log_prob, sample, encode, decode
        }
        Nd density = flow.prob(points);
        assertThat(density.shape()).containsExactly(256);
        assertThat(Files.exists(directory.resolve("flow/saved_model.pb"))).isTrue();
    }

    @Test
    void autoencoder(@TempDir Path directory) throws IOException {
        var encoder = new Sequential(new Dense(16, "relu"), new Dense(2 * 2)); // mu_0, s_0, mu_1, s_1
        var decoder = new Sequential(new Dense(16, "relu"), new Dense(2));
        try (var vae = new Vae(2, 2, encoder, decoder)
                .likelihood(Likelihood.gaussian(0.1))
                .beta(0.5)
                .annealBeta(20)) {
            vae.compile(Optimizer.adam(1e-2));
            vae.fit(Dataset.of(points).batch(64), Fit.epochs(5).silent());
            Nd z = vae.encode(points).get(0);
            Nd back = vae.decode(z);
            Nd bound = vae.logProbBound(points, 64, 0); // importance weighted, 64 samples
            Signatures.of(vae, 64).write(directory.resolve("vae"));
            assertThat(back.shape()).isEqualTo(points.shape());
            assertThat(bound.shape()).containsExactly(256);
        }
        assertThat(Files.exists(directory.resolve("vae/saved_model.pb"))).isTrue();
    }

    static final class Sinh extends Elementwise {
        Sinh() {
            super("sinh");
        }

        @Override
        protected Expr map(Ctx c, Expr x) {
            return x.exp().minus(x.neg().exp()).times(0.5);
        }

        @Override
        protected Expr unmap(Ctx c, Expr y) {
            return y.plus(y.square().plus(1).sqrt()).log();
        }

        @Override
        protected Expr logSlope(Ctx c, Expr x, Expr y) {
            return y.square().plus(1).log().times(0.5);
        }
    }

    @Test
    void ownBijector() {
        Distribution johnson = new TransformedDistribution(new Normal(0, 1), new Sinh());
        double p = johnson.cdf(Nd.scalar(0.0)).item(); // 0.5
        assertThat(p).isCloseTo(0.5, within(1e-9));
    }
}
