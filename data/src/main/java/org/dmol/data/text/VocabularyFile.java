package org.dmol.data.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dmol.array.AtomicFile;

/** Vocabularies as JSON files. */
final class VocabularyFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VocabularyFile() {}

    static void write(Vocabulary vocabulary, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        vocabulary.tokens().forEach(root.putArray("tokens")::add);
        ObjectNode special = root.putObject("special");
        vocabulary.specials().forEach((part, token) -> special.put(part.toString(), token));
        root.put("on_unknown", vocabulary.onUnknown().toString());
        byte[] bytes = (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    static Vocabulary read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw bad(file, "it is not JSON (" + e.getOriginalMessage() + ")");
        }
        if (!root.path("tokens").isArray()) {
            throw bad(file, "it has no list \"tokens\"");
        }
        List<String> tokens = new ArrayList<>();
        for (JsonNode token : root.path("tokens")) {
            if (!token.isTextual()) {
                throw bad(file, "the token " + tokens.size() + " is not a string");
            }
            tokens.add(token.asText());
        }
        try {
            Map<Special, String> specials = new EnumMap<>(Special.class);
            for (Map.Entry<String, JsonNode> entry : root.path("special").properties()) {
                specials.put(
                        Special.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                        entry.getValue().asText());
            }
            String onUnknown = root.path("on_unknown").asText("error");
            return new Vocabulary(tokens, specials, OnUnknown.valueOf(onUnknown.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw bad(file, e.getMessage());
        }
    }

    private static IllegalArgumentException bad(Path file, String reason) {
        return new IllegalArgumentException("The file " + file + " is not a vocabulary: " + reason + ".");
    }
}
