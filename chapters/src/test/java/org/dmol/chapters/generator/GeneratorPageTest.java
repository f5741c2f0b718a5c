package org.dmol.chapters.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dmol.chapters.web.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorPageTest {
    @TempDir
    Path models;

    private Site site() throws IOException {
        Path directory = Files.createDirectories(models.resolve("generator").resolve("tfjs"));
        for (String file : List.of("model.json", "config.json", "group1-shard1of1.bin")) {
            Files.writeString(directory.resolve(file), "{}");
        }
        return new GeneratorPage().site(models);
    }

    private static String text(Site site, String path) throws IOException {
        return new String(site.read(path).orElseThrow(), StandardCharsets.UTF_8);
    }

    /** The list of what is kept for use without the server must be the whole site but the keeper itself. */
    @Test
    void everythingIsKeptForUseOffline() throws IOException {
        Site site = site();
        Matcher list =
                Pattern.compile("const FILES = \\[(.*?)];", Pattern.DOTALL).matcher(text(site, "sw.js"));
        assertThat(list.find()).isTrue();
        Set<String> kept = Pattern.compile("\"([^\"]+)\"")
                .matcher(list.group(1))
                .results()
                .map(m -> m.group(1).equals("./") ? "index.html" : m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        kept.add("sw.js");
        assertThat(kept).containsExactlyElementsOf(site.paths());
    }

    /** Nothing is loaded from elsewhere: every address in the page's own files is a namespace, a source named in a comment, or a link. */
    @Test
    void refersToNothingElse() throws IOException {
        Site site = site();
        for (String path : List.of(
                "index.html",
                "app.js",
                "model.js",
                "molecule.js",
                "selfies.js",
                "selfies-encoder.js",
                "sw.js",
                "style.css")) {
            String code = text(site, path).replaceAll("(?m)^// .*$", "").replace("http://www.w3.org/2000/svg", "");
            assertThat(code)
                    .as(path)
                    .doesNotContain("http://")
                    .doesNotContain("https://")
                    .doesNotContain("import(");
        }
    }

    /** The vendored files are those of the npm packages, byte for byte. */
    @Test
    void librariesAreUnchanged() throws IOException, NoSuchAlgorithmException {
        Site site = site();
        assertThat(sha256(site, "vendor/tf.es2017.min.js"))
                .as("@tensorflow/tfjs 4.22.0")
                .isEqualTo("a1f9e32fd9b373cf394905050cf0c8c66238b34925846c065db00d2a34d1c040");
        assertThat(sha256(site, "vendor/openchemlib.js"))
                .as("openchemlib 9.25.0")
                .isEqualTo("7c76547bdb940652ce5eb412e305e110065a9b641ebe0ae975509ed573940f5d");
        assertThat(text(site, "vendor/LICENSES.txt"))
                .contains("@tensorflow/tfjs 4.22.0")
                .contains("openchemlib 9.25.0");
    }

    private static String sha256(Site site, String path) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(site.read(path).orElseThrow()));
    }

    @Test
    void saysHowToGetAMissingModel() throws IOException {
        assertThatThrownBy(() -> new GeneratorPage().site(models))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no trained generator in " + models)
                .hasMessageContaining("'./dmol export generator'")
                .hasMessageContaining("--from");
        site();
        Files.delete(models.resolve("generator").resolve("tfjs").resolve("config.json"));
        assertThatThrownBy(() -> new GeneratorPage().site(models)).hasMessageContaining("(config.json is missing)");
    }
}
