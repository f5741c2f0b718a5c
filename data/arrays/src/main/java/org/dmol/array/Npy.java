package org.dmol.array;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NumPy's NPY files: one array each.
 *
 * <p>Read are b1, i1 to i8, u1 to u8, f2, f4, f8 and text (U, S), of both byte orders, in C or Fortran order, of any rank. Types that
 * {@link Nd} lacks are widened: i1, u1, i2, u2 to int32; u4, u8 to int64; f2 to float32. Records and pickled objects are refused. Whatever
 * the bytes are, the only exception is an {@link IOException} whose message names the file and says in one sentence what is wrong.
 */
public final class Npy {
    /** Longest array that is read from a stream of unknown length. */
    private static final int STREAM_LIMIT = Integer.MAX_VALUE - 16;

    private Npy() {}

    /** Reads a file of numbers. */
    public static Nd read(Path file) throws IOException {
        return open(file, NpyDecoder::decode);
    }

    /** Reads a file of text; the strings in row-major order, without the shape. */
    public static String[] readStrings(Path file) throws IOException {
        return open(file, NpyDecoder::decodeText);
    }

    /** Reads one array of numbers and leaves the stream after it. */
    public static Nd read(InputStream in) throws IOException {
        try {
            NpyHeader h = NpyHeader.read(in);
            if (h.bytes() > STREAM_LIMIT) {
                throw new IOException("claims an array of " + h.bytes() + " bytes, too large for a stream");
            }
            // Grows with what is there, so that a damaged header cannot exhaust the memory.
            byte[] bytes = in.readNBytes((int) h.bytes());
            if (bytes.length < h.bytes()) {
                throw new IOException("ends before its array is complete");
            }
            return NpyDecoder.decode(new ByteArrayInputStream(bytes), h);
        } catch (IOException e) {
            throw new IOException("The NPY stream " + e.getMessage() + ".", e);
        }
    }

    /** Writes an array; the file is replaced as a whole or not at all. */
    public static void write(Path file, Nd array) throws IOException {
        AtomicFile.write(file, out -> NpyEncoder.encode(out, array));
    }

    /** Writes a vector of strings as NumPy's fixed-width Unicode. */
    public static void write(Path file, String... values) throws IOException {
        AtomicFile.write(file, out -> NpyEncoder.encodeText(out, values, new int[] {values.length}));
    }

    /** Writes an array to a stream and leaves it open. */
    public static void write(OutputStream out, Nd array) throws IOException {
        NpyEncoder.encode(out, array);
    }

    /** What turns a header and the bytes after it into an array. */
    interface Decoder<T> {
        T decode(InputStream in, NpyHeader header) throws IOException;
    }

    private static <T> T open(Path file, Decoder<T> decoder) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return decode(in, Files.size(file), decoder, "The file " + file);
        }
    }

    /** Reads from a stream that holds {@code length} bytes; {@code what} begins the sentence of an error. */
    static <T> T decode(InputStream in, long length, Decoder<T> decoder, String what) throws IOException {
        try {
            NpyHeader h = NpyHeader.read(in);
            if (h.bytes() > length) {
                throw new IOException("has " + length + " bytes, too few for its array of " + h.bytes());
            }
            T result = decoder.decode(in, h);
            if (in.read() >= 0) {
                throw new IOException("goes on after the end of its array");
            }
            return result;
        } catch (IOException e) {
            throw new IOException(what + " " + e.getMessage() + ".", e);
        }
    }
}
