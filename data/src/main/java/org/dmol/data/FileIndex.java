package org.dmol.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a directory and its subdirectories by name; looked at once. */
final class FileIndex {
    private static final int DEPTH = 8;

    private final Path directory;
    private Map<String, List<Path>> byName;

    FileIndex(Path directory) {
        this.directory = directory;
    }

    synchronized List<Path> find(String name) {
        if (byName == null) {
            byName = read();
        }
        return byName.getOrDefault(name, List.of());
    }

    private Map<String, List<Path>> read() {
        if (!Files.isDirectory(directory)) {
            throw new DataException("The data directory " + directory + " (DMOL_DATA) is not a directory.");
        }
        Map<String, List<Path>> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(f -> found.computeIfAbsent(f.getFileName().toString(), n -> new ArrayList<>())
                            .add(f));
        } catch (IOException | UncheckedIOException e) {
            throw new DataException("The data directory " + directory + " cannot be read: " + e.getMessage() + ".", e);
        }
        return found;
    }
}
