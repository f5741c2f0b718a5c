package org.dmol.layers.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.TransformerEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small random RoBERTa of Hugging Face's transformers with a classification head ({@code roberta.py}). */
class RobertaCheckpointTest {
    @TempDir
    Path directory;

    private Path checkpoint() throws IOException {
        for (String name : new String[] {"config.json", "model.safetensors", "outputs.npz"}) {
            try (InputStream in = getClass().getResourceAsStream("/golden/roberta/" + name)) {
                Files.write(directory.resolve(name), in.readAllBytes());
            }
        }
        return directory;
    }

    @Test
    void outputsAreThoseOfTransformers() throws Exception {
        Path from = checkpoint();
        Map<String, Nd> golden = Npz.read(from.resolve("outputs.npz"));
        try (Model encoder = RobertaCheckpoint.read(from)) {
            Nd ours = encoder.predict(golden.get("tokens"));
            int[] real = golden.get("mask").ints();
            int width = ours.dim(2);
            int compared = 0;
            for (int i = 0; i < ours.size(); i++) {
                if (real[i / width] == 1) { // the vectors of the padding mean nothing
                    double theirs = golden.get("hidden").getFlat(i);
                    assertThat(Math.abs(ours.getFlat(i) - theirs))
                            .isLessThanOrEqualTo(1e-5 * Math.max(1, Math.abs(theirs)));
                    compared++;
                }
            }
            assertThat(compared).isEqualTo((16 + 11 + 5 + 2) * 12);
        }
    }

    @Test
    void sixLayersHave101Tensors() {
        assertThat(RobertaCheckpoint.names(6)).hasSize(101).doesNotHaveDuplicates();
        try (Model m = new TransformerEncoder(11, 12, 3, 7, 6).build()) {
            assertThat(m.weights()).hasSize(101);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInOneSentence() throws Exception {
        Path from = checkpoint();
        Path config = from.resolve("config.json");
        String good = Files.readString(config);
        Files.writeString(config, good.replace("\"intermediate_size\": 20", "\"intermediate_size\": 21"));
        assertThatThrownBy(() -> RobertaCheckpoint.read(from))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "The tensor encoder.layer.0.intermediate.dense.weight of the checkpoint .* cannot become .*\\.");
        Files.writeString(config, good.replace("\"roberta\"", "\"bert\""));
        assertThatThrownBy(() -> RobertaCheckpoint.read(from))
                .hasMessageEndingWith("of the kind 'bert', not 'roberta'.");
        Files.writeString(config, good.replace("\"vocab_size\": 31", "\"vocab_size\": 0"));
        assertThatThrownBy(() -> RobertaCheckpoint.read(from)).hasMessageEndingWith("has no positive vocab_size.");
        Files.writeString(config, good.replace("\"gelu\"", "\"mish\""));
        assertThatThrownBy(() -> RobertaCheckpoint.read(from)).hasMessageEndingWith("the unknown activation 'mish'.");
        Files.writeString(config, "{");
        assertThatThrownBy(() -> RobertaCheckpoint.read(from)).hasMessageContaining("is no JSON");
        Files.writeString(config, good);
        Path file = from.resolve("model.safetensors");
        Map<String, Nd> tensors = new LinkedHashMap<>(Safetensors.read(file));
        assertThat(tensors.remove("roberta.embeddings.LayerNorm.bias")).isNotNull();
        Safetensors.write(file, tensors);
        assertThatThrownBy(() -> RobertaCheckpoint.read(from))
                .hasMessageEndingWith("has no tensor embeddings.LayerNorm.bias.");
    }
}
