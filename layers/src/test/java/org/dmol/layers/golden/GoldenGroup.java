package org.dmol.layers.golden;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dmol.array.Nd;
import org.dmol.array.Npz;

/** One file pair of golden values: cases as JSON, arrays as NPZ; written by {@code src/test/python/make_golden.py}. */
final class GoldenGroup {
    private static final Map<String, GoldenGroup> LOADED = new ConcurrentHashMap<>();

    private final String name;
    private final Map<String, Object> json;
    private final Map<String, Nd> arrays;

    private GoldenGroup(String name) {
        this.name = name;
        try (InputStream text = resource(name + ".json");
                InputStream npz = resource(name + ".npz")) {
            json = new ObjectMapper().readValue(text, new TypeReference<>() {});
            arrays = npz == null ? Map.of() : Npz.read(npz);
        } catch (IOException e) {
            throw new UncheckedIOException("golden/" + name, e);
        }
    }

    static InputStream resource(String file) {
        return GoldenGroup.class.getResourceAsStream("/golden/" + file);
    }

    static GoldenGroup load(String name) {
        return LOADED.computeIfAbsent(name, GoldenGroup::new);
    }

    /** All cases of a kind in the given groups. */
    static List<GoldenCase> cases(String kind, String... groups) {
        List<GoldenCase> found = new ArrayList<>();
        for (String group : groups) {
            load(group).cases().stream().filter(c -> c.kind().equals(kind)).forEach(found::add);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    List<GoldenCase> cases() {
        return ((List<Map<String, Object>>) json.get("cases"))
                .stream().map(c -> new GoldenCase(this, c)).toList();
    }

    String name() {
        return name;
    }

    Nd array(String key) {
        Nd found = arrays.get(key);
        if (found == null) {
            throw new IllegalArgumentException("golden/" + name + ".npz has no array " + key);
        }
        return found;
    }
}
