package org.dmol.layers.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dmol.array.Nd;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Backend;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Long trainings leave the resident memory flat. Each runs in a JVM of its own, whose heap is in memory from the start.
 * {@code -Dmemory.steps=1000000} takes a million steps instead of the few that show a leak of some hundred bytes a step.
 */
class MemoryTest {
    private static final int ROWS = 2000;

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({"COMPILED, 200000", "SESSION, 40000"})
    void residentMemoryStaysFlat(Backend backend, int fewSteps, @TempDir Path dir) throws Exception {
        int steps = Integer.getInteger("memory.steps", fewSteps);
        File out = dir.resolve("out").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms128m",
                        "-Xmx128m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryTest.class.getName(),
                        backend.name(),
                        Integer.toString(steps / ROWS))
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        boolean ended = process.waitFor(100 + steps / 1000, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(out.toPath());
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        String[] kilobytes =
                text.substring(text.lastIndexOf("resident ") + 9).trim().split(" ");
        System.out.printf(
                "%s: %s kB resident after warm-up, %s kB after %d steps%n", backend, kilobytes[0], kilobytes[1], steps);
        assertThat(Long.parseLong(kilobytes[1]))
                .as("kilobytes after %d steps, %s after warm-up", steps, kilobytes[0])
                .isLessThan((long) (1.05 * Long.parseLong(kilobytes[0])));
    }

    public static void main(String[] args) throws IOException {
        Random random = new Random(1);
        Dataset data = Dataset.of(
                        Nd.of(random.doubles(ROWS * 3).toArray(), ROWS, 3).cast(org.dmol.array.DType.FLOAT32),
                        Nd.of(random.doubles(ROWS).toArray(), ROWS, 1).cast(org.dmol.array.DType.FLOAT32))
                .batch(1);
        Fit settings = Fit.epochs(4).backend(Backend.valueOf(args[0])).silent();
        try (Sequential model = new Sequential(new Dense(4, "tanh"), new Dense(1))) {
            model.compile(Optimizer.adam(1e-3), Loss.mse());
            for (int i = 0; i < 3; i++) {
                model.fit(data, settings);
            }
            long before = resident();
            model.fit(
                    data,
                    Fit.epochs(Integer.parseInt(args[1]))
                            .backend(Backend.valueOf(args[0]))
                            .silent());
            System.out.println("resident " + before + " " + resident());
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
