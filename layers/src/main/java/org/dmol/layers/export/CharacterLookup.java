package org.dmol.layers.export;

import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * Turns characters into tokens inside a graph, so that an exported model takes text as it is: the ASCII codes of each string, filled with
 * 0, int32 (batch, length). The table is a constant of the graph; its ops are few enough for every runtime.
 */
public final class CharacterLookup {
    private static final int CODES = 128;

    private final int[] table = new int[CODES + 1]; // the last entry stands for all codes beyond

    private CharacterLookup() {}

    /**
     * The token of each known character; tokens are positive, 0 is padding and stands for unknown characters too.
     *
     * @throws IllegalArgumentException if a character is not ASCII or a token not positive
     */
    public static CharacterLookup of(Map<Character, Integer> tokens) {
        CharacterLookup lookup = new CharacterLookup();
        tokens.forEach((character, token) -> {
            if (character == 0 || character >= CODES || token <= 0) {
                throw new IllegalArgumentException("Character '" + character + "' with token " + token
                        + ": characters must be ASCII and tokens positive.");
            }
            lookup.table[character] = token;
        });
        return lookup;
    }

    /** The tokens of {@code codes}, in the same shape: 0 for padding and for unknown characters. */
    public Operand<TInt32> tokens(Ops tf, Operand<TInt32> codes) {
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> inside = tf.math.maximum(tf.math.minimum(codes, tf.constant(CODES)), zero);
        return tf.gather(Trace.<TInt32>constant(tf, Nd.vector(table)), inside, zero);
    }

    /** Number of characters of each row, int32 (batch), that have no token. */
    public Operand<TInt32> unknown(Ops tf, Operand<TInt32> codes) {
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> given = tf.dtypes.cast(tf.math.notEqual(codes, zero), TInt32.class);
        Operand<TInt32> known = tf.dtypes.cast(tf.math.notEqual(tokens(tf, codes), zero), TInt32.class);
        return tf.sum(tf.math.sub(given, known), tf.constant(-1));
    }

    /**
     * The codes of texts, int32 (texts, length), filled with 0: what a graph with this table takes.
     *
     * @throws IllegalArgumentException if a text is longer than {@code length}
     */
    public static Nd codes(List<String> texts, int length) {
        int[] out = new int[texts.size() * length];
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.length() > length) {
                throw new IllegalArgumentException("The text \"" + text + "\" has " + text.length()
                        + " characters; the graph takes at most " + length + ".");
            }
            for (int j = 0; j < text.length(); j++) {
                out[i * length + j] = text.charAt(j);
            }
        }
        return Nd.of(out, texts.size(), length);
    }
}
