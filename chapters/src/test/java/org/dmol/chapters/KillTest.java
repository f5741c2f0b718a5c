package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dmol.chapters.report.ConsoleReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed leaves nothing that looks finished, and the next one goes on. */
class KillTest {
    @TempDir
    Path out;

    @TempDir
    Path undisturbed;

    @Test
    @Timeout(120)
    void aKilledTrainingResumes() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongChapter.class.getName(),
                        out.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path checkpoints = out.resolve("long/checkpoints");
        while (process.isAlive() && !hasFile(checkpoints)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        TimeUnit.MILLISECONDS.sleep(900); // some epochs more
        process.destroyForcibly().waitFor();
        assertThat(hasFile(checkpoints)).isTrue();
        assertThat(out.resolve("long/metrics.json")).doesNotExist();

        LongChapter resumed = new LongChapter(0);
        new Runner(Settings.defaults().withOut(out), ConsoleReport.silent()).run(resumed);
        assertThat(resumed.trained).isBetween(1, LongChapter.EPOCHS - 2);
        assertThat(out.resolve("long/metrics.json")).exists();
        assertThat(checkpoints).doesNotExist();

        LongChapter whole = new LongChapter(0);
        new Runner(Settings.defaults().withOut(undisturbed), ConsoleReport.silent()).run(whole);
        assertThat(whole.trained).isEqualTo(LongChapter.EPOCHS);
        assertThat(resumed.loss).isEqualTo(whole.loss);
    }

    private static boolean hasFile(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(f -> !f.getFileName().toString().startsWith("."));
        }
    }
}
