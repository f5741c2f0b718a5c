package org.dmol.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.dmol.array.AtomicFile;

/**
 * The directory of downloaded files. A file gets its name only when it is whole and its checksum is right; until then it is a partial
 * file in {@code .partial}, from which a later attempt goes on.
 */
final class Cache {
    private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path directory;
    private final Downloader downloader;
    private final Progress progress;

    Cache(Path directory, Downloader downloader, Progress progress) {
        this.directory = directory;
        this.downloader = downloader;
        this.progress = progress;
    }

    /** Where a data set is, once it is there. */
    Path file(DataSet set) {
        return directory.resolve(set.file());
    }

    Path directory() {
        return directory;
    }

    /** The checksum noted when a file without a published one was downloaded, or null. */
    String recorded(DataSet set) throws IOException {
        Path note = note(set);
        return Files.exists(note) ? Files.readString(note).strip() : null;
    }

    private Path note(DataSet set) {
        return directory.resolve(".sha256").resolve(set.file());
    }

    /** Downloads or makes a file; {@code other} gives the files that it is made of. */
    Path download(DataSet set, Function<String, Path> other) throws IOException {
        Path target = file(set);
        Path partial = directory.resolve(".partial");
        Files.createDirectories(partial);
        Path lockFile = partial.resolve(set.file() + ".lock");
        ReentrantLock here = LOCKS.computeIfAbsent(lockFile.toAbsolutePath(), p -> new ReentrantLock());
        here.lock();
        // Another thread or another process may be at the same file.
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the lock " + lockFile + " was lost");
            }
            if (Files.exists(target) && Checksum.problem(set, target, Checksum.of(target), recorded(set)) == null) {
                return target;
            }
            if (!set.unionOf().isEmpty()) {
                union(set, other);
            } else {
                transfer(set, partial);
            }
        } finally {
            here.unlock();
        }
        return target;
    }

    private void transfer(DataSet set, Path partial) throws IOException {
        boolean zip = set.url() == null;
        String url = zip ? set.contentUrl() : set.url();
        Path part = partial.resolve(set.file() + "." + Integer.toHexString(url.hashCode()) + ".part");
        long expected = zip ? 0 : set.bytes();
        downloader.fetch(url, part, (done, total) -> progress.update(set, done, total > 0 ? total : expected));
        String sha = Checksum.of(part);
        String wanted = zip ? set.contentSha256() : set.sha256();
        boolean right = wanted != null
                ? sha.equals(wanted)
                : set.bytes() == 0 ? Files.size(part) > 0 : Files.size(part) == set.bytes();
        if (!right) {
            long size = Files.size(part);
            Downloader.discard(part);
            throw new DataException("What " + url + " sent for '" + set.id() + "' is not that file (" + size
                    + " bytes, SHA-256 " + sha.substring(0, 12) + "..., expected "
                    + (wanted != null ? wanted.substring(0, 12) + "..." : set.bytes() + " bytes")
                    + "), so it was thrown away.");
        }
        if (zip) {
            AtomicFile.write(file(set), out -> {
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                Files.copy(part, gzip);
                gzip.finish();
            });
        } else {
            if (wanted == null) {
                AtomicFile.write(note(set), out -> out.write((sha + "\n").getBytes(StandardCharsets.UTF_8)));
            }
            force(part);
            AtomicFile.move(part, file(set));
        }
        Downloader.discard(part);
    }

    private void union(DataSet set, Function<String, Path> other) throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        for (String id : set.unionOf()) {
            try (BufferedReader in = Text.open(other.apply(id))) {
                in.lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(lines::add);
            }
        }
        AtomicFile.write(file(set), out -> {
            GZIPOutputStream gzip = new GZIPOutputStream(out);
            for (String line : lines) {
                gzip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            gzip.finish();
        });
        String problem = Checksum.problem(set, file(set), Checksum.of(file(set)), null);
        if (problem != null) {
            Files.delete(file(set));
            throw new DataException("The file made for '" + set.id() + "' " + problem + ", so it was thrown away.");
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Removes a damaged file so that it can be downloaded anew. */
    void discard(DataSet set) throws IOException {
        Files.deleteIfExists(file(set));
        Files.deleteIfExists(note(set));
    }

    /** Whether the first bytes are those of gzip. */
    static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }
}
