package org.dmol.layers.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dmol.array.Nd;
import org.dmol.array.Npz;

/** A group of golden values: cases in JSON, arrays in NPZ, made by {@code src/test/python/make_golden.py}. */
final class GoldenFile {
    static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final Map<String, Nd> arrays;

    private GoldenFile(JsonNode root, Map<String, Nd> arrays) {
        this.root = root;
        this.arrays = arrays;
    }

    static GoldenFile read(String group) {
        try (InputStream json = GoldenFile.class.getResourceAsStream("/golden/" + group + ".json");
                InputStream npz = GoldenFile.class.getResourceAsStream("/golden/" + group + ".npz")) {
            return new GoldenFile(JSON.readTree(json), npz == null ? Map.of() : Npz.read(npz));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of a kind. */
    List<JsonNode> cases(Predicate<JsonNode> wanted) {
        List<JsonNode> out = new ArrayList<>();
        root.get("cases").forEach(c -> {
            if (wanted.test(c)) {
                out.add(c);
            }
        });
        return out;
    }

    /** The array of a name. */
    Nd array(String name) {
        Nd found = arrays.get(name);
        if (found == null) {
            throw new IllegalArgumentException("There is no golden array '" + name + "'.");
        }
        return found;
    }

    /** The array that a field of a case names, or null. */
    Nd array(JsonNode golden, String field) {
        return golden.hasNonNull(field) ? array(golden.get(field).asText()) : null;
    }
}
