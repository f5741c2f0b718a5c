package org.dmol.data.text;

import java.util.List;
import java.util.Locale;
import org.dmol.data.selfies.Selfies;

/**
 * Cuts a string into tokens whose concatenation is the string again (in lower case for {@link #lowerCaseCharacters()}).
 *
 * <p>The given tokenizers hold no state and may be used by many threads.
 */
@FunctionalInterface
public interface Tokenizer {
    /**
     * The tokens in order.
     *
     * @throws IllegalArgumentException if the text is not of the tokenizer's language
     */
    List<String> tokenize(String text);

    /** The text of a list of tokens. */
    default String join(List<String> tokens) {
        return String.join("", tokens);
    }

    /** One token for every character (Unicode code point), as it is: C and c stay apart. */
    static Tokenizer characters() {
        return text -> text.codePoints().mapToObj(Character::toString).toList();
    }

    /** One token for every character in lower case, as the text tokenizer of Keras makes them by default: carbon and aromatic carbon become one. */
    static Tokenizer lowerCaseCharacters() {
        return text -> characters().tokenize(text.toLowerCase(Locale.ROOT));
    }

    /**
     * One token for every atom, bond, parenthesis and ring number of a SMILES, by the regular expression of Schwaller et al., ACS Cent. Sci.
     * 2019, 5, 1572 (doi:10.1021/acscentsci.9b00576). Bracket atoms, {@code Br}, {@code Cl} and {@code %12} are one token each.
     */
    static Tokenizer smiles() {
        return SmilesTokenizer.INSTANCE;
    }

    /** One token for every SELFIES symbol and every dot; see {@link Selfies#split}. */
    static Tokenizer selfies() {
        return Selfies::split;
    }
}
