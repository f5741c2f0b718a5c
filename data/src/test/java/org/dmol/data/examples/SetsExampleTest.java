package org.dmol.data.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class SetsExampleTest {
    @Test
    void readmeShowsTheProgram() throws IOException {
        String source = Files.readString(Path.of("src/main/java/org/dmol/data/examples/SetsExample.java"));
        String body = source.substring(source.indexOf("        DataStore store"), source.lastIndexOf("    }\n}"));
        assertThat(Files.readString(Path.of("README.md")))
                .contains(body.stripTrailing().stripIndent());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "DMOL_DATA", matches = ".+")
    void readmeShowsWhatItPrintsWithTheRealData() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            SetsExample.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        assertThat(Files.readString(Path.of("README.md")))
                .contains(printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }
}
