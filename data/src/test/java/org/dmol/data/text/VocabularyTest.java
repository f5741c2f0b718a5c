package org.dmol.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dmol.data.text.VocabularySettings.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
    private static final List<String> CORPUS = List.of("CCO", "NCC", "OC");

    @Test
    void ordersOfACorpus() {
        VocabularySettings settings = Vocabulary.settings();
        assertThat(settings.fit(Tokenizer.characters(), CORPUS).tokens()).containsExactly("C", "O", "N");
        assertThat(settings.order(Order.SORTED)
                        .fit(Tokenizer.characters(), CORPUS)
                        .tokens())
                .containsExactly("C", "N", "O");
        assertThat(settings.order(Order.FREQUENCY)
                        .fit(Tokenizer.characters(), List.of("ONNCC"))
                        .tokens())
                .containsExactly("N", "C", "O");
        assertThat(settings.minCount(2).fit(Tokenizer.characters(), CORPUS).tokens())
                .containsExactly("C", "O");
        assertThat(settings.special(Special.PADDING, "_")
                        .maxSize(2)
                        .fit(Tokenizer.characters(), CORPUS)
                        .tokens())
                .containsExactly("_", "C");
    }

    @Test
    void specialTokensComeFirstAndMayPlayTwoParts() {
        Vocabulary v = Vocabulary.settings()
                .special(Special.PADDING, "[nop]")
                .special(Special.START, "[nop]")
                .special(Special.END, "[end]")
                .of(List.of("[C]", "[end]", "[O]"));
        assertThat(v.tokens()).containsExactly("[nop]", "[end]", "[C]", "[O]");
        assertThat(v.index(Special.START)).hasValue(0);
        assertThat(v.index(Special.END)).hasValue(1);
        assertThat(v.index(Special.MASK)).isEmpty();
        TextEncoder encoder = new TextEncoder(Tokenizer.selfies(), v);
        assertThat(encoder.encodeFramed("[C][O]")).containsExactly(0, 2, 3, 1);
        assertThat(encoder.decode(0, 2, 3, 1, 2)).isEqualTo("[C][O]");
        assertThat(encoder.decodeAll(0, 2, 1)).isEqualTo("[nop][C][end]");
    }

    @Test
    void unknownTokens() {
        List<String> text = List.of("C", "Q", "O");
        Vocabulary error = Vocabulary.of(List.of("C", "O"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> error.encode(text))
                .withMessage("The token \"Q\" is not among the 2 tokens of the vocabulary.");
        assertThat(Vocabulary.settings()
                        .onUnknown(OnUnknown.DROP)
                        .of(List.of("C", "O"))
                        .encode(text))
                .containsExactly(0, 1);
        assertThat(Vocabulary.settings()
                        .special(Special.UNKNOWN, "?")
                        .of(List.of("C", "O"))
                        .encode(text))
                .containsExactly(1, 0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Vocabulary.settings().onUnknown(OnUnknown.REPLACE).of(List.of("C")));
        assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.of(List.of("C", "C")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> error.decode(0, 2))
                .withMessage("There is no token 2; the vocabulary has the tokens 0 to 1.");
    }

    @Test
    void filesGiveTheVocabularyBack(@TempDir Path dir) throws IOException {
        Vocabulary v = Vocabulary.settings()
                .special(Special.PADDING, "")
                .special(Special.UNKNOWN, "<?>")
                .of(List.of("[C]", "\"", "\n", "\\", "µ", "\uD83D\uDE00"));
        Path file = dir.resolve("deep/vocabulary.json");
        v.write(file);
        v.write(file);
        assertThat(Vocabulary.read(file)).isEqualTo(v);
        assertThat(file.getParent()).isDirectoryContaining(p -> p.equals(file)).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void badFilesGiveOneSentence(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("v.json");
        for (String bad : List.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"tokens\": 3}",
                "{\"tokens\": [1]}",
                "{\"tokens\": [\"a\", \"a\"]}",
                "{\"tokens\": [], \"special\": {\"padding\": \"x\"}}",
                "{\"tokens\": [], \"special\": {\"what\": \"x\"}}",
                "{\"tokens\": [\"a\"], \"on_unknown\": \"replace\"}",
                "{\"tokens\": [\"a\"], \"on_unknown\": \"explode\"}")) {
            Files.writeString(file, bad);
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> Vocabulary.read(file))
                    .withMessageStartingWith("The file " + file + " is not a vocabulary: ");
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Vocabulary.read(dir.resolve("absent.json")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void mutatedFilesGiveOnlyTheDocumentedException(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("v.json");
        Vocabulary.settings()
                .special(Special.UNKNOWN, "?")
                .of(List.of("C", "O"))
                .write(file);
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(5);
        int rejected = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                Vocabulary.read(file);
            } catch (IllegalArgumentException e) {
                rejected++;
            }
        }
        assertThat(rejected).isBetween(100, 398);
    }
}
