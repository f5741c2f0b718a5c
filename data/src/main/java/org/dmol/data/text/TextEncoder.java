package org.dmol.data.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.dmol.array.Nd;

/**
 * Strings to indices and arrays, and back.
 *
 * <pre>{@code
 * TextEncoder encoder = new TextEncoder(Tokenizer.smiles(), vocabulary);
 * Nd x = encoder.encodeAll(smiles, Padding.post(96));  // int32 [molecules, 96]
 * Nd hot = OneHot.of(x, vocabulary.size());            // float32 [molecules, 96, tokens]
 * }</pre>
 *
 * @param tokenizer cuts the strings
 * @param vocabulary numbers the tokens
 */
public record TextEncoder(Tokenizer tokenizer, Vocabulary vocabulary) {
    /** The indices of the tokens of a string, neither padded nor framed. */
    public int[] encode(String text) {
        return vocabulary.encode(tokenizer.tokenize(text));
    }

    /** {@link #encode} with {@link Special#START} in front and {@link Special#END} behind, as far as the vocabulary has them. */
    public int[] encodeFramed(String text) {
        int[] ids = encode(text);
        OptionalInt start = vocabulary.index(Special.START);
        OptionalInt end = vocabulary.index(Special.END);
        int offset = start.isPresent() ? 1 : 0;
        int[] framed = new int[ids.length + offset + (end.isPresent() ? 1 : 0)];
        System.arraycopy(ids, 0, framed, offset, ids.length);
        start.ifPresent(id -> framed[0] = id);
        end.ifPresent(id -> framed[framed.length - 1] = id);
        return framed;
    }

    /** The indices of many strings as int32 {@code [strings, length]}, filled with the padding's value. */
    public Nd encodeAll(List<String> texts, Padding padding) {
        List<int[]> sequences = new ArrayList<>(texts.size());
        for (String text : texts) {
            sequences.add(encode(text));
        }
        return padding.apply(sequences);
    }

    /** One-hot rows of a string as float32 {@code [tokens, vocabulary]}. */
    public Nd oneHot(String text) {
        return OneHot.of(Nd.vector(encode(text)), vocabulary.size());
    }

    /** The string of indices, with special tokens as they are written. */
    public String decodeAll(int... ids) {
        return tokenizer.join(vocabulary.decode(ids));
    }

    /** The string of indices without special tokens; what follows {@link Special#END} is left out. */
    public String decode(int... ids) {
        OptionalInt end = vocabulary.index(Special.END);
        List<String> text = new ArrayList<>(ids.length);
        for (int id : ids) {
            String token = vocabulary.token(id);
            if (end.isPresent() && id == end.getAsInt()) {
                break;
            }
            if (!vocabulary.specials().containsValue(token)) {
                text.add(token);
            }
        }
        return tokenizer.join(text);
    }
}
