package org.dmol.layers.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.AtomicFile;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * Files of named arrays as Hugging Face writes them: the length of the header (8 bytes, little endian), a JSON header with type, shape and
 * place of each array, the arrays' bytes in little endian. See https://github.com/huggingface/safetensors.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_HEADER = 100_000_000;

    private Safetensors() {}

    /**
     * The arrays in the order of the header. {@code F16} and {@code BF16} become float32, short integers int32.
     *
     * @throws IOException if the file cannot be read or is none of this format
     */
    public static Map<String, Nd> read(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long size = in.length();
            if (size < 8) {
                throw bad(file, "it has " + size + " bytes");
            }
            long header = little(in, 0, 8).getLong();
            if (header < 2 || header > Math.min(LONGEST_HEADER, size - 8)) {
                throw bad(
                        file, "its header would have " + Long.toUnsignedString(header) + " of its " + size + " bytes");
            }
            String text = new String(little(in, 8, (int) header).array(), StandardCharsets.UTF_8);
            Map<String, Nd> out = new LinkedHashMap<>();
            JsonNode entries = parse(file, text);
            for (var fields = entries.fields(); fields.hasNext(); ) {
                var e = fields.next();
                if (!e.getKey().equals("__metadata__")) {
                    out.put(e.getKey(), array(in, file, e.getKey(), e.getValue(), 8 + header));
                }
            }
            return out;
        }
    }

    private static JsonNode parse(Path file, String text) throws IOException {
        try {
            JsonNode entries = JSON.readTree(text);
            if (entries != null && entries.isObject()) {
                return entries;
            }
            throw bad(file, "its header is no JSON object");
        } catch (JsonProcessingException e) {
            throw bad(file, "its header is no JSON (" + e.getOriginalMessage() + ")");
        }
    }

    private static Nd array(RandomAccessFile in, Path file, String name, JsonNode entry, long start)
            throws IOException {
        JsonNode axes = entry.path("shape");
        JsonNode place = entry.path("data_offsets");
        if (!axes.isArray() || place.size() != 2) {
            throw bad(file, "its array " + name + " has no shape or place");
        }
        long elements = 1;
        int[] shape = new int[axes.size()];
        for (int i = 0; i < shape.length; i++) {
            if (!axes.get(i).canConvertToInt() || axes.get(i).asInt() < 0) {
                throw bad(file, "its array " + name + " has the shape " + axes);
            }
            shape[i] = axes.get(i).asInt();
            elements = shape[i] == 0 ? 0 : Math.min(Integer.MAX_VALUE + 1L, elements * shape[i]);
        }
        String type = entry.path("dtype").asText();
        long from = place.get(0).asLong(-1);
        long to = place.get(1).asLong(-1);
        int width = width(file, name, type);
        if (from < 0 || to < from || start + to > in.length() || to - from != elements * width) {
            throw bad(file, "its array " + name + " (" + type + " " + axes + ") cannot lie at the bytes " + place);
        }
        if (to - from > Integer.MAX_VALUE - 8) {
            throw bad(file, "its array " + name + " has more than 2 GB");
        }
        return values(little(in, start + from, (int) (to - from)), type, (int) elements, shape);
    }

    private static IOException bad(Path file, String why) {
        return new IOException("The file " + file + " is not in the safetensors format: " + why + ".");
    }

    private static int width(Path file, String name, String type) throws IOException {
        return switch (type) {
            case "F64", "I64" -> 8;
            case "F32", "I32" -> 4;
            case "F16", "BF16", "I16" -> 2;
            case "I8", "U8", "BOOL" -> 1;
            default -> throw bad(file, "its array " + name + " has the unknown type '" + type + "'");
        };
    }

    private static Nd values(ByteBuffer b, String type, int n, int[] shape) {
        switch (type) {
            case "F64" -> {
                double[] v = new double[n];
                b.asDoubleBuffer().get(v);
                return Nd.of(v, shape);
            }
            case "I64" -> {
                long[] v = new long[n];
                b.asLongBuffer().get(v);
                return Nd.of(v, shape);
            }
            case "F32" -> {
                float[] v = new float[n];
                b.asFloatBuffer().get(v);
                return Nd.of(v, shape);
            }
            case "F16", "BF16" -> {
                float[] v = new float[n];
                for (int i = 0; i < n; i++) {
                    short s = b.getShort();
                    v[i] = type.equals("F16") ? half(s) : Float.intBitsToFloat(s << 16);
                }
                return Nd.of(v, shape);
            }
            case "BOOL" -> {
                boolean[] v = new boolean[n];
                for (int i = 0; i < n; i++) {
                    v[i] = b.get() != 0;
                }
                return Nd.of(v, shape);
            }
            default -> {
                int[] v = new int[n];
                for (int i = 0; i < n; i++) {
                    v[i] = switch (type) {
                        case "I32" -> b.getInt();
                        case "I16" -> b.getShort();
                        case "U8" -> b.get() & 0xFF;
                        default -> b.get();
                    };
                }
                return Nd.of(v, shape);
            }
        }
    }

    /** IEEE 754 half precision: 5 bits of exponent, 10 of fraction. */
    static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0x1F) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb((float) fraction, -24)
                : sign * Math.scalb((float) (fraction | 0x400), exponent - 25);
    }

    private static ByteBuffer little(RandomAccessFile in, long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.seek(at);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes arrays in the given order; an existing file is replaced at once or not at all. */
    public static void write(Path file, Map<String, Nd> arrays) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        long at = 0;
        for (var e : arrays.entrySet()) {
            long end = at + (long) e.getValue().size() * e.getValue().dtype().bytes();
            ObjectNode entry = header.putObject(e.getKey());
            entry.put("dtype", type(e.getValue().dtype()));
            var shape = entry.putArray("shape");
            for (int n : e.getValue().shape()) {
                shape.add(n);
            }
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        String text = header.toString();
        text += " "
                .repeat((8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8); // arrays begin at a multiple of 8
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            out.write(json);
            for (Nd a : arrays.values()) {
                out.write(bytes(a));
            }
        });
    }

    private static String type(DType type) {
        return switch (type) {
            case FLOAT32 -> "F32";
            case FLOAT64 -> "F64";
            case INT32 -> "I32";
            case INT64 -> "I64";
            case BOOL -> "BOOL";
        };
    }

    private static byte[] bytes(Nd a) {
        ByteBuffer b = ByteBuffer.allocate(a.size() * a.dtype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (a.dtype()) {
            case FLOAT32 -> b.asFloatBuffer().put(a.floats());
            case FLOAT64 -> b.asDoubleBuffer().put(a.doubles());
            case INT32 -> b.asIntBuffer().put(a.ints());
            case INT64 -> b.asLongBuffer().put(a.longs());
            case BOOL -> {
                for (boolean v : a.bools()) {
                    b.put((byte) (v ? 1 : 0));
                }
            }
        }
        return b.array();
    }
}
