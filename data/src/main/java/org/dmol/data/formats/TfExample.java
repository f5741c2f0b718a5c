package org.dmol.data.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dmol.array.Nd;

/**
 * TensorFlow's {@code tf.train.Example} with features of floats and of integers, to and from its bytes (a protocol buffer). Features of
 * byte strings are skipped.
 */
public final class TfExample {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private TfExample() {}

    /** The bytes of an example: float32 vectors become float features, integers (int32 or int64) int64 features. */
    public static byte[] encode(Map<String, Nd> features) {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        new TreeMap<>(features).forEach((name, values) -> {
            ByteArrayOutputStream list = new ByteArrayOutputStream();
            boolean integers = values.dtype().isInteger();
            if (integers) {
                for (long v : values.longs()) {
                    varint(list, v);
                }
            } else {
                ByteBuffer b = ByteBuffer.allocate(4 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
                b.asFloatBuffer().put(values.floats());
                list.writeBytes(b.array());
            }
            byte[] feature = field(integers ? 3 : 2, field(1, list.toByteArray()));
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            entry.writeBytes(field(1, name.getBytes(StandardCharsets.UTF_8)));
            entry.writeBytes(field(2, feature));
            map.writeBytes(field(1, entry.toByteArray()));
        });
        return field(1, map.toByteArray());
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, number << 3 | BYTES);
        varint(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long v = value;
        while ((v & ~0x7fL) != 0) {
            out.write((int) (v & 0x7f | 0x80));
            v >>>= 7;
        }
        out.write((int) v);
    }

    /**
     * The features of an example: float32 or int64 vectors.
     *
     * @throws IOException if the bytes are not an example
     */
    public static Map<String, Nd> decode(byte[] bytes) throws IOException {
        Map<String, Nd> features = new LinkedHashMap<>();
        ByteBuffer example = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (example.hasRemaining()) {
            int tag = (int) varint(example);
            if (tag != (1 << 3 | BYTES)) {
                skip(example, tag);
                continue;
            }
            ByteBuffer map = slice(example);
            while (map.hasRemaining()) {
                int entryTag = (int) varint(map);
                if (entryTag != (1 << 3 | BYTES)) {
                    skip(map, entryTag);
                    continue;
                }
                entry(slice(map), features);
            }
        }
        return features;
    }

    private static void entry(ByteBuffer entry, Map<String, Nd> features) throws IOException {
        String name = "";
        Nd values = null;
        while (entry.hasRemaining()) {
            int tag = (int) varint(entry);
            if (tag == (1 << 3 | BYTES)) {
                ByteBuffer text = slice(entry);
                byte[] utf8 = new byte[text.remaining()];
                text.get(utf8);
                name = new String(utf8, StandardCharsets.UTF_8);
            } else if (tag == (2 << 3 | BYTES)) {
                values = feature(slice(entry));
            } else {
                skip(entry, tag);
            }
        }
        if (values != null) {
            features.put(name, values);
        }
    }

    private static Nd feature(ByteBuffer feature) throws IOException {
        Nd values = null;
        while (feature.hasRemaining()) {
            int tag = (int) varint(feature);
            if (tag == (2 << 3 | BYTES)) {
                values = floats(slice(feature));
            } else if (tag == (3 << 3 | BYTES)) {
                values = integers(slice(feature));
            } else {
                skip(feature, tag);
            }
        }
        return values;
    }

    private static Nd floats(ByteBuffer list) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(list.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        while (list.hasRemaining()) {
            int tag = (int) varint(list);
            if (tag == (1 << 3 | BYTES)) {
                all.put(slice(list));
            } else if (tag == (1 << 3 | FIXED32)) {
                all.putInt(fixed(list, 4).getInt());
            } else {
                skip(list, tag);
            }
        }
        all.flip();
        if (all.remaining() % 4 != 0) {
            throw new IOException("a list of floats is cut off");
        }
        float[] values = new float[all.remaining() / 4];
        all.asFloatBuffer().get(values);
        return Nd.vector(values);
    }

    private static Nd integers(ByteBuffer list) throws IOException {
        long[] values = new long[list.remaining()];
        int n = 0;
        while (list.hasRemaining()) {
            int tag = (int) varint(list);
            if (tag == (1 << 3 | BYTES)) {
                ByteBuffer packed = slice(list);
                while (packed.hasRemaining()) {
                    values[n++] = varint(packed);
                }
            } else if (tag == (1 << 3 | VARINT)) {
                values[n++] = varint(list);
            } else {
                skip(list, tag);
            }
        }
        return Nd.vector(java.util.Arrays.copyOf(values, n));
    }

    private static long varint(ByteBuffer b) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!b.hasRemaining()) {
                throw new IOException("an example is cut off");
            }
            byte next = b.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("an example has a number of more than ten bytes");
    }

    private static ByteBuffer slice(ByteBuffer b) throws IOException {
        return fixed(b, varint(b));
    }

    private static ByteBuffer fixed(ByteBuffer b, long length) throws IOException {
        if (length < 0 || length > b.remaining()) {
            throw new IOException("an example is cut off");
        }
        ByteBuffer part = b.slice(b.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        b.position(b.position() + (int) length);
        return part;
    }

    private static void skip(ByteBuffer b, int tag) throws IOException {
        switch (tag & 7) {
            case VARINT -> varint(b);
            case FIXED64 -> fixed(b, 8);
            case BYTES -> slice(b);
            case FIXED32 -> fixed(b, 4);
            default -> throw new IOException("an example has a field of an unknown kind");
        }
    }
}
