package org.dmol.tf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Directories that appear complete or not at all. */
final class Directories {
    private Directories() {}

    /** A new directory in the same place as {@code target}, to be moved there later. */
    static Path beside(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        // Not createTempDirectory: its directories are closed to everybody else, also after the move.
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return Files.createDirectory(parent.resolve("." + target.getFileName() + "-" + unique));
    }

    /** Moves {@code complete} to {@code target}; what stood there is deleted. */
    static void replace(Path complete, Path target) throws IOException {
        delete(target);
        Files.move(complete, target);
    }

    /** Deletes a directory with all that is in it, if it exists. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(p -> {
                try {
                    Files.delete(p);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
