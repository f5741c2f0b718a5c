package org.dmol.probability.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Seeds;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.MaskedAutoregressiveFlow;
import org.dmol.probability.bijectors.Permute;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.Normal;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.tf.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DensityModelTest {
    @ParameterizedTest
    @EnumSource(Backend.class)
    void maximumLikelihoodFindsMeanAndStandardDeviation(Backend backend) {
        Nd x = new NumpyRandom(1).normal(2, 0.5, 500).cast(DType.FLOAT32);
        double mean = 0;
        double square = 0;
        for (float v : x.floats()) {
            mean += v / 500.0;
            square += v * v / 500.0;
        }
        Normal normal = new Normal(Param.trainable("loc", Nd.scalar(0f)), Param.positive("scale", Nd.scalar(1f)));
        try (DensityModel model = new DensityModel(normal)) {
            model.compile(Optimizer.adam(0.05));
            History h = model.fit(
                    Dataset.of(x).batch(500), Fit.epochs(600).backend(backend).silent());
            assertThat(normal.mean().item()).isCloseTo(mean, within(1e-3));
            double sd = Math.sqrt(square - mean * mean);
            assertThat(normal.stddev().item()).isCloseTo(sd, within(1e-3));
            double entropy = 0.5 + Math.log(sd * Math.sqrt(2 * Math.PI));
            assertThat(h.last("loss")).isCloseTo(entropy, within(1e-4));
            assertThat(model.nll(x)).isCloseTo(entropy, within(1e-4));
        }
    }

    @Test
    void fillingRowsDoNotCount() {
        Nd x = new NumpyRandom(1).normal(2, 0.5, 7).cast(DType.FLOAT32);
        Normal normal = new Normal(Param.trainable("loc", Nd.scalar(0f)), Param.positive("scale", Nd.scalar(1f)));
        try (DensityModel model = new DensityModel(normal)) {
            model.compile(Optimizer.sgd(0));
            double whole = -average(normal.logProb(x));
            History h = model.fit(Dataset.of(x).batch(3), Fit.epochs(1).silent());
            assertThat(h.last("loss")).isCloseTo(whole, within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aFlowLearnsACorrelation(Backend backend) {
        NumpyRandom random = new NumpyRandom(4);
        float[] v = new float[2000];
        for (int i = 0; i < v.length; i += 2) {
            v[i] = (float) random.nextGaussian();
            v[i + 1] = (float) (v[i] * v[i] + 0.2 * random.nextGaussian());
        }
        Nd x = Nd.of(v, v.length / 2, 2);
        Seeds.set(1);
        Distribution flow = new TransformedDistribution(
                MultivariateNormalDiag.standard(2),
                new Chain(
                        MaskedAutoregressiveFlow.of(2, 16, 16),
                        new Permute(1, 0),
                        MaskedAutoregressiveFlow.of(2, 16, 16)));
        try (DensityModel model = new DensityModel(flow)) {
            model.compile(Optimizer.adam(5e-3));
            model.fit(
                    Dataset.of(x).batch(50).shuffle(),
                    Fit.epochs(30).seed(1).backend(backend).silent());
            // entropy of the data: normal with sd 1, then sd 0.2
            double entropy = 1 + Math.log(2 * Math.PI) + Math.log(0.2);
            assertThat(model.nll(x)).isBetween(entropy - 0.15, entropy + 0.25);
            Nd own = flow.sample(2000, 3);
            assertThat(-average(flow.logProb(own))).isBetween(entropy - 0.3, entropy + 0.3);
            assertThat(flow.sample(10, 3)).isEqualTo(flow.sample(10, 3)).isNotEqualTo(flow.sample(10, 4));
        }
    }

    @Test
    void aDistributionWithoutWeightsCannotBeTrained() {
        assertThatThrownBy(() -> new DensityModel(new Normal(0, 1))).hasMessageContaining("no weights");
    }

    private static double average(Nd a) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.getFlat(i);
        }
        return sum / a.size();
    }
}
