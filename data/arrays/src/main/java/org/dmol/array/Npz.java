package org.dmol.array;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * NumPy's NPZ files: a zip archive of named arrays, stored or deflated. Arrays are read when they are asked for. See {@link Npy} for the
 * types; the only exception that damaged bytes lead to is an {@link IOException} of one sentence.
 */
public final class Npz implements Closeable {
    /** Deflate cannot do better than this, so an entry that claims more is damaged. */
    private static final long MOST_DEFLATED = 1100;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private Npz(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
        zip.stream().filter(e -> e.getName().endsWith(".npy")).forEach(e -> entries.put(name(e), e));
    }

    private static String name(ZipEntry entry) {
        return entry.getName().substring(0, entry.getName().length() - 4);
    }

    /** Opens a file; close it after the last array. */
    public static Npz open(Path file) throws IOException {
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new Npz(file, zip);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file + ".", e);
        } catch (IOException | RuntimeException e) {
            if (zip != null) {
                zip.close();
            }
            throw new IOException("The file " + file + " is not a whole NPZ archive: " + reason(e), e);
        }
    }

    /** All arrays of numbers of a file; arrays of text are left out. */
    public static Map<String, Nd> read(Path file) throws IOException {
        try (Npz npz = open(file)) {
            Map<String, Nd> all = new LinkedHashMap<>();
            for (String name : npz.names()) {
                if (!npz.isText(name)) {
                    all.put(name, npz.get(name));
                }
            }
            return all;
        }
    }

    /** All arrays of numbers of an archive that is not a file of its own, such as a resource. */
    public static Map<String, Nd> read(InputStream in) throws IOException {
        Map<String, Nd> all = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        try {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                byte[] bytes = zip.readAllBytes();
                ByteArrayInputStream data = new ByteArrayInputStream(bytes);
                if (e.getName().endsWith(".npy") && !NpyHeader.read(data).isText()) {
                    data.reset();
                    all.put(name(e), Npy.decode(data, bytes.length, NpyDecoder::decode, "The array " + name(e)));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException("The NPZ stream is damaged: " + reason(e), e);
        }
        if (all.isEmpty()) {
            throw new IOException("The NPZ stream holds no arrays of numbers.");
        }
        return all;
    }

    /** Names of the arrays, in the order of the archive. */
    public List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    /** Whether there is an array of this name. */
    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /** Whether an array is of text, to be read with {@link #strings}. */
    public boolean isText(String name) throws IOException {
        return header(name).isText();
    }

    /** Shape of an array, without reading it. */
    public int[] shape(String name) throws IOException {
        return header(name).shape().clone();
    }

    /** An array of numbers. */
    public Nd get(String name) throws IOException {
        return read(name, NpyDecoder::decode);
    }

    /** An array of text, row-major. */
    public String[] strings(String name) throws IOException {
        return read(name, NpyDecoder::decodeText);
    }

    /** A writer of a new archive. */
    public static NpzWriter writer() {
        return new NpzWriter();
    }

    private NpyHeader header(String name) throws IOException {
        try (InputStream in = zip.getInputStream(entry(name))) {
            return NpyHeader.read(in);
        } catch (IOException | RuntimeException e) {
            throw damaged(name, e);
        }
    }

    private <T> T read(String name, Npy.Decoder<T> decoder) throws IOException {
        ZipEntry entry = entry(name);
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            boolean stored = entry.getMethod() == ZipEntry.STORED;
            long most = entry.getCompressedSize() * (stored ? 1 : MOST_DEFLATED) + 1024;
            if (entry.getSize() > most) {
                throw new IOException("claims " + entry.getSize() + " bytes, more than its archive can hold");
            }
            T result = Npy.decode(in, entry.getSize(), decoder, "it");
            if (crc.getValue() != entry.getCrc()) {
                throw new IOException("its checksum is wrong");
            }
            return result;
        } catch (IOException | RuntimeException e) {
            throw damaged(name, e);
        }
    }

    private IOException damaged(String name, Exception e) {
        return new IOException("The array '" + name + "' of " + file + " cannot be read: " + reason(e), e);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null
                ? "its compressed bytes are damaged (" + e.getClass().getSimpleName() + ")."
                : e.getMessage();
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new IOException("The file " + file + " has no array '" + name + "'; it has " + names() + ".");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
