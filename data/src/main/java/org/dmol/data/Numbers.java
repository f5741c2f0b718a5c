package org.dmol.data;

import java.util.Arrays;

/** A growing list of doubles, and what counts as a number in a text file. */
final class Numbers {
    private double[] values = new double[1024];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Decimal notation of a finite number: Java would also take {@code 1f}, {@code 0x1p3} and {@code Infinity}. */
    static boolean isNumber(String s) {
        if (s.isEmpty() || s.length() > 400) {
            return false;
        }
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        try {
            return Double.isFinite(Double.parseDouble(s));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
