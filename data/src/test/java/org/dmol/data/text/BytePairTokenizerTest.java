package org.dmol.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Hugging Face's tokenizers ({@code bytepair.py}). */
class BytePairTokenizerTest {
    @TempDir
    Path directory;

    @BeforeEach
    void copy() throws IOException {
        for (String name : List.of("vocab.json", "merges.txt", "expected.json")) {
            try (InputStream in = getClass().getResourceAsStream("/text/bytepair/" + name)) {
                Files.write(directory.resolve(name), in.readAllBytes());
            }
        }
    }

    @Test
    void tokensAndNumbersAreThoseOfTheLibrary() throws Exception {
        TextEncoder encoder = BytePairTokenizer.read(directory);
        JsonNode expected =
                new ObjectMapper().readTree(directory.resolve("expected.json").toFile());
        assertThat(expected).hasSize(17);
        for (JsonNode e : expected) {
            String text = e.get("text").asText();
            List<String> tokens = new ArrayList<>();
            e.get("tokens").forEach(t -> tokens.add(t.asText()));
            List<Integer> ids = new ArrayList<>();
            e.get("ids").forEach(i -> ids.add(i.asInt()));
            assertThat(encoder.tokenizer().tokenize(text)).as(text).isEqualTo(tokens);
            assertThat(Arrays.stream(encoder.encode(text)).boxed().toList())
                    .as(text)
                    .isEqualTo(ids);
            assertThat(encoder.decode(encoder.encodeFramed(text))).isEqualTo(text);
        }
        assertThat(encoder.encodeFramed("C")).startsWith(0).endsWith(2).hasSize(3);
    }

    @Test
    void otherFilesAreRefused() throws Exception {
        Files.writeString(directory.resolve("vocab.json"), "{\"a\": 0, \"b\": 2}");
        assertThatThrownBy(() -> BytePairTokenizer.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("does not number its 2 tokens from 0: \"b\" has the number 2.");
        Files.writeString(directory.resolve("vocab.json"), "[");
        assertThatThrownBy(() -> BytePairTokenizer.read(directory)).hasMessageContaining("is no JSON");
        Files.writeString(directory.resolve("merges.txt"), "a b c\n");
        assertThatThrownBy(() -> BytePairTokenizer.read(directory)).hasMessageEndingWith("\"a b c\" is no pair.");
    }
}
