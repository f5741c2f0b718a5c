package org.dmol.data.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of RDKit 2022.09, made by {@code src/test/python/rdkit_descriptors.py fixture}. */
class RdkitFixtureTest {

    static Iterable<JsonNode> molecules() throws IOException {
        try (InputStream in = RdkitFixtureTest.class.getResourceAsStream("rdkit.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static Map<Long, Integer> counts(JsonNode object) {
        Map<Long, Integer> out = new TreeMap<>();
        object.fields()
                .forEachRemaining(
                        e -> out.put(Long.parseLong(e.getKey()), e.getValue().asInt()));
        return out;
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void agreesWithRdkit(JsonNode golden) {
        Molecule m = Smiles.parse(golden.get("smiles").asText());
        double[] ours = RdkitDescriptors.of(m);
        for (int k = 0; k < ours.length; k++) {
            double theirs = golden.get("descriptors").get(k).asDouble();
            assertThat(ours[k]).as(RdkitDescriptors.NAMES.get(k)).isCloseTo(theirs, within(1e-8 * Math.max(1, theirs)));
        }
        assertThat(Rings.of(new Topology(m)).stream()
                        .mapToInt(r -> r.length)
                        .sorted()
                        .toArray())
                .isEqualTo(ints(golden.get("rings")));
        assertThat(Morgan.counts(m, 2).toMap()).isEqualTo(counts(golden.get("morgan")));
        assertThat(Morgan.counts(m, 3).toMap()).isEqualTo(counts(golden.get("radius3")));
        assertThat(Morgan.bits(m, 2, 2048).onBits()).isEqualTo(ints(golden.get("bits")));
        assertThat(FingerprintType.MACCS.of(m).bits().stream().map(b -> b + 1).toArray())
                .isEqualTo(ints(golden.get("maccs")));
    }
}
