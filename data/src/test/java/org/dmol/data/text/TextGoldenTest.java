package org.dmol.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.data.selfies.Selfies;
import org.dmol.data.text.Padding.Side;
import org.dmol.data.text.VocabularySettings.Order;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The tokens of Keras, selfies 2.2.0 and Python's {@code re}; the values come from {@code src/test/python/text_golden.py}. */
class TextGoldenTest {
    private static final JsonNode GOLDEN = read();

    private static JsonNode read() {
        try (InputStream in = TextGoldenTest.class.getResourceAsStream("/text/text.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Test
    void smilesTokensAreThoseOfTheRegularExpression() {
        for (JsonNode c : GOLDEN.path("smiles")) {
            assertThat(Tokenizer.smiles().tokenize(c.path("text").asText())).isEqualTo(strings(c.path("tokens")));
        }
        for (JsonNode text : GOLDEN.path("uncovered")) {
            assertThatThrownBy(() -> Tokenizer.smiles().tokenize(text.asText()))
                    .as(text.asText())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has no token at position");
        }
    }

    @Test
    void characterTokenizerOfKeras() {
        List<String> corpus = new ArrayList<>();
        GOLDEN.path("smiles").forEach(c -> corpus.add(c.path("text").asText()));
        Vocabulary vocabulary = keras().fit(Tokenizer.lowerCaseCharacters(), corpus);
        JsonNode golden = GOLDEN.path("keras");
        assertThat(vocabulary.size()).isEqualTo(golden.path("index").size() + 1);
        golden.path("index")
                .properties()
                .forEach(e -> assertThat(vocabulary.index(e.getKey()))
                        .hasValue(e.getValue().asInt()));
        corpus.add("Xyz~~q"); // four characters that the corpus does not hold
        TextEncoder encoder = new TextEncoder(Tokenizer.lowerCaseCharacters(), vocabulary);
        for (int i = 0; i < corpus.size(); i++) {
            assertThat(encoder.encode(corpus.get(i)))
                    .containsExactly(ints(golden.path("sequences").path(i)));
        }
    }

    private static VocabularySettings keras() {
        return Vocabulary.settings()
                .special(Special.PADDING, "")
                .order(Order.FREQUENCY)
                .onUnknown(OnUnknown.DROP);
    }

    @Test
    void paddingIsThatOfKeras() {
        List<int[]> sequences = new ArrayList<>();
        GOLDEN.path("padding").path("sequences").forEach(s -> sequences.add(ints(s)));
        for (JsonNode c : GOLDEN.path("padding").path("cases")) {
            Padding padding = new Padding(
                    c.path("length").asInt(),
                    side(c.path("padding")),
                    side(c.path("truncating")),
                    c.path("value").asInt());
            int[][] want = new int[sequences.size()][];
            for (int i = 0; i < want.length; i++) {
                want[i] = ints(c.path("padded").path(i));
            }
            assertThat(padding.apply(sequences)).as(padding.toString()).isEqualTo(Nd.matrix(want));
        }
    }

    private static Side side(JsonNode name) {
        return name.asText().equals("pre") ? Side.PRE : Side.POST;
    }

    @Test
    void selfiesEncodings() {
        JsonNode golden = GOLDEN.path("selfies");
        int width = golden.path("width").asInt();
        Vocabulary vocabulary =
                Vocabulary.settings().special(Special.PADDING, Selfies.PADDING).of(strings(golden.path("vocabulary")));
        TextEncoder encoder = new TextEncoder(Tokenizer.selfies(), vocabulary);
        List<String> all = new ArrayList<>();
        for (JsonNode c : golden.path("cases")) {
            String selfies = c.path("selfies").asText();
            all.add(selfies);
            assertThat(Selfies.split(selfies)).isEqualTo(strings(c.path("split")));
            assertThat(Selfies.length(selfies)).isEqualTo(c.path("length").asInt());
            String padded = Selfies.pad(selfies, width);
            assertThat(encoder.encode(padded)).containsExactly(ints(c.path("label")));
            Nd hot = encoder.oneHot(padded);
            for (int i = 0; i < width; i++) {
                assertThat(hot.row(i).ints())
                        .containsExactly(ints(c.path("one_hot").path(i)));
            }
            int[] ids = OneHot.indices(hot, -1).ints();
            assertThat(encoder.decodeAll(ids)).isEqualTo(c.path("back").asText());
            assertThat(encoder.decode(ids)).isEqualTo(selfies);
        }
        Nd flat = OneHot.of(encoder.encodeAll(all, Padding.post(width)), vocabulary.size())
                .reshape(all.size(), -1);
        for (int i = 0; i < all.size(); i++) {
            assertThat(flat.row(i).ints())
                    .containsExactly(ints(golden.path("flat").path(i)));
        }
    }

    /** The token table of the sequences chapter, made by Keras from the 9,697 strings of at most 96 characters. */
    @Test
    void tokenTableOfAqSolDb() throws IOException {
        Assumptions.assumeTrue(System.getenv("DMOL_DATA") != null, "DMOL_DATA is not set");
        List<String> kept = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(System.getenv("DMOL_DATA")))) {
            Path file = files.filter(f -> f.endsWith("curated-solubility-dataset.csv"))
                    .findFirst()
                    .orElseThrow();
            try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                    .readerForMapOf(String.class)
                    .with(CsvSchema.emptySchema().withHeader())
                    .readValues(file.toFile())) {
                rows.forEachRemaining(row -> kept.add(row.get("SMILES")));
            }
        }
        kept.removeIf(s -> s.length() > 96);
        JsonNode golden = GOLDEN.path("aqsoldb");
        assertThat(kept).hasSize(golden.path("kept").asInt());
        Vocabulary lower = keras().fit(Tokenizer.lowerCaseCharacters(), kept);
        List<String> want = new ArrayList<>(List.of(""));
        golden.path("index").properties().forEach(e -> want.add(e.getKey()));
        assertThat(lower.tokens()).isEqualTo(want);
        Vocabulary exact = Vocabulary.settings().order(Order.SORTED).fit(Tokenizer.characters(), kept);
        assertThat(exact.tokens())
                .isEqualTo(strings(golden.path("case_sensitive")))
                .hasSize(63);
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(s -> values.add(s.asText()));
        return values;
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.path(i).asInt();
        }
        return values;
    }
}
