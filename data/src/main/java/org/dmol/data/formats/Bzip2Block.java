package org.dmol.data.formats;

import java.io.IOException;

/** One block: Huffman codes to move-to-front ranks to the transformed bytes, which are then walked through in their first order. */
final class Bzip2Block {
    private static final int GROUP = 50;
    private static final int LONGEST = 20;
    private static final int[] CRC = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int c = i << 24;
            for (int k = 0; k < 8; k++) {
                c = c < 0 ? c << 1 ^ 0x04c11db7 : c << 1;
            }
            CRC[i] = c;
        }
    }

    private int limit;
    private int[] links = new int[0];
    private int expectedCrc;
    private int crc;
    private int left;
    private int at;
    private int last;
    private int run;
    private int repeat;

    void limit(int bytes) {
        limit = bytes;
    }

    void read(Bzip2Bits bits) throws IOException {
        expectedCrc = bits.word();
        if (bits.flag()) {
            throw new IOException("the bzip2 data are randomised, as only versions before 0.9.5 did");
        }
        int origin = bits.read(24);
        byte[] symbols = symbols(bits);
        int alphabet = symbols.length + 2;
        int tables = bits.read(3);
        int selectors = bits.read(15);
        if (tables < 2 || tables > 6 || selectors < 1 || symbols.length == 0) {
            throw damaged();
        }
        byte[] selector = selectors(bits, tables, selectors);
        Huffman[] codes = new Huffman[tables];
        for (int t = 0; t < tables; t++) {
            codes[t] = new Huffman(lengths(bits, alphabet));
        }
        byte[] bytes = new byte[limit];
        int n = decode(bits, codes, selector, symbols, bytes);
        if (origin >= n) {
            throw damaged();
        }
        link(bytes, n);
        at = links[origin] >>> 8;
        left = n;
        crc = -1;
        run = 0;
        repeat = 0;
        last = -1;
    }

    private static IOException damaged() {
        return new IOException("the bzip2 data are damaged within a block");
    }

    private static byte[] symbols(Bzip2Bits bits) throws IOException {
        int ranges = bits.read(16);
        byte[] found = new byte[256];
        int n = 0;
        for (int i = 0; i < 16; i++) {
            if ((ranges & 0x8000 >> i) != 0) {
                int used = bits.read(16);
                for (int j = 0; j < 16; j++) {
                    if ((used & 0x8000 >> j) != 0) {
                        found[n++] = (byte) (16 * i + j);
                    }
                }
            }
        }
        return java.util.Arrays.copyOf(found, n);
    }

    private static byte[] selectors(Bzip2Bits bits, int tables, int n) throws IOException {
        byte[] order = {0, 1, 2, 3, 4, 5};
        byte[] selector = new byte[n];
        for (int i = 0; i < n; i++) {
            int rank = 0;
            while (bits.flag()) {
                if (++rank >= tables) {
                    throw damaged();
                }
            }
            selector[i] = toFront(order, rank);
        }
        return selector;
    }

    private static byte toFront(byte[] order, int rank) {
        byte value = order[rank];
        System.arraycopy(order, 0, order, 1, rank);
        order[0] = value;
        return value;
    }

    private static int[] lengths(Bzip2Bits bits, int alphabet) throws IOException {
        int[] lengths = new int[alphabet];
        int length = bits.read(5);
        for (int i = 0; i < alphabet; i++) {
            while (bits.flag()) {
                length += bits.flag() ? -1 : 1;
                if (length < 1 || length > LONGEST) {
                    throw damaged();
                }
            }
            if (length < 1 || length > LONGEST) {
                throw damaged();
            }
            lengths[i] = length;
        }
        return lengths;
    }

    /** Undoes Huffman codes, runs of the front symbol, and moves to front; returns the number of bytes. */
    private int decode(Bzip2Bits bits, Huffman[] codes, byte[] selector, byte[] order, byte[] out) throws IOException {
        int endOfBlock = order.length + 1;
        int n = 0;
        long runLength = 0;
        int shift = 0;
        for (int k = 0; ; k++) {
            if (k / GROUP >= selector.length) {
                throw damaged();
            }
            int symbol = codes[selector[k / GROUP]].next(bits);
            if (symbol <= 1) {
                if (shift > 24) {
                    throw damaged();
                }
                runLength += (long) (symbol + 1) << shift++;
                continue;
            }
            if (n + runLength > limit) {
                throw damaged();
            }
            java.util.Arrays.fill(out, n, n + (int) runLength, order[0]);
            n += (int) runLength;
            runLength = 0;
            shift = 0;
            if (symbol == endOfBlock) {
                return n;
            }
            if (n >= limit) {
                throw damaged();
            }
            out[n++] = toFront(order, symbol - 1);
        }
    }

    /** Where each transformed byte's successor is: index in the upper 24 bits, byte in the lower 8. */
    private void link(byte[] bytes, int n) {
        int[] start = new int[257];
        for (int i = 0; i < n; i++) {
            start[(bytes[i] & 255) + 1]++;
        }
        for (int i = 0; i < 256; i++) {
            start[i + 1] += start[i];
        }
        if (links.length < n) {
            links = new int[n];
        }
        for (int i = 0; i < n; i++) {
            links[i] = bytes[i] & 255;
        }
        for (int i = 0; i < n; i++) {
            links[start[bytes[i] & 255]++] |= i << 8;
        }
    }

    boolean hasNext() {
        return repeat > 0 || left > 0;
    }

    /** The next byte; after four equal ones comes a number of repeats. */
    int next() {
        if (repeat > 0) {
            repeat--;
        } else {
            int value = step();
            run = value == last ? run + 1 : 1;
            last = value;
            if (run == 4 && left > 0) {
                repeat = step();
                run = 0;
            }
        }
        crc = crc << 8 ^ CRC[(crc >>> 24 ^ last) & 255];
        return last;
    }

    private int step() {
        int link = links[at];
        at = link >>> 8;
        left--;
        return link & 255;
    }

    int checkedCrc() throws IOException {
        if (~crc != expectedCrc) {
            throw new IOException("the checksum of a bzip2 block is wrong");
        }
        return ~crc;
    }

    /** Canonical Huffman code. */
    private static final class Huffman {
        private final int[] first = new int[LONGEST + 2];
        private final int[] count = new int[LONGEST + 2];
        private final int[] offset = new int[LONGEST + 2];
        private final int[] symbols;

        Huffman(int[] lengths) {
            symbols = new int[lengths.length];
            for (int length : lengths) {
                count[length]++;
            }
            int n = 0;
            for (int l = 1; l <= LONGEST; l++) {
                offset[l] = n;
                for (int s = 0; s < lengths.length; s++) {
                    if (lengths[s] == l) {
                        symbols[n++] = s;
                    }
                }
                first[l + 1] = first[l] + count[l] << 1;
            }
        }

        int next(Bzip2Bits bits) throws IOException {
            int code = 0;
            for (int l = 1; l <= LONGEST; l++) {
                code = code << 1 | bits.read(1);
                int index = code - first[l];
                if (index >= 0 && index < count[l]) {
                    return symbols[offset[l] + index];
                }
            }
            throw damaged();
        }
    }
}
