package org.dmol.chapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    /** Work that never ends, for a process of its own. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] args) {
            System.exit(Interruption.guard(() -> {
                System.out.println("working");
                while (true) {
                    Thread.onSpinWait();
                }
            }));
        }
    }

    @Test
    void endsAtOnceWithOneSentence() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName())
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("working");
            process.toHandle().destroy(); // leaves the streams open
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(Interruption.EXIT_CODE);
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("dmol: interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void passesTheExitCodeOn() {
        assertThat(Interruption.guard(() -> 3)).isEqualTo(3);
    }
}
