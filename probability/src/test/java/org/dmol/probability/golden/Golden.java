package org.dmol.probability.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dmol.array.Nd;

/** Values that src/test/python/make_golden.py computed. */
final class Golden {
    private Golden() {}

    /** An entry of a file, named by its number and kind. */
    record Entry(String name, JsonNode json) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Entry> read(String file) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + file)) {
            JsonNode all = new ObjectMapper().readTree(in);
            int[] number = {0};
            return StreamSupport.stream(all.spliterator(), false)
                    .map(e -> new Entry(number[0]++ + " " + (e.has("kind") ? e.get("kind") : e.get("p")).asText(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Nd array(JsonNode node) {
        double[] v = new double[node.get("values").size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = Double.parseDouble(node.get("values").get(i).asText());
        }
        return v.length == 1 && node.get("shape").isEmpty() ? Nd.scalar(v[0]) : Nd.of(v, ints(node.get("shape")));
    }

    static int[] ints(JsonNode list) {
        int[] out = new int[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = list.get(i).asInt();
        }
        return out;
    }

    static Map<String, Nd> arrays(JsonNode named) {
        Map<String, Nd> out = new HashMap<>();
        named.fields().forEachRemaining(f -> out.put(f.getKey(), array(f.getValue())));
        return out;
    }

    /** Equal shapes, and elements that differ by at most the tolerance times the larger of 1 and their magnitude. */
    static void assertClose(String what, Nd actual, Nd expected, double tolerance) {
        assertThat(actual.shape()).as(what + ": shape").isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++) {
            double a = actual.getFlat(i);
            double e = expected.getFlat(i);
            boolean same = Double.compare(a, e) == 0 || Math.abs(a - e) <= tolerance * Math.max(1, Math.abs(e));
            assertThat(same)
                    .as("%s, element %d: %s, expected %s", what, i, a, e)
                    .isTrue();
        }
    }
}
