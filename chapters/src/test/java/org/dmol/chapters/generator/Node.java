package org.dmol.chapters.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs programs of {@code src/test/js}; tests that need Node are skipped where it is not installed. */
final class Node {
    static final String WEB = "src/main/resources/org/dmol/chapters/generator/web/";

    private Node() {}

    static void require() {
        boolean there;
        try {
            there = new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            there = false;
        }
        Assumptions.assumeTrue(there, "node is not installed: the JavaScript of the page is not tested");
    }

    /** What the program prints. */
    static String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "src/test/js/" + program));
        command.addAll(List.of(arguments));
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (node.waitFor() != 0) {
            throw new AssertionError(program + " failed: " + output);
        }
        return output.strip();
    }

    /** The last line that it prints. */
    static String last(String program, String... arguments) throws IOException, InterruptedException {
        String all = run(program, arguments);
        return all.substring(all.lastIndexOf('\n') + 1);
    }
}
