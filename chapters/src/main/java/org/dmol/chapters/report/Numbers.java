package org.dmol.chapters.report;

import java.util.Locale;

/** Numbers as text, the same in every locale. */
public final class Numbers {
    private Numbers() {}

    /** Up to seven significant digits without trailing zeros; whole numbers without a point. */
    public static String text(double v) {
        return text(v, 7);
    }

    /** Up to {@code digits} significant digits without trailing zeros; whole numbers up to 1e15 in full. */
    public static String text(double v, int digits) {
        if (Double.isNaN(v) || Double.isInfinite(v)) {
            return Double.isNaN(v) ? "NaN" : v > 0 ? "∞" : "-∞";
        }
        if (v == Math.rint(v) && Math.abs(v) < 1e15) {
            return Long.toString((long) v);
        }
        double a = Math.abs(v);
        if (a < 1e-4 || a >= 1e9) {
            return strip(String.format(Locale.ROOT, "%." + (digits - 1) + "e", v));
        }
        int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(a)));
        return strip(String.format(Locale.ROOT, "%." + decimals + "f", v));
    }

    /** {@code 850 ms}, {@code 3.1 s}, {@code 2 min 05 s}. */
    public static String duration(double seconds) {
        if (seconds < 1) {
            return Math.round(seconds * 1000) + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long s = Math.round(seconds);
        return String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60);
    }

    private static String strip(String s) {
        int e = s.indexOf('e');
        String mantissa = e < 0 ? s : s.substring(0, e);
        if (mantissa.indexOf('.') >= 0) {
            mantissa = mantissa.replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return e < 0 ? mantissa : mantissa + s.substring(e);
    }
}
