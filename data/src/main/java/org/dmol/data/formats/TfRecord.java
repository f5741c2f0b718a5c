package org.dmol.data.formats;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.dmol.array.AtomicFile;
import org.dmol.data.DataException;
import org.dmol.data.Text;

/**
 * TensorFlow's TFRecord files: records of bytes, each with its length and two masked CRC-32C checksums. See {@link TfExample} for what
 * the bytes usually are.
 */
public final class TfRecord {
    private static final int LARGEST = 1 << 30;

    private TfRecord() {}

    /** Gets the records of a file. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes a record; returning false ends the walk. */
        boolean record(byte[] bytes) throws IOException;
    }

    /**
     * Walks through a file, gzip-compressed or not.
     *
     * @throws DataException if the file cannot be read or a checksum is wrong
     */
    public static void walk(Path file, Visitor visitor) {
        try (InputStream in = new BufferedInputStream(Text.bytes(file))) {
            walk(in, visitor);
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
    }

    static void walk(InputStream in, Visitor visitor) throws IOException {
        for (int i = 0; ; i++) {
            byte[] head = in.readNBytes(12);
            if (head.length == 0) {
                return;
            }
            if (head.length < 12) {
                throw new IOException("it ends within record " + i);
            }
            ByteBuffer b = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            long length = b.getLong();
            if (b.getInt() != masked(head, 8)) {
                throw new IOException("the length of record " + i + " has a wrong checksum");
            }
            if (length < 0 || length > LARGEST) {
                throw new IOException("record " + i + " claims " + Long.toUnsignedString(length) + " bytes");
            }
            byte[] bytes = in.readNBytes((int) length);
            byte[] tail = in.readNBytes(4);
            if (bytes.length < length || tail.length < 4) {
                throw new IOException("it ends within record " + i);
            }
            if (ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt() != masked(bytes, bytes.length)) {
                throw new IOException("record " + i + " has a wrong checksum");
            }
            if (!visitor.record(bytes)) {
                return;
            }
        }
    }

    /** All records of a file. */
    public static List<byte[]> read(Path file) {
        List<byte[]> all = new ArrayList<>();
        walk(file, all::add);
        return all;
    }

    /** Writes records; the whole file is gzip-compressed if wanted. It is replaced as a whole or not at all. */
    public static void write(Path file, boolean gzip, Iterable<byte[]> records) throws IOException {
        AtomicFile.write(file, out -> {
            GZIPOutputStream zip = gzip ? new GZIPOutputStream(out, 1 << 16) : null;
            try (Writer writer = new Writer(zip == null ? out : zip)) {
                for (byte[] record : records) {
                    writer.write(record);
                }
            }
            if (zip != null) {
                zip.finish();
            }
        });
    }

    /** Writes records one by one to a stream that it leaves open. */
    public static final class Writer implements Closeable {
        private final OutputStream out;

        /** A writer to {@code out}. */
        public Writer(OutputStream out) {
            this.out = out;
        }

        /** Writes one record. */
        public void write(byte[] record) throws IOException {
            ByteBuffer head =
                    ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(record.length);
            head.putInt(masked(head.array(), 8));
            out.write(head.array());
            out.write(record);
            out.write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(masked(record, record.length))
                    .array());
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    private static int masked(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }
}
