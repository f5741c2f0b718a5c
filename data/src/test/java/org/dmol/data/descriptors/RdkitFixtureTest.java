package org.dmol.data.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of RDKit 2022.09, made by {@code src/test/python/rdkit_descriptors.py fixture}. */
class RdkitFixtureTest {

    private static final Map<String, String> CHI =
            Map.of("SP-0", "Chi0", "SP-1", "Chi1", "VP-0", "Chi0v", "VP-1", "Chi1v");
    private static List<String> names;

    static Iterable<JsonNode> molecules() throws IOException {
        try (InputStream in = RdkitFixtureTest.class.getResourceAsStream("rdkit.json")) {
            JsonNode root = new ObjectMapper().readTree(in);
            names = StreamSupport.stream(root.get("names").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            return root.get("molecules");
        }
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static Map<Long, Integer> counts(JsonNode object) {
        Map<Long, Integer> out = new TreeMap<>();
        object.properties()
                .forEach(e -> out.put(Long.parseLong(e.getKey()), e.getValue().asInt()));
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

    @ParameterizedTest
    @MethodSource("molecules")
    void columnsOfTheStandardSetThatRdkitHasToo(JsonNode golden) {
        DescriptorSet set = DescriptorSet.of(
                new CountBlock(), new SurfaceBlock(), new FragmentBlock(), new Connectivity(), DescriptorBlock.rdkit());
        double[] ours = set.compute(Smiles.parse(golden.get("smiles").asText()));
        int common = 0;
        for (int k = 0; k < ours.length; k++) {
            String name = set.names().get(k);
            int column = names.indexOf(CHI.getOrDefault(name, name));
            if (column >= 0) {
                common++;
                double theirs = golden.get("all").get(column).asDouble();
                assertThat(ours[k])
                        .as(names.get(column))
                        .isCloseTo(theirs, within(1e-8 * Math.max(1, Math.abs(theirs))));
            }
        }
        assertThat(common).isGreaterThan(160);
    }
}
