package org.dmol.data.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads bits, the highest first. */
final class Bzip2Bits {
    private final InputStream in;
    private long buffer;
    private int count;

    Bzip2Bits(InputStream in) {
        this.in = in;
    }

    /** Up to 24 bits as a number. */
    int read(int n) throws IOException {
        while (count < n) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the bzip2 data end too early");
            }
            buffer = buffer << 8 | b;
            count += 8;
        }
        count -= n;
        return (int) (buffer >>> count) & (1 << n) - 1;
    }

    boolean flag() throws IOException {
        return read(1) == 1;
    }

    int word() throws IOException {
        return read(16) << 16 | read(16);
    }

    /** Drops the rest of a byte. */
    void align() {
        count -= count % 8;
    }

    /** The next whole byte, or -1 at the end. */
    int byteOrEnd() throws IOException {
        return count >= 8 ? read(8) : in.read();
    }

    void close() throws IOException {
        in.close();
    }
}
