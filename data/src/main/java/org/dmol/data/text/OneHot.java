package org.dmol.data.text;

import java.util.Arrays;
import org.dmol.array.Nd;

/** Indices as rows with a single 1, and back. */
public final class OneHot {
    private OneHot() {}

    /**
     * One-hot rows.
     *
     * @param indices integers 0 to {@code depth - 1}, of any shape
     * @param depth length of a row
     * @return float32 of the shape of {@code indices} with a last axis of {@code depth}
     */
    public static Nd of(Nd indices, int depth) {
        int[] ids = indices.ints();
        float[] out = new float[Math.multiplyExact(ids.length, depth)];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= depth) {
                throw new IllegalArgumentException(
                        "The index " + ids[i] + " has no place in a one-hot row of length " + depth + ".");
            }
            out[i * depth + ids[i]] = 1;
        }
        int[] shape = Arrays.copyOf(indices.shape(), indices.rank() + 1);
        shape[indices.rank()] = depth;
        return Nd.of(out, shape);
    }

    /**
     * The indices of one-hot rows.
     *
     * @param rows numbers 0 and 1, one-hot along the last axis
     * @param empty index of a row without a 1, such as padding
     * @return int32 without the last axis
     * @throws IllegalArgumentException if a row holds anything else
     */
    public static Nd indices(Nd rows, int empty) {
        int depth = rows.dim(-1);
        int[] shape = Arrays.copyOf(rows.shape(), rows.rank() - 1);
        int[] out = new int[Nd.sizeOf(shape)];
        for (int i = 0; i < out.length; i++) {
            out[i] = empty;
            int ones = 0;
            for (int k = 0; k < depth; k++) {
                double value = rows.getFlat(i * depth + k);
                if (value == 1) {
                    out[i] = k;
                    ones++;
                }
                if ((value != 0 && value != 1) || ones > 1) {
                    throw new IllegalArgumentException(
                            "Row " + i + " is not one-hot: it holds something else than zeros and a single 1.");
                }
            }
        }
        return Nd.of(out, shape);
    }
}
