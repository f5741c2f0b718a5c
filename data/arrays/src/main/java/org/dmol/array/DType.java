package org.dmol.array;

import java.util.Locale;

/** Element types of {@link Nd}, with the names that NumPy and TensorFlow give them. */
public enum DType {
    /** 32-bit IEEE float, Java {@code float}. */
    FLOAT32(4),
    /** 64-bit IEEE float, Java {@code double}. */
    FLOAT64(8),
    /** 32-bit signed integer, Java {@code int}. */
    INT32(4),
    /** 64-bit signed integer, Java {@code long}. */
    INT64(8),
    /** Truth value, Java {@code boolean}. */
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes an element takes in a tensor. */
    public int bytes() {
        return bytes;
    }

    /** Whether the elements are floating-point numbers. */
    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Whether the elements are integers. */
    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    /** NumPy's name: {@code float32}, {@code int64}, {@code bool}, … */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
