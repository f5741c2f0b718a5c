package org.dmol.chapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchFileTest {
    @TempDir
    Path directory;

    private record Named(String name) implements Bench {
        @Override
        public String title() {
            return "title of " + name;
        }

        @Override
        public void run(Timings timings) {}
    }

    private static Timings timings(double seconds, double python) {
        Timings timings = new Timings(Settings.defaults(), null);
        timings.record("work", seconds, python, "");
        return timings;
    }

    @Test
    void aBenchTakesItsOldPlaceAndTheOthersStay() throws IOException {
        Path path = directory.resolve("bench.json");
        BenchFile.open(path).put(new Named("a"), timings(1, 3));
        BenchFile.open(path).put(new Named("b"), timings(2, Double.NaN));
        BenchFile.open(path).put(new Named("a"), timings(0.5, 3));
        JsonNode root = new ObjectMapper().readTree(path.toFile());
        assertThat(root.fieldNames()).toIterable().containsExactly("a", "b");
        JsonNode a = root.get("a").get("timings").get(0);
        assertThat(a.get("seconds").asDouble()).isEqualTo(0.5);
        assertThat(a.get("ratio").asDouble()).isEqualTo(6);
        assertThat(root.get("b").get("timings").get(0).get("ratio").isNull()).isTrue();
    }

    @Test
    void anotherFileIsNotOverwritten() throws IOException {
        Path path = Files.writeString(directory.resolve("bench.json"), "not JSON");
        assertThatThrownBy(() -> BenchFile.open(path)).hasMessageContaining("move it away");
        assertThat(path).hasContent("not JSON");
    }
}
