package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.core.Dense;
import org.dmol.layers.export.KerasFile;
import org.dmol.layers.export.KerasWeights;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that Keras wrote: read, compared by their outputs, written again and read back. */
class KerasFileGoldenTest {
    private static final GoldenFile GOLDEN = GoldenFile.read("files");

    @TempDir
    private Path dir;

    static List<String> ids() {
        return GOLDEN.cases(c -> true).stream().map(c -> c.get("id").asText()).toList();
    }

    private Path file(String name) throws IOException {
        Path to = dir.resolve(name);
        try (var in = getClass().getResourceAsStream("/golden/" + name)) {
            Files.write(to, in.readAllBytes());
        }
        return to;
    }

    private static void check(Model model, JsonNode golden) {
        List<Nd> in = new ArrayList<>();
        golden.get("inputs").forEach(n -> in.add(GOLDEN.array(n.asText())));
        List<Nd> out = model.call(in);
        for (int i = 0; i < out.size(); i++) {
            Close.assertClose(
                    "output " + i,
                    out.get(i),
                    GOLDEN.array(golden.get("outputs").get(i).asText()),
                    1e-5);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void readsAndWrites(String id) throws IOException {
        JsonNode golden = GOLDEN.cases(c -> c.get("id").asText().equals(id)).get(0);
        try (Model model = KerasFile.load(file(golden.get("keras").asText()))) {
            check(model, golden);
            KerasFile.save(model, dir.resolve("again.keras"));
            List<Nd> zeros = model.getWeights().stream()
                    .map(w -> Nd.zeros(w.dtype(), w.shape()))
                    .toList();
            model.setWeights(zeros);
            KerasWeights.read(model, file(golden.get("weights_h5").asText()));
            check(model, golden);
        }
        try (Model again = KerasFile.load(dir.resolve("again.keras"))) {
            check(again, golden);
        }
    }

    @Test
    void filesOfAnotherArchitectureAreNamed() throws IOException {
        Path h5 = file("files_sequential.weights.h5");
        try (Sequential other = new Sequential(new Dense(3), new Dense(5))) {
            other.call(Nd.zeros(org.dmol.array.DType.FLOAT32, 1, 4));
            List<Nd> before = other.getWeights();
            assertThatThrownBy(() -> KerasWeights.read(other, h5))
                    .hasMessageContaining("another architecture")
                    .hasMessageContaining("float32[3, 2]");
            org.assertj.core.api.Assertions.assertThat(other.getWeights()).isEqualTo(before);
        }
        Path text = Files.writeString(dir.resolve("x.keras"), "no zip");
        assertThatThrownBy(() -> KerasFile.load(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a .keras file");
        assertThatThrownBy(() ->
                        KerasWeights.read(LayerRegistry.fromConfig(java.util.Map.of("class_name", "Flatten")), text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a Keras weight file");
    }
}
