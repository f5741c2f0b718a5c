package org.dmol.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns the bytes after an NPY header into Java arrays, a block at a time. */
final class NpyDecoder {
    private static final int BLOCK = 1 << 16;

    private NpyDecoder() {}

    static Nd decode(InputStream in, NpyHeader h) throws IOException {
        int n = h.size();
        DType type = h.dtype();
        Object out = Elements.allocate(type, n);
        int item = h.itemSize();
        byte[] block = new byte[BLOCK];
        for (int done = 0; done < n; ) {
            int count = Math.min(BLOCK / item, n - done);
            fill(in, block, count * item);
            ByteBuffer bytes = ByteBuffer.wrap(block, 0, count * item)
                    .order(h.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            copy(bytes, h.kind(), item, out, done, count);
            done += count;
        }
        return switch (type) {
            case FLOAT32 -> Nd.of((float[]) order(out, h), h.shape());
            case FLOAT64 -> Nd.of((double[]) order(out, h), h.shape());
            case INT32 -> Nd.of((int[]) order(out, h), h.shape());
            case INT64 -> Nd.of((long[]) order(out, h), h.shape());
            case BOOL -> Nd.of((boolean[]) order(out, h), h.shape());
        };
    }

    static String[] decodeText(InputStream in, NpyHeader h) throws IOException {
        if (!h.isText()) {
            throw new IOException("holds numbers (type '" + h.descr() + "'), not text");
        }
        String[] out = new String[h.size()];
        byte[] item = new byte[h.itemSize()];
        for (int i = 0; i < out.length; i++) {
            fill(in, item, item.length);
            out[i] = h.kind() == 'U' ? utf32(item, h.bigEndian()) : latin(item);
        }
        return (String[]) order(out, h);
    }

    private static void copy(ByteBuffer b, char kind, int item, Object out, int at, int n) throws IOException {
        if (kind == 'f') {
            switch (item) {
                case 8 -> b.asDoubleBuffer().get((double[]) out, at, n);
                case 4 -> b.asFloatBuffer().get((float[]) out, at, n);
                default -> {
                    for (int i = 0; i < n; i++) {
                        ((float[]) out)[at + i] = half(b.getShort());
                    }
                }
            }
        } else if (kind == 'b') {
            for (int i = 0; i < n; i++) {
                ((boolean[]) out)[at + i] = b.get() != 0;
            }
        } else if (item == 8) {
            long[] longs = (long[]) out;
            b.asLongBuffer().get(longs, at, n);
            for (int i = at; kind == 'u' && i < at + n; i++) {
                if (longs[i] < 0) {
                    throw new IOException("has an unsigned element over 2^63-1, which a long cannot hold");
                }
            }
        } else if (item == 4 && kind == 'i') {
            b.asIntBuffer().get((int[]) out, at, n);
        } else if (item == 4) {
            for (int i = 0; i < n; i++) {
                ((long[]) out)[at + i] = b.getInt() & 0xffffffffL;
            }
        } else {
            int mask = kind == 'u' ? (1 << 8 * item) - 1 : -1;
            for (int i = 0; i < n; i++) {
                ((int[]) out)[at + i] = (item == 1 ? b.get() : b.getShort()) & mask;
            }
        }
    }

    /** IEEE half precision; every value is a float exactly. */
    static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0x1f) {
            return fraction != 0 ? Float.NaN : sign * Float.POSITIVE_INFINITY;
        }
        return exponent == 0
                ? sign * Math.scalb((float) fraction, -24)
                : sign * Math.scalb((float) (fraction + 1024), exponent - 25);
    }

    private static Object order(Object flat, NpyHeader h) {
        int[] shape = h.shape();
        int n = h.size();
        if (!h.fortranOrder() || shape.length < 2 || n == 0) {
            return flat;
        }
        Object out = java.lang.reflect.Array.newInstance(flat.getClass().getComponentType(), n);
        int[] index = new int[shape.length];
        int[] stride = new int[shape.length];
        stride[0] = 1;
        for (int a = 1; a < shape.length; a++) {
            stride[a] = stride[a - 1] * shape[a - 1];
        }
        int from = 0;
        for (int to = 0; to < n; to++) {
            System.arraycopy(flat, from, out, to, 1);
            for (int a = shape.length - 1; a >= 0; a--) {
                from += stride[a];
                if (++index[a] < shape[a]) {
                    break;
                }
                from -= stride[a] * shape[a];
                index[a] = 0;
            }
        }
        return out;
    }

    private static void fill(InputStream in, byte[] buffer, int n) throws IOException {
        int got = in.readNBytes(buffer, 0, n);
        if (got < n) {
            throw new EOFException("ends before its array is complete");
        }
    }

    private static String utf32(byte[] item, boolean big) throws IOException {
        ByteBuffer b = ByteBuffer.wrap(item).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        StringBuilder s = new StringBuilder();
        int[] points = new int[item.length / 4];
        b.asIntBuffer().get(points);
        int end = points.length;
        while (end > 0 && points[end - 1] == 0) {
            end--;
        }
        for (int p : Arrays.copyOf(points, end)) {
            if (!Character.isValidCodePoint(p)) {
                throw new IOException("has text with the impossible character code " + Integer.toUnsignedString(p));
            }
            s.appendCodePoint(p);
        }
        return s.toString();
    }

    private static String latin(byte[] item) {
        int end = item.length;
        while (end > 0 && item[end - 1] == 0) {
            end--;
        }
        return new String(item, 0, end, StandardCharsets.ISO_8859_1);
    }
}
