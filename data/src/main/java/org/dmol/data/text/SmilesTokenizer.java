package org.dmol.data.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link Tokenizer#smiles()}. */
final class SmilesTokenizer implements Tokenizer {
    static final Tokenizer INSTANCE = new SmilesTokenizer();

    private static final Pattern TOKEN = Pattern.compile(
            "\\[[^\\]]+\\]|Br?|Cl?|N|O|S|P|F|I|b|c|n|o|s|p|\\(|\\)|\\.|=|#|-|\\+|\\\\|/|:|~|@|\\?|>|\\*|\\$|%[0-9]{2}|[0-9]");

    private SmilesTokenizer() {}

    @Override
    public List<String> tokenize(String text) {
        List<String> tokens = new ArrayList<>(text.length());
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException(
                        "The SMILES \"" + text + "\" has no token at position " + at + " ('"
                                + Character.toString(text.codePointAt(at))
                                + "'); allowed are bracket atoms, B Br C Cl N O S P F I b c n o s p, bonds, parentheses, dots and ring numbers.");
            }
            tokens.add(matcher.group());
            at = matcher.end();
        }
        return tokens;
    }
}
