package org.dmol.layers.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.Layer;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.normalization.BatchNormalization;
import org.dmol.layers.recurrent.GRU;
import org.dmol.layers.reshaping.Permute;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files as the format describes them; that TensorFlow.js computes the same from them is tested with the chapters. */
class TfjsExportTest {
    @TempDir
    Path directory;

    private static Sequential built(DType type, long[] shape, Layer... layers) {
        Sequential m = new Sequential(layers);
        m.ensureBuilt(List.of(Spec.of(type, shape)));
        return m;
    }

    @Test
    void describesARecurrentModel() throws IOException {
        try (Sequential m = built(
                DType.INT32,
                new long[] {-1, -1},
                new Embedding(5, 3),
                new GRU(2).resetAfter(false).returnSequences(true),
                new Dense(5, "softmax"),
                new Dense(2))) {
            TfjsExport.of(m).stateful(1).write(directory);
            JsonNode json =
                    new ObjectMapper().readTree(directory.resolve("model.json").toFile());
            assertThat(json.get("format").asText()).isEqualTo("layers-model");
            JsonNode config = json.at("/modelTopology/model_config/config");
            assertThat(config.at("/layers/0/config/batch_input_shape").toString())
                    .isEqualTo("[1,null]");
            assertThat(config.at("/layers/3/inbound_nodes").toString()).isEqualTo("[[[\"gru\",0,0,{}]]]");
            assertThat(config.at("/output_layers").toString()).isEqualTo("[[\"dense_1\",0,0]]");
            JsonNode gru = config.at("/layers/2/config");
            assertThat(gru.get("stateful").asBoolean()).isTrue();
            assertThat(gru.get("reset_after").asBoolean(true)).isFalse();
            assertThat(gru.get("recurrent_activation").asText()).isEqualTo("sigmoid");
            assertThat(config.at("/layers/3/config/activation").asText()).isEqualTo("softmax");
            JsonNode weights = json.at("/weightsManifest/0/weights");
            List<String> names = new ArrayList<>();
            weights.forEach(w -> names.add(w.get("name").asText() + w.get("shape")));
            assertThat(names)
                    .containsExactly(
                            "embedding/embeddings[5,3]",
                            "gru/kernel[3,6]",
                            "gru/recurrent_kernel[2,6]",
                            "gru/bias[6]",
                            "dense/kernel[2,5]",
                            "dense/bias[5]",
                            "dense_1/kernel[5,2]",
                            "dense_1/bias[2]");
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("group1-shard1of1.bin")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(bytes.capacity()).isEqualTo(4L * m.countParams());
            for (var w : m.getWeights()) {
                for (float v : w.floats()) {
                    assertThat(bytes.getFloat()).isEqualTo(v);
                }
            }
        }
    }

    @Test
    void cutsLargeModelsIntoShards() throws IOException {
        try (Sequential big = built(DType.FLOAT32, new long[] {-1, 1000}, new Dense(2100));
                Sequential small = built(DType.FLOAT32, new long[] {-1, 4}, new Dense(2), new BatchNormalization())) {
            TfjsExport.of(big).write(directory);
            assertThat(Files.size(directory.resolve("group1-shard1of3.bin"))).isEqualTo(4 << 20);
            assertThat(Files.size(directory.resolve("group1-shard3of3.bin")))
                    .isEqualTo(4L * big.countParams() - 2 * (4 << 20));
            TfjsExport.of(small).write(directory);
            try (var files = Files.list(directory)) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrder("model.json", "group1-shard1of1.bin");
            }
        }
    }

    @Test
    void saysWhatCannotBeWritten() {
        try (Sequential unbuilt = new Sequential(new Dense(1));
                Sequential permuted = built(DType.FLOAT32, new long[] {-1, 2, 3}, new Permute(2, 1));
                Sequential after = built(DType.FLOAT32, new long[] {-1, 2, 3}, new GRU(2).named("memory"));
                Sequential gelu = built(DType.FLOAT32, new long[] {-1, 2}, new Dense(2, "gelu"))) {
            assertThatThrownBy(() -> TfjsExport.of(unbuilt)).hasMessageContaining("is not built yet");
            assertThatThrownBy(() -> TfjsExport.of(permuted)).hasMessageContaining("(Permute) cannot be written");
            assertThatThrownBy(() -> TfjsExport.of(after))
                    .hasMessageContaining("Layer 'memory' (GRU)")
                    .hasMessageContaining("resetAfter(false)");
            assertThatThrownBy(() -> TfjsExport.of(gelu)).hasMessageContaining("the activation 'gelu'");
        }
    }
}
