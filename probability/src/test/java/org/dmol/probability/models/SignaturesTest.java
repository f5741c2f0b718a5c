package org.dmol.probability.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Seeds;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.probability.bijectors.Chain;
import org.dmol.probability.bijectors.MaskedAutoregressiveFlow;
import org.dmol.probability.bijectors.Permute;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.Normal;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.tf.SavedModelReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    private static final Map<String, Nd> DRAW =
            Map.of("n", Nd.scalar(7).cast(DType.INT32), "seed", Nd.of(new int[] {3, 0}, 2));

    private static void same(Nd actual, Nd expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.getFlat(i)).isCloseTo(expected.getFlat(i), within(1e-5));
        }
    }

    @Test
    void aFlowIsTheSameWhenLoaded(@TempDir Path directory) throws IOException {
        Seeds.set(1);
        var flow = new TransformedDistribution(
                MultivariateNormalDiag.standard(2), new Chain(MaskedAutoregressiveFlow.of(2, 8), new Permute(1, 0)));
        Signatures.of(flow).write(directory);
        Nd x = new NumpyRandom(1).randn(5, 2).cast(DType.FLOAT32);
        try (SavedModelReader loaded = SavedModelReader.load(directory)) {
            assertThat(loaded.signatures()).contains("log_prob", "sample", "encode", "decode", "serving_default");
            same(loaded.call("log_prob", Map.of("x", x)).get("log_prob"), flow.logProb(x));
            Nd z = loaded.call("encode", Map.of("x", x)).get("z");
            same(z, flow.bijector().inverse(x));
            same(loaded.call("decode", Map.of("z", z)).get("x"), x);
            same(loaded.call("sample", DRAW).get("x"), flow.sample(7, 3));
        }
    }

    @Test
    void anAutoencoderIsTheSameWhenLoaded(@TempDir Path directory) throws IOException {
        Seeds.set(1);
        try (Vae vae = new Vae(3, 2, new Sequential(new Dense(4)), new Sequential(new Dense(3)))) {
            Signatures.of(vae, 8).write(directory);
            Nd x = new NumpyRandom(1).randn(5, 3).cast(DType.FLOAT32);
            Nd z = vae.encode(x).get(0);
            try (SavedModelReader loaded = SavedModelReader.load(directory)) {
                same(loaded.call("encode", Map.of("x", x)).get("mean"), z);
                same(
                        loaded.call("encode", Map.of("x", x)).get("stddev"),
                        vae.encode(x).get(1));
                same(loaded.call("decode", Map.of("z", z)).get("x"), vae.decode(z));
                Map<String, Nd> bound = Map.of("x", x, "seed", DRAW.get("seed"));
                same(loaded.call("log_prob", bound).get("log_prob"), vae.logProbBound(x, 8, 3));
                Nd drawn = loaded.call("sample", DRAW).get("x");
                assertThat(drawn.shape()).containsExactly(7, 3);
                same(loaded.call("sample", DRAW).get("x"), drawn);
            }
        }
    }

    @Test
    void aBatchIsNotExported() {
        Normal batch = new Normal(Nd.vector(0.0, 1.0), Nd.vector(1.0, 1.0));
        assertThatThrownBy(() -> Signatures.of(batch)).hasMessageContaining("not a batch");
    }
}
