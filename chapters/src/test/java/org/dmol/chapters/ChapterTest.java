package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dmol.chapters.report.ChapterReport;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.chapters.report.Metric;
import org.dmol.chapters.report.Verdict;
import org.dmol.data.DataException;
import org.dmol.data.DataStore;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every chapter runs from beginning to end in quick mode, on the data at hand or on stand-ins, and nothing is out of band. */
class ChapterTest {
    @TempDir
    Path out;

    @TestFactory
    Stream<DynamicTest> runsInQuickMode() {
        return Chapters.all().stream().map(c -> DynamicTest.dynamicTest(c.slug(), () -> check(c)));
    }

    private static boolean available(String id) {
        try {
            return DataStore.standard()
                            .withOffline(true)
                            .withNotices(text -> {})
                            .get(id)
                    != null;
        } catch (DataException e) {
            return false;
        }
    }

    private void check(Chapter chapter) throws Exception {
        for (String id : chapter.data()) {
            assumeTrue(available(id), id + " is neither at hand nor has it a stand-in");
        }
        Settings settings = Settings.defaults().withQuick(true).withOut(out).withOffline(true);
        ChapterReport report = new Runner(settings, ConsoleReport.silent()).run(chapter);
        List<Metric> wrong = report.metrics().stream()
                .filter(m -> m.verdict().kind() == Verdict.Kind.OUT_OF_BAND
                        && m.note().isEmpty())
                .toList();
        assertThat(wrong).as("metrics out of band without an explanation").isEmpty();
        Path directory = out.resolve(chapter.slug());
        JsonNode metrics =
                new ObjectMapper().readTree(directory.resolve("metrics.json").toFile());
        assertThat(metrics.get("steps")).hasSize(chapter.steps().size());
        for (JsonNode step : metrics.get("steps")) {
            for (JsonNode figure : step.get("figures")) {
                assertThat(directory.resolve(figure.asText())).exists();
            }
        }
        String html = Files.readString(directory.resolve("report.html"));
        assertThat(html).contains(chapter.title()).doesNotContain("src=\"http");
    }
}
