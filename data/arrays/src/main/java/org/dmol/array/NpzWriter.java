package org.dmol.array;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Collects named arrays and writes them as one NPZ file. The same arrays give the same bytes. */
public final class NpzWriter {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, AtomicFile.Content> arrays = new LinkedHashMap<>();
    private boolean compressed = true;

    NpzWriter() {}

    /** Adds an array of numbers. */
    public NpzWriter put(String name, Nd array) {
        arrays.put(name, out -> NpyEncoder.encode(out, array));
        return this;
    }

    /** Adds a vector of strings. */
    public NpzWriter put(String name, String... values) {
        arrays.put(name, out -> NpyEncoder.encodeText(out, values, new int[] {values.length}));
        return this;
    }

    /** Adds all arrays of a map, in its order. */
    public NpzWriter putAll(Map<String, Nd> all) {
        all.forEach(this::put);
        return this;
    }

    /** Whether the arrays are deflated, as {@code numpy.savez_compressed} does; true by default. */
    public NpzWriter compressed(boolean deflate) {
        compressed = deflate;
        return this;
    }

    /** Writes the file; it is replaced as a whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::write);
    }

    /** Writes to a stream and leaves it open. */
    public void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(compressed ? 6 : 0);
        for (Map.Entry<String, AtomicFile.Content> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            array.getValue().writeTo(zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}
