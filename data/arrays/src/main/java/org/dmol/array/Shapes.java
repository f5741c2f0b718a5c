package org.dmol.array;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Arithmetic of shapes. */
public final class Shapes {
    private Shapes() {}

    /**
     * The shape that two arrays have after broadcasting: aligned at their last axes, a missing axis counts as 1, an axis of 1 is
     * repeated, otherwise sizes must agree.
     *
     * @throws IllegalArgumentException if two sizes disagree; the message names the axis, counted from the front of the result
     */
    public static int[] broadcast(int[] a, int[] b) {
        int rank = Math.max(a.length, b.length);
        int[] out = new int[rank];
        for (int i = 0; i < rank; i++) {
            int m = size(a, i - rank + a.length);
            int n = size(b, i - rank + b.length);
            if (m != n && m != 1 && n != 1) {
                throw new IllegalArgumentException("Shapes " + text(a) + " and " + text(b)
                        + " cannot be broadcast: axis " + i + " is " + m + " and " + n + ".");
            }
            out[i] = m == 1 ? n : m;
        }
        return out;
    }

    /** The shape as Python prints it: {@code (4, 3, 2)}, {@code (5,)}, {@code ()}. */
    public static String text(int... shape) {
        String inner = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return "(" + inner + (shape.length == 1 ? ",)" : ")");
    }

    private static int size(int[] shape, int axis) {
        return axis < 0 ? 1 : shape[axis];
    }
}
