package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dmol.chapters.report.ChapterReport;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.chapters.report.StepReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    @TempDir
    Path out;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private ChapterReport run(Chapter chapter, Settings settings) throws Exception {
        PrintStream stream = new PrintStream(console, true, StandardCharsets.UTF_8);
        return new Runner(settings.withOut(out), new ConsoleReport(stream, false)).run(chapter);
    }

    @Test
    void writesMetricsOfTheDocumentedForm() throws Exception {
        run(new Toy(), Settings.defaults().withSeed(5));
        JsonNode json =
                new ObjectMapper().readTree(out.resolve("toy/metrics.json").toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("chapter", "slug", "data", "quick", "seed", "seconds", "steps");
        assertThat(json.get("seed").asLong()).isEqualTo(5);
        JsonNode step = json.get("steps").get(0);
        assertThat(step.fieldNames()).toIterable().containsExactly("id", "title", "seconds", "metrics", "figures");
        assertThat(step.get("metrics").get(1).toString())
                .isEqualTo(
                        "{\"name\":\"loss\",\"value\":1.2,\"unit\":\"\",\"published\":1.185,\"band\":[1.17,1.26],\"verdict\":\"in band\"}");
        assertThat(step.get("metrics").get(3).get("verdict").asText()).isEqualTo("out of band");
        assertThat(json.get("steps").get(1).get("figures").get(0).asText()).isEqualTo("figures/98.2-line.svg");
        assertThat(out.resolve("toy/figures/98.2-line.png")).exists();
        JsonNode record =
                new ObjectMapper().readTree(out.resolve("toy/run.json").toFile());
        assertThat(record.get("settings").get("width").asText()).isEqualTo("3");
        assertThat(record.get("versions").get("tensorflow").asText()).startsWith("2.");
    }

    @Test
    void theReportIsOneFileWithEscapedText() throws Exception {
        run(new Toy(), Settings.defaults());
        String html = Files.readString(out.resolve("toy/report.html"));
        assertThat(html)
                .contains(
                        "Toy &amp; Co", "A &lt;small&gt; chapter.", "data:image/svg+xml;base64,", "1.17 … 1.26", "why");
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("loss = 1.2   published 1.185   accepted 1.17 … 1.26   in band", "1 out of band");
    }

    @Test
    void chosenStepsRunWithWhatTheyNeedButShowOnlyThemselves() throws Exception {
        Toy toy = new Toy();
        ChapterReport report = run(toy, Settings.defaults().withSteps(List.of("2")));
        assertThat(report.steps()).extracting(StepReport::id).containsExactly("98.2");
        assertThat(toy.firstRuns).isEqualTo(1);
        assertThat(console.toString(StandardCharsets.UTF_8)).doesNotContain("width");
        Toy other = new Toy();
        run(other, Settings.defaults().withSteps(List.of("98.3")));
        assertThat(other.firstRuns).isZero();
    }

    @Test
    void mistakesAreNamedInOneSentence() {
        assertThatThrownBy(() -> run(new Toy(), Settings.defaults().withSteps(List.of("98.7"))))
                .hasMessageStartingWith("Chapter toy has no step '98.7'");
        assertThatThrownBy(() -> run(new Toy(), Settings.defaults().withOption("widht", "3")))
                .hasMessage("Chapter toy has no option 'widht'; did you mean width?");
        assertThatThrownBy(() -> run(new Toy(), Settings.defaults().withOption("width", "x")))
                .hasMessage("Option width of chapter toy must be a number, not 'x'.");
        assertThatThrownBy(() -> run(new Toy(), Settings.defaults().withDevice("gpu:7")))
                .hasMessageContaining("'gpu:7' is not present; present: cpu:0");
    }

    @Test
    void anUnwritableDirectoryIsNamed() throws Exception {
        Path file = Files.writeString(out.resolve("taken"), "");
        Settings settings = Settings.defaults().withOut(file);
        assertThatThrownBy(() -> new Runner(settings, ConsoleReport.silent()).run(new Toy()))
                .hasMessageContaining(file.resolve("toy").toString())
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aFailedRunLeavesNoResultsOfAnEarlierOne() throws Exception {
        run(new Toy(), Settings.defaults());
        assertThatThrownBy(() -> run(new Toy(), Settings.defaults().withOption("width", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.resolve("toy/metrics.json")).doesNotExist();
        try (var left = Files.walk(out)) {
            assertThat(left.filter(p -> p.toString().endsWith(".tmp"))).isEmpty();
        }
    }
}
