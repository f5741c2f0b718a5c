package org.dmol.data.text;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/**
 * Brings sequences of indices to one length, with the words of Keras's {@code pad_sequences}.
 *
 * @param length the length; 0 means that of the longest sequence
 * @param padding where the filling goes
 * @param truncating where a sequence that is too long is cut
 * @param value the filling
 */
public record Padding(int length, Side padding, Side truncating, int value) {
    /** An end of a sequence. */
    public enum Side {
        /** Its beginning. */
        PRE,
        /** Its end. */
        POST
    }

    /** Checks the length. */
    public Padding {
        if (length < 0) {
            throw new IllegalArgumentException(
                    "The padded length is " + length + "; it must be 0 (the longest sequence) or more.");
        }
    }

    /** Fills and cuts at the end, with 0. */
    public static Padding post(int length) {
        return new Padding(length, Side.POST, Side.POST, 0);
    }

    /** Fills and cuts at the beginning, with 0: the default of Keras. */
    public static Padding pre(int length) {
        return new Padding(length, Side.PRE, Side.PRE, 0);
    }

    /** Fills at the end with 0 up to the longest sequence. */
    public static Padding longest() {
        return post(0);
    }

    /** The same with another filling. */
    public Padding value(int filling) {
        return new Padding(length, padding, truncating, filling);
    }

    /** The same, but cutting at another end. */
    public Padding truncating(Side side) {
        return new Padding(length, padding, side, value);
    }

    /** The sequences as int32 {@code [sequences, length]}. */
    public Nd apply(List<int[]> sequences) {
        int width = length > 0
                ? length
                : sequences.stream().mapToInt(s -> s.length).max().orElse(0);
        int[] flat = new int[Math.multiplyExact(sequences.size(), width)];
        Arrays.fill(flat, value);
        for (int i = 0; i < sequences.size(); i++) {
            int[] s = sequences.get(i);
            int kept = Math.min(width, s.length);
            int from = truncating == Side.PRE ? s.length - kept : 0;
            int to = i * width + (padding == Side.PRE ? width - kept : 0);
            System.arraycopy(s, from, flat, to, kept);
        }
        return Nd.of(flat, sequences.size(), width);
    }

    /** True where a position holds a token: bool {@code [sequences, length]}, of an array that this padding has made. */
    public Nd mask(Nd padded) {
        int[] ids = padded.ints();
        boolean[] mask = new boolean[ids.length];
        for (int i = 0; i < ids.length; i++) {
            mask[i] = ids[i] != value;
        }
        return Nd.of(mask, padded.shape());
    }
}
