package org.dmol.data.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses bzip2 (Seward's format of 1996: run lengths, Burrows-Wheeler transform, move to front, Huffman), with all checksums
 * compared. Streams one after another are read as one.
 *
 * @see <a href="https://sourceware.org/bzip2/">bzip2</a>
 */
public final class Bzip2InputStream extends InputStream {
    private final Bzip2Bits bits;
    private final Bzip2Block block = new Bzip2Block();
    private int streamCrc;
    private boolean open;
    private boolean end;

    /** Reads compressed bytes from {@code in}, which is closed with this stream. */
    public Bzip2InputStream(InputStream in) throws IOException {
        bits = new Bzip2Bits(new BufferedInputStream(in, 1 << 16));
        if (!header()) {
            throw new EOFException("the bzip2 data are empty");
        }
    }

    private boolean header() throws IOException {
        int first = bits.byteOrEnd();
        if (first < 0) {
            return false;
        }
        int level = -1;
        boolean magic = first == 'B' && bits.read(8) == 'Z' && bits.read(8) == 'h';
        if (magic) {
            level = bits.read(8) - '0';
        }
        if (level < 1 || level > 9) {
            throw new IOException("the bzip2 data do not start with BZh and a level");
        }
        block.limit(level * 100_000);
        streamCrc = 0;
        return true;
    }

    /** Makes a byte of a block available, or finds the end. */
    private boolean more() throws IOException {
        while (!end) {
            if (open) {
                if (block.hasNext()) {
                    return true;
                }
                streamCrc = (streamCrc << 1 | streamCrc >>> 31) ^ block.checkedCrc();
                open = false;
            }
            long magic = (long) bits.read(24) << 24 | bits.read(24);
            if (magic == 0x314159265359L) {
                block.read(bits);
                open = true;
            } else if (magic == 0x177245385090L) {
                if (bits.word() != streamCrc) {
                    throw new IOException("the checksum of the bzip2 data is wrong");
                }
                bits.align();
                end = !header();
            } else {
                throw new IOException("the bzip2 data are damaged between two blocks");
            }
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        return more() ? block.next() : -1;
    }

    @Override
    public int read(byte[] out, int from, int n) throws IOException {
        if (n == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int got = 0;
        while (got < n && block.hasNext()) {
            out[from + got++] = (byte) block.next();
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        bits.close();
    }
}
