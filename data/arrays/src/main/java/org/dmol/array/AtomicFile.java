package org.dmol.array;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Writes a file so that at any moment, even when the process is killed, the name holds either the old content or the whole new one: the
 * bytes go to a temporary file in the same directory, are forced to the disk, and the file is moved over the name.
 */
public final class AtomicFile {
    private static final String END = ".tmp";
    private static final AtomicLong COUNT = new AtomicLong();

    private AtomicFile() {}

    /** What writes the content. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; closing the stream is not needed. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Creates missing parent directories and writes or replaces {@code file}; on any error the old file stays. */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        Files.createDirectories(directory);
        // Not createTempFile: its files are closed to everybody else, also after the move.
        String prefix = "." + target.getFileName() + ".";
        removeLeftBehind(directory, prefix);
        Path temporary =
                directory.resolve(prefix + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + END);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Deletes the temporary files of processes that were killed. */
    private static void removeLeftBehind(Path directory, String prefix) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(directory)) {
            left = files.filter(f -> {
                        String name = f.getFileName().toString();
                        return name.startsWith(prefix)
                                && name.endsWith(END)
                                && name.substring(prefix.length()).matches("\\d{1,18}-\\d+\\.tmp");
                    })
                    .toList();
        }
        for (Path f : left) {
            String process =
                    f.getFileName().toString().substring(prefix.length()).split("-")[0];
            if (ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                Files.deleteIfExists(f);
            }
        }
    }

    /** Moves over an existing file, in one step where the file system can do that. */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
