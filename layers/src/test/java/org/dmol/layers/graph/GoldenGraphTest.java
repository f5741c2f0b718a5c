package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every graph layer beside loops over nodes and edges in NumPy ({@code src/test/python/make_graph.py}). */
class GoldenGraphTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void inDoublePrecision() {
        FloatX.set(DType.FLOAT64);
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    static Stream<Arguments> cases() throws IOException {
        try (InputStream in = GoldenGraphTest.class.getResourceAsStream("/golden/graph.json")) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false)
                    .map(c -> Arguments.of(c.get("layer").asText() + c.get("settings"), c));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equalsNumPy(String name, JsonNode golden) {
        Map<String, Object> settings =
                JSON.convertValue(golden.get("settings"), new TypeReference<Map<String, Object>>() {});
        Layer layer = LayerRegistry.fromConfig(
                Map.of("class_name", golden.get("layer").asText(), "config", settings));
        List<Nd> in = inputs(golden);
        GraphSamples.call(layer, in.toArray(Nd[]::new));
        layer.setWeights(arrays(golden.get("weights")));
        List<Nd> out = GraphSamples.call(layer, in.toArray(Nd[]::new));
        List<Nd> expected = arrays(golden.get("outputs"));
        assertThat(out).hasSameSizeAs(expected);
        for (int i = 0; i < out.size(); i++) {
            assertThat(out.get(i).shape()).isEqualTo(expected.get(i).shape());
            assertThat(out.get(i).doubles()).containsExactly(expected.get(i).doubles(), within(1e-10));
        }
    }

    /** Nodes and what else the layer wants in its order, with the graph as edge lists. */
    private static List<Nd> inputs(JsonNode golden) {
        JsonNode given = golden.get("inputs");
        List<Nd> in = new ArrayList<>(List.of(matrix(given.get("nodes"))));
        for (String key : List.of("features", "positions", "distances")) {
            if (given.has(key)) {
                in.add(matrix(given.get(key)));
            }
        }
        boolean readout = golden.get("layer").asText().equals("Readout");
        if (readout) {
            in.add(ints(given.get("graph"), -1));
            in.add(matrix(given.get("globals")));
            return in;
        }
        if (given.has("globals")) {
            in.add(matrix(given.get("globals")));
        }
        in.add(ints(golden.get("edges"), 0));
        in.add(ints(golden.get("edges"), 1));
        if (given.has("graph")) {
            in.add(ints(given.get("graph"), -1));
        }
        return in;
    }

    private static Nd matrix(JsonNode rows) {
        return Nd.matrix(JSON.convertValue(rows, double[][].class));
    }

    /** A list of numbers, or one column of a list of pairs. */
    private static Nd ints(JsonNode list, int column) {
        int[] out = new int[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = column < 0 ? list.get(i).asInt() : list.get(i).get(column).asInt();
        }
        return Nd.of(out, out.length);
    }

    private static List<Nd> arrays(JsonNode list) {
        List<Nd> out = new ArrayList<>();
        for (JsonNode a : list) {
            out.add(Nd.of(
                    JSON.convertValue(a.get("values"), double[].class),
                    JSON.convertValue(a.get("shape"), int[].class)));
        }
        return out;
    }
}
