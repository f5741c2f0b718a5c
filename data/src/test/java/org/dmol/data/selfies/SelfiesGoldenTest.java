package org.dmol.data.selfies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strings of selfies 2.2.0; the values come from {@code src/test/python/selfies_golden.py}. */
class SelfiesGoldenTest {
    @Test
    void encodesTheHandWrittenCases() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        JsonNode cases = SelfiesComparison.resource("cases.json").path("encode");
        for (JsonNode c : cases) {
            String want = c.has("error")
                    ? "! " + c.path("error").asText()
                    : c.path("selfies").asText();
            softly.assertThat(encode(c.path("smiles").asText()))
                    .as(c.path("smiles").asText())
                    .isEqualTo(want);
        }
        softly.assertAll();
        assertThat(cases.size()).isGreaterThan(250);
    }

    private static String encode(String smiles) {
        try {
            return Selfies.standard().encode(smiles);
        } catch (SelfiesException e) {
            return "! " + e.kind();
        }
    }

    @Test
    void decodesTheHandWrittenCasesUnderFourTables() throws IOException {
        Map<String, Selfies> codecs = new HashMap<>();
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode c : SelfiesComparison.resource("cases.json").path("decode")) {
            String table = c.path("table").asText();
            if (!codecs.containsKey(table)) {
                codecs.put(table, SelfiesComparison.codec(table));
            }
            String want = c.has("error")
                    ? "! " + c.path("error").asText()
                    : c.path("smiles").asText();
            softly.assertThat(GoldenLines.ofSelfies(
                            codecs.get(table), c.path("selfies").asText()))
                    .as(table + " " + c.path("selfies").asText())
                    .isEqualTo(want);
        }
        softly.assertAll();
        assertThat(codecs).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "octet_rule", "hypervalent", "custom"})
    void robustAlphabet(String table) throws IOException {
        List<String> want = new ArrayList<>();
        SelfiesComparison.resource("alphabets.json").path(table).forEach(s -> want.add(s.asText()));
        assertThat(SelfiesComparison.codec(table).robustAlphabet()).containsExactlyElementsOf(want);
    }

    @Test
    void samplesOfTheSets() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("/selfies/samples.tsv")),
                StandardCharsets.UTF_8))) {
            List<String> rows = in.lines().toList();
            SoftAssertions softly = new SoftAssertions();
            for (String row : rows) {
                String[] cells = row.split("\t", -1);
                softly.assertThat(GoldenLines.ofSmiles(Selfies.standard(), cells[2]))
                        .as(cells[0] + " row " + cells[1])
                        .isEqualTo(cells[3]);
            }
            softly.assertAll();
            assertThat(rows.size()).isGreaterThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"robust", "mixed", "octet_rule", "hypervalent", "custom"})
    void randomStringsDecodeAlike(String name) throws IOException {
        JsonNode digests = SelfiesComparison.resource("digests.json");
        JsonNode entry = digests.path("random").path(name);
        Selfies codec = SelfiesComparison.codec(entry.path("table").asText());
        List<String> lines = SelfiesComparison.randomInputs(digests, entry).stream()
                .map(s -> GoldenLines.ofSelfies(codec, s))
                .toList();
        assertThat(lines.stream().filter(s -> s.startsWith("!")).count())
                .isEqualTo(entry.path("errors").asLong());
        assertThat(GoldenLines.digests(lines, digests.path("chunk").asInt())).isEqualTo(strings(entry.path("digests")));
    }

    /** Every molecule of a set; skipped without the real data. Digests name the thousand rows that differ. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aqsoldb",
                "aqsoldb_stripped",
                "clintox",
                "bbbp",
                "esol",
                "freesolv",
                "lipophilicity",
                "hopv",
                "zinc",
                "natural_products",
                "guacamol",
                "qm9"
            })
    void wholeSetsTranslateAlike(String set) throws IOException {
        Assumptions.assumeTrue(GoldenSets.data() != null, "DMOL_DATA is not set");
        JsonNode digests = SelfiesComparison.resource("digests.json");
        JsonNode entry = digests.path("sets").path(set);
        List<String> lines = GoldenSets.read(GoldenSets.data(), set).stream()
                .map(s -> GoldenLines.ofSmiles(Selfies.standard(), s))
                .toList();
        Map<String, Long> errors = lines.stream()
                .filter(s -> s.startsWith("! "))
                .collect(Collectors.groupingBy(s -> s.substring(2), Collectors.counting()));
        Map<String, Long> want = new HashMap<>();
        entry.path("errors")
                .properties()
                .forEach(e -> want.put(e.getKey(), e.getValue().asLong()));
        assertThat(errors).isEqualTo(want);
        assertThat(lines).hasSize(entry.path("rows").asInt());
        assertThat(GoldenLines.digests(lines, digests.path("chunk").asInt())).isEqualTo(strings(entry.path("digests")));
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(s -> values.add(s.asText()));
        return values;
    }
}
