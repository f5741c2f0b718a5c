package org.dmol.array;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes arrays as little-endian, C-ordered NPY. */
final class NpyEncoder {
    private static final int BLOCK = 1 << 13;

    private NpyEncoder() {}

    static void encode(OutputStream out, Nd nd) throws IOException {
        String descr = switch (nd.dtype()) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case BOOL -> "|b1";
        };
        out.write(new NpyHeader(descr, false, nd.shape()).toBytes());
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK * 8).order(ByteOrder.LITTLE_ENDIAN);
        int item = nd.dtype().bytes();
        for (int from = 0; from < nd.size(); from += BLOCK) {
            int n = Math.min(BLOCK, nd.size() - from);
            switch (nd.dtype()) {
                case FLOAT32 -> bytes.asFloatBuffer().put(nd.floats(), from, n);
                case FLOAT64 -> bytes.asDoubleBuffer().put(nd.doubles(), from, n);
                case INT32 -> bytes.asIntBuffer().put(nd.ints(), from, n);
                case INT64 -> bytes.asLongBuffer().put(nd.longs(), from, n);
                case BOOL -> {
                    for (int i = 0; i < n; i++) {
                        bytes.put(i, (byte) (nd.bools()[from + i] ? 1 : 0));
                    }
                }
            }
            out.write(bytes.array(), 0, n * item);
        }
    }

    static void encodeText(OutputStream out, String[] values, int[] shape) throws IOException {
        int longest = 1;
        for (String v : values) {
            longest = Math.max(longest, v.codePointCount(0, v.length()));
        }
        out.write(new NpyHeader("<U" + longest, false, shape).toBytes());
        ByteBuffer bytes = ByteBuffer.allocate(4 * longest).order(ByteOrder.LITTLE_ENDIAN);
        for (String v : values) {
            bytes.clear();
            v.codePoints().forEach(bytes::putInt);
            while (bytes.hasRemaining()) {
                bytes.putInt(0);
            }
            out.write(bytes.array());
        }
    }
}
