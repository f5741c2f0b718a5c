package org.dmol.data.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Walks through the files of a tar archive (ustar and its GNU and PAX relatives). */
public final class Tar {
    private static final int BLOCK = 512;
    private static final int LARGEST = 1 << 28;

    private Tar() {}

    /** Gets the files of an archive one by one. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes a file; returning false ends the walk. */
        boolean file(String name, byte[] content) throws IOException;
    }

    /** Calls the visitor for every ordinary file in order. */
    public static void walk(InputStream in, Visitor visitor) throws IOException {
        String longName = null;
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || allZero(header)) {
                return;
            }
            if (header.length < BLOCK) {
                throw new EOFException("the tar archive ends within a header");
            }
            long size = checked(header);
            char type = (char) header[156];
            byte[] content = in.readNBytes((int) size);
            if (content.length < size) {
                throw new EOFException("the tar archive ends within a file");
            }
            in.skipNBytes(padding(size));
            if (type == 'L') {
                longName = text(content, 0, content.length);
            } else if (type == '0' || type == 0) {
                String prefix = text(header, 345, 155);
                String name = text(header, 0, 100);
                boolean ustar = text(header, 257, 5).equals("ustar");
                String full = longName != null ? longName : ustar && !prefix.isEmpty() ? prefix + "/" + name : name;
                longName = null;
                if (!visitor.file(full, content)) {
                    return;
                }
            }
        }
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private static boolean allZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Size of the file, if the checksum of the header is right. */
    private static long checked(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 255;
        }
        if (sum != octal(header, 148, 8)) {
            throw new IOException("a header of the tar archive is damaged");
        }
        long size = octal(header, 124, 12);
        if (size > LARGEST) {
            throw new IOException("the tar archive has a file of " + size + " bytes, which is too large here");
        }
        return size;
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new IOException("a header of the tar archive has the number '" + digits + "'");
        }
        return Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
