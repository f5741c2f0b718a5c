package org.dmol.chapters.kernel;

import java.util.Arrays;
import org.dmol.chapters.kernel.Descent.Penalty;

/**
 * A vector as arrays of 512 numbers, the last filled up with zeros. Loops in which all arrays have the same index are what the Java
 * compiler turns into vector instructions; an offset into one long array prevents it, because two arrays with different offsets might
 * overlap.
 */
final class Blocks {
    private static final int WIDTH = 512;
    /** Times the smallest normal number this is above 1. */
    private static final float HUGE = 1.7e38f;

    private final float[][] parts;

    /** Zeros. */
    Blocks(int n) {
        parts = new float[(n + WIDTH - 1) / WIDTH][WIDTH];
    }

    /** Is there room for {@code n} numbers? */
    boolean holds(int n) {
        return n <= parts.length * WIDTH;
    }

    /** Takes {@code n} numbers from {@code v}. */
    void read(float[] v, int at, int n) {
        for (int p = 0; p * WIDTH < n; p++) {
            System.arraycopy(v, at + p * WIDTH, parts[p], 0, Math.min(WIDTH, n - p * WIDTH));
        }
    }

    /** Takes the numbers {@code places}, counted from {@code at}, of {@code v}. */
    void pick(float[] v, int at, int[] places) {
        int n = places.length;
        for (int p = 0; p * WIDTH < n; p++) {
            float[] part = parts[p];
            int count = Math.min(WIDTH, n - p * WIDTH);
            for (int j = 0; j < count; j++) {
                part[j] = v[at + places[p * WIDTH + j]];
            }
            Arrays.fill(part, count, WIDTH, 0);
        }
    }

    /** Puts its first {@code n} numbers into {@code v}. */
    void write(float[] v, int at, int n) {
        for (int p = 0; p * WIDTH < n; p++) {
            System.arraycopy(parts[p], 0, v, at + p * WIDTH, Math.min(WIDTH, n - p * WIDTH));
        }
    }

    /** Memory that {@link #dot} needs. */
    static float[] scratch() {
        return new float[WIDTH];
    }

    /** The inner product with a vector that may be longer. */
    float dot(Blocks k, float[] sums) {
        Arrays.fill(sums, 0);
        int p = 0;
        for (; p + 4 <= parts.length; p += 4) {
            addProducts(sums, k.parts, parts, p);
        }
        for (; p < parts.length; p++) {
            addProducts(sums, k.parts[p], parts[p]);
        }
        return total(sums);
    }

    /** Four parts at a time, to load and store the sums less often. */
    private static void addProducts(float[] s, float[][] k, float[][] w, int p) {
        float[] k0 = k[p];
        float[] k1 = k[p + 1];
        float[] k2 = k[p + 2];
        float[] k3 = k[p + 3];
        float[] w0 = w[p];
        float[] w1 = w[p + 1];
        float[] w2 = w[p + 2];
        float[] w3 = w[p + 3];
        for (int j = 0; j < WIDTH; j++) {
            s[j] += k0[j] * w0[j] + k1[j] * w1[j] + k2[j] * w2[j] + k3[j] * w3[j];
        }
    }

    private static void addProducts(float[] s, float[] k, float[] w) {
        for (int j = 0; j < WIDTH; j++) {
            s[j] += k[j] * w[j];
        }
    }

    /** Eight sums side by side: one after the other, each addition would wait for the one before it. */
    private static float total(float[] s) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int j = 0; j < WIDTH; j += 8) {
            s0 += s[j];
            s1 += s[j + 1];
            s2 += s[j + 2];
            s3 += s[j + 3];
            s4 += s[j + 4];
            s5 += s[j + 5];
            s6 += s[j + 6];
            s7 += s[j + 7];
        }
        return (s0 + s1) + (s2 + s3) + ((s4 + s5) + (s6 + s7));
    }

    /** Subtracts the sum of {@code rate · r[i] · rows[from + i]}. */
    void subtract(Blocks[] rows, int from, float[] r, float rate) {
        for (int p = 0; p < parts.length; p++) {
            int i = 0;
            for (; i + 4 <= r.length; i += 4) {
                subtract(parts[p], rows, from + i, p, rate * r[i], rate * r[i + 1], rate * r[i + 2], rate * r[i + 3]);
            }
            for (; i < r.length; i++) {
                subtract(parts[p], rows[from + i].parts[p], rate * r[i]);
            }
        }
    }

    private static void subtract(float[] w, Blocks[] rows, int row, int p, float c0, float c1, float c2, float c3) {
        float[] k0 = rows[row].parts[p];
        float[] k1 = rows[row + 1].parts[p];
        float[] k2 = rows[row + 2].parts[p];
        float[] k3 = rows[row + 3].parts[p];
        for (int j = 0; j < WIDTH; j++) {
            w[j] -= c0 * k0[j] + c1 * k1[j] + c2 * k2[j] + c3 * k3[j];
        }
    }

    private static void subtract(float[] w, float[] k, float c) {
        for (int j = 0; j < WIDTH; j++) {
            w[j] -= c * k[j];
        }
    }

    /** Subtracts {@code l1 · sign(w) + l2 · w}; the sign of zero is zero. */
    void shrink(float l1, float l2) {
        for (float[] w : parts) {
            if (l1 == 0 && l2 != 0) {
                scale(w, 1 - l2);
            } else if (l1 != 0) {
                shrink(w, l1, l2);
            }
        }
    }

    private static void scale(float[] w, float c) {
        for (int j = 0; j < WIDTH; j++) {
            w[j] *= c;
        }
    }

    /** The sign is a product with a huge number, cut off at ±1: that makes vector instructions, {@link Math#signum} does not. */
    private static void shrink(float[] w, float l1, float l2) {
        for (int j = 0; j < WIDTH; j++) {
            float sign = Math.max(-1, Math.min(1, w[j] * HUGE));
            w[j] -= l1 * sign + l2 * w[j];
        }
    }

    /** The penalty of these weights. */
    double penalty(Penalty penalty) {
        double sum = 0;
        if (penalty.l1() != 0 || penalty.l2() != 0) {
            for (float[] w : parts) {
                for (float v : w) {
                    sum += penalty.l1() * Math.abs(v) + penalty.l2() * v * v;
                }
            }
        }
        return sum;
    }
}
