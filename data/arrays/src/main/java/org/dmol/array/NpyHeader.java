package org.dmol.array;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of an NPY file, formats 1.0 to 3.0.
 *
 * @param descr NumPy's type, for example {@code <f8}
 * @param fortranOrder whether the first axis runs fastest
 * @param shape sizes of the axes
 */
record NpyHeader(String descr, boolean fortranOrder, int[] shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']{1,20})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");
    private static final Pattern TYPE = Pattern.compile("[<>|=]?([a-zA-Z?])(\\d{0,9})");

    static NpyHeader read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] start = data.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw new IOException("does not start as an NPY file does");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw new IOException("has the unknown NPY version " + version);
        }
        byte[] raw = data.readNBytes(version == 1 ? 2 : 4);
        long length = 0;
        for (int i = raw.length - 1; i >= 0; i--) {
            length = length << 8 | (raw[i] & 0xff);
        }
        if (raw.length < 2 || length > LONGEST) {
            throw new IOException("has an NPY header of impossible length " + length);
        }
        byte[] text = data.readNBytes((int) length);
        if (text.length < length) {
            throw new EOFException("ends within its NPY header");
        }
        return parse(new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static NpyHeader parse(String text) throws IOException {
        Matcher descr = DESCR.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!order.find() || !shape.find()) {
            throw new IOException("has a damaged NPY header");
        }
        if (!descr.find()) {
            throw new IOException("holds records or has a damaged NPY header; only plain arrays can be read");
        }
        String list = shape.group(1).replace("L", "").strip();
        String[] axes = list.isEmpty() ? new String[0] : list.split(",", -1);
        int n = axes.length > 0 && axes[axes.length - 1].isBlank() ? axes.length - 1 : axes.length;
        int[] sizes = new int[n];
        double product = 1;
        for (int i = 0; i < n; i++) {
            String axis = axes[i].strip();
            if (!axis.matches("\\d{1,10}") || Long.parseLong(axis) > Integer.MAX_VALUE) {
                throw new IOException("has the impossible shape (" + list + ")");
            }
            sizes[i] = Integer.parseInt(axis);
            product *= Math.max(1, sizes[i]);
        }
        if (product > Integer.MAX_VALUE) {
            throw new IOException("has the shape (" + list + "), which is over 2^31-1 elements");
        }
        NpyHeader header = new NpyHeader(descr.group(1), order.group(1).equals("True"), sizes);
        header.itemSize();
        return header;
    }

    /** Header bytes of format 1.0, padded so that the data starts at a multiple of 64. */
    byte[] toBytes() {
        String axes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String dict = "{'descr': '" + descr + "', 'fortran_order': " + (fortranOrder ? "True" : "False")
                + ", 'shape': (" + axes + (shape.length == 1 ? ",), }" : "), }");
        int total = (10 + dict.length() + 1 + 63) / 64 * 64;
        byte[] out = Arrays.copyOf(MAGIC, total);
        out[6] = 1;
        out[8] = (byte) (total - 10);
        out[9] = (byte) ((total - 10) >>> 8);
        Arrays.fill(out, 10, total, (byte) ' ');
        byte[] text = dict.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, out, 10, text.length);
        out[total - 1] = '\n';
        return out;
    }

    boolean bigEndian() {
        return descr.charAt(0) == '>';
    }

    /** NumPy's letter: b, i, u, f, U or S. */
    char kind() {
        Matcher m = TYPE.matcher(descr);
        return m.matches() ? m.group(1).charAt(0) : '-';
    }

    boolean isText() {
        return kind() == 'U' || kind() == 'S';
    }

    /** Bytes an element takes, after a check that elements of this type can be read. */
    int itemSize() throws IOException {
        Matcher m = TYPE.matcher(descr);
        boolean ok = m.matches() && !m.group(2).isEmpty();
        int size = ok ? Integer.parseInt(m.group(2)) : -1;
        ok = ok
                && switch (kind()) {
                    case 'b' -> size == 1;
                    case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
                    case 'f' -> size == 2 || size == 4 || size == 8;
                    case 'U', 'S' -> size <= 1 << 20;
                    default -> false;
                };
        if (!ok) {
            throw new IOException("has elements of the type '" + descr
                    + "'; readable are b1, i1 to i8, u1 to u8, f2, f4, f8, U and S");
        }
        return kind() == 'U' ? 4 * size : size;
    }

    int size() {
        return Nd.sizeOf(shape);
    }

    long bytes() throws IOException {
        return (long) size() * itemSize();
    }

    DType dtype() throws IOException {
        int size = itemSize();
        return switch (kind()) {
            case 'b' -> DType.BOOL;
            case 'i' -> size <= 4 ? DType.INT32 : DType.INT64;
            case 'u' -> size <= 2 ? DType.INT32 : DType.INT64;
            case 'f' -> size <= 4 ? DType.FLOAT32 : DType.FLOAT64;
            default -> throw new IOException("holds text (type '" + descr + "'), not numbers");
        };
    }
}
