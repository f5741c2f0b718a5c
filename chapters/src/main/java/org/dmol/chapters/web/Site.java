package org.dmol.chapters.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dmol.array.AtomicFile;

/**
 * The files of a static site by their paths, such as {@code vendor/tf.js}; {@code index.html} is also the empty path. All files are named
 * when the site is made, so that no path leads to anything else.
 */
public final class Site {
    private static final String INDEX = "index.html";

    private final Map<String, Source> files = new TreeMap<>();

    /** Where the bytes come from; read anew each time. */
    private interface Source {
        byte[] read() throws IOException;
    }

    /** Adds resources that lie beside a class, in a folder there. */
    public Site resources(Class<?> owner, String folder, String... names) {
        for (String name : names) {
            String resource = folder + "/" + name;
            if (owner.getResource(resource) == null) {
                throw new IllegalArgumentException("The site lacks its file " + resource + ".");
            }
            files.put(name, () -> {
                try (InputStream in = owner.getResourceAsStream(resource)) {
                    return in.readAllBytes();
                }
            });
        }
        return this;
    }

    /** Adds the files of a directory, without links and directories in it, below a name. */
    public Site directory(String name, Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .forEach(f -> files.put(name + "/" + f.getFileName(), () -> Files.readAllBytes(f)));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read.", e);
        }
        return this;
    }

    /** The paths of all files. */
    public Set<String> paths() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** The bytes of a file, or nothing if the site has no such path. */
    public Optional<byte[]> read(String path) throws IOException {
        Source source = files.get(path.isEmpty() ? INDEX : path);
        return source == null ? Optional.empty() : Optional.of(source.read());
    }

    /** Writes all files into a directory, as any server of static files takes them; other files there stay. */
    public void write(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            byte[] bytes = file.getValue().read();
            AtomicFile.write(directory.resolve(file.getKey()), out -> out.write(bytes));
        }
    }
}
