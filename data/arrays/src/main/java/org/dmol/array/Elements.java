package org.dmol.array;

import java.util.Arrays;

/** Allocation, conversion and access of the primitive arrays behind {@link Nd}. */
final class Elements {
    private Elements() {}

    static Object allocate(DType type, int n) {
        return switch (type) {
            case FLOAT32 -> new float[n];
            case FLOAT64 -> new double[n];
            case INT32 -> new int[n];
            case INT64 -> new long[n];
            case BOOL -> new boolean[n];
        };
    }

    static Object range(Object data, DType type, int from, int to) {
        Object out = allocate(type, to - from);
        System.arraycopy(data, from, out, 0, to - from);
        return out;
    }

    static double get(Object data, DType type, int i) {
        return switch (type) {
            case FLOAT32 -> ((float[]) data)[i];
            case FLOAT64 -> ((double[]) data)[i];
            case INT32 -> ((int[]) data)[i];
            case INT64 -> ((long[]) data)[i];
            case BOOL -> ((boolean[]) data)[i] ? 1 : 0;
        };
    }

    static Object convert(Object data, DType from, DType to) {
        int n = java.lang.reflect.Array.getLength(data);
        switch (to) {
            case FLOAT32 -> {
                float[] out = new float[n];
                for (int i = 0; i < n; i++) {
                    out[i] = (float) get(data, from, i);
                }
                return out;
            }
            case FLOAT64 -> {
                double[] out = new double[n];
                Arrays.setAll(out, i -> get(data, from, i));
                return out;
            }
            case INT32 -> {
                int[] out = new int[n];
                Arrays.setAll(out, i -> (int) getLong(data, from, i));
                return out;
            }
            case INT64 -> {
                long[] out = new long[n];
                Arrays.setAll(out, i -> getLong(data, from, i));
                return out;
            }
            case BOOL -> {
                boolean[] out = new boolean[n];
                for (int i = 0; i < n; i++) {
                    out[i] = get(data, from, i) != 0;
                }
                return out;
            }
        }
        throw new AssertionError(to);
    }

    private static long getLong(Object data, DType type, int i) {
        return type == DType.INT64 ? ((long[]) data)[i] : (long) get(data, type, i);
    }
}
