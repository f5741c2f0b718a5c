package org.dmol.chapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;

/**
 * Runs the programs of {@code chapters/python} in a virtual environment: the one that {@code DMOL_VENV} names, otherwise {@code .venv} of
 * the project, made on first use from the pinned requirements.
 */
public final class Python {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path programs;
    private Path interpreter;

    /** @param project root directory of the project */
    public Python(Path project) {
        this.programs = project.resolve("chapters").resolve("python");
    }

    /** The project's root: the property {@code dmol.home} set by the launcher, otherwise the working directory or one above it. */
    public static Path projectRoot() {
        String home = System.getProperty("dmol.home");
        Path at = Path.of(home == null ? "" : home).toAbsolutePath();
        for (Path p = at; p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve("chapters").resolve("python"))) {
                return p;
            }
        }
        throw new IllegalStateException(
                "The directory chapters/python was not found above " + at + "; start from the project's directory.");
    }

    /**
     * Runs {@code chapters/python/<program>} and returns what it printed as its last line: a JSON object. What it prints before goes to
     * the console.
     */
    public JsonNode run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(interpreter().toString(), programs.resolve(program).toString()));
        command.addAll(Arrays.asList(arguments));
        // Native libraries log freely on the error stream; it is shown only if the program fails.
        Path errors = Files.createTempFile("dmol-python", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        try {
            return JSON.readTree(lastLine(builder.start(), program, errors));
        } finally {
            Files.delete(errors);
        }
    }

    /** The same for a program that takes a task and an NPZ file of the given arrays. */
    public JsonNode run(String program, String task, Map<String, Nd> arrays, String... more)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("dmol-arrays", ".npz");
        try {
            Npz.writer().putAll(arrays).write(file);
            List<String> arguments = new ArrayList<>(List.of(task, file.toString()));
            arguments.addAll(Arrays.asList(more));
            return run(program, arguments.toArray(String[]::new));
        } finally {
            Files.delete(file);
        }
    }

    private static String lastLine(Process process, String program, Path errors)
            throws IOException, InterruptedException {
        String last = "";
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!last.isEmpty()) {
                    System.out.println("  python: " + last);
                }
                last = line;
            }
        }
        int code = process.waitFor();
        if (code != 0) {
            System.err.println(Files.readString(errors));
            throw new IOException("The Python program " + program + " failed with exit code " + code + ".");
        }
        return last;
    }

    /** The interpreter of the virtual environment, which is made if need be. */
    public Path interpreter() throws IOException, InterruptedException {
        if (interpreter == null) {
            String given = System.getenv("DMOL_VENV");
            Path home = given == null || given.isBlank()
                    ? programs.getParent().getParent().resolve(".venv")
                    : Path.of(given);
            Path python = executable(home);
            if (!Files.exists(home.resolve("dmol-ready")) && given == null) {
                create(home);
            }
            if (!Files.isExecutable(python)) {
                throw new IOException(
                        "There is no Python interpreter at " + python
                                + "; DMOL_VENV must name a virtual environment with the packages of chapters/python/requirements.txt.");
            }
            interpreter = python;
        }
        return interpreter;
    }

    private void create(Path home) throws IOException, InterruptedException {
        System.out.println("Making the Python environment " + home + " (once; several minutes) ...");
        execute(List.of(systemPython(), "-m", "venv", home.toString()));
        execute(List.of(
                executable(home).toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                programs.resolve("requirements.txt").toString()));
        Files.writeString(home.resolve("dmol-ready"), "packages of chapters/python/requirements.txt\n");
    }

    /** The requirements are pinned for CPython 3.10 to 3.12. */
    private static String systemPython() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("python3.11", "python3.12", "python3.10", "python3", "python")
                .filter(name -> Stream.of(path.split(File.pathSeparator))
                        .anyMatch(d -> Files.isExecutable(Path.of(d, name)) || Files.exists(Path.of(d, name + ".exe"))))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No Python was found; install Python 3.10 to 3.12, or let DMOL_VENV name a virtual environment."));
    }

    private static Path executable(Path home) {
        Path windows = home.resolve("Scripts").resolve("python.exe");
        return Files.exists(windows) ? windows : home.resolve("bin").resolve("python");
    }

    private static void execute(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("'" + String.join(" ", command) + "' failed with exit code " + code + ".");
        }
    }
}
