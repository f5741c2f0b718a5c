package org.dmol.array;

import java.util.Locale;

/**
 * Prints an {@link Nd} as nested brackets with right-aligned columns, as NumPy does.
 *
 * @param decimals digits after the point for floats
 * @param threshold arrays with more elements are abbreviated
 * @param edge entries kept at each end of an abbreviated axis
 */
public record NdFormat(int decimals, int threshold, int edge) {
    /** Four decimals, abbreviated above 1,000 elements, three entries kept at each end. */
    public static NdFormat standard() {
        return new NdFormat(4, 1000, 3);
    }

    /** The text of {@code array}. */
    public String format(Nd array) {
        int width = 0;
        boolean shorten = array.size() > threshold;
        for (int i = 0; i < array.size() && i < 100_000; i++) {
            width = Math.max(width, element(array, i).length());
        }
        StringBuilder out = new StringBuilder();
        append(out, array, 0, 0, width, shorten);
        return out.toString();
    }

    private void append(StringBuilder out, Nd a, int axis, int offset, int width, boolean shorten) {
        if (axis == a.rank()) {
            String text = element(a, offset);
            out.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
            return;
        }
        int n = a.dim(axis);
        int stride = 1;
        for (int i = axis + 1; i < a.rank(); i++) {
            stride *= a.dim(i);
        }
        boolean last = axis == a.rank() - 1;
        String separator = last ? " " : "\n".repeat(a.rank() - 1 - axis) + " ".repeat(axis + 1);
        out.append('[');
        for (int i = 0; i < n; i++) {
            if (i > 0) {
                out.append(separator);
            }
            if (shorten && n > 2 * edge && i == edge) {
                out.append("...").append(separator);
                i = n - edge;
            }
            append(out, a, axis + 1, offset + i * stride, width, shorten);
        }
        out.append(']');
    }

    private String element(Nd a, int i) {
        return switch (a.dtype()) {
            case FLOAT32, FLOAT64 -> number(a.getFlat(i));
            case BOOL -> a.bools()[i] ? "True" : "False";
            case INT32, INT64 -> Long.toString(a.dtype() == DType.INT64 ? a.longs()[i] : (long) a.getFlat(i));
        };
    }

    private String number(double x) {
        if (Double.isNaN(x)) {
            return "nan";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(x);
        if (size != 0 && (size < 1e-4 || size >= 1e8)) {
            return String.format(Locale.ROOT, "%." + decimals + "e", x);
        }
        if (x == Math.rint(x)) {
            return String.format(Locale.ROOT, "%.0f.", x);
        }
        return String.format(Locale.ROOT, "%." + decimals + "f", x);
    }
}
