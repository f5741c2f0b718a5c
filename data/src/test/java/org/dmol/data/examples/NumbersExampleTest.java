package org.dmol.data.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NumbersExampleTest {
    /** The README shows the program and what it prints. */
    @Test
    void readmeIsTrue() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            NumbersExample.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).contains(printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
        String source = Files.readString(Path.of("src/main/java/org/dmol/data/examples/NumbersExample.java"));
        String body = source.substring(source.indexOf("        // The 17"), source.lastIndexOf("    }\n}"));
        assertThat(readme).contains(body.stripTrailing().stripIndent());
    }
}
