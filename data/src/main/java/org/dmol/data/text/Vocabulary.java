package org.dmol.data.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Tokens and their numbers, 0 to {@code size() - 1}. Immutable.
 *
 * <pre>{@code
 * Vocabulary v = Vocabulary.settings().special(Special.PADDING, "[nop]").fit(Tokenizer.selfies(), corpus);
 * v.write(Path.of("vocabulary.json"));
 * }</pre>
 */
public final class Vocabulary {
    private final List<String> tokens;
    private final Map<String, Integer> indices;
    private final Map<Special, String> specials;
    private final OnUnknown onUnknown;

    Vocabulary(List<String> tokens, Map<Special, String> specials, OnUnknown onUnknown) {
        this.tokens = List.copyOf(tokens);
        this.indices = new HashMap<>();
        for (String token : this.tokens) {
            if (indices.put(token, indices.size()) != null) {
                throw new IllegalArgumentException("The token \"" + token + "\" is in the vocabulary twice.");
            }
        }
        Map<Special, String> parts = new EnumMap<>(Special.class);
        parts.putAll(specials);
        this.specials = Collections.unmodifiableMap(parts);
        this.onUnknown = onUnknown;
        specials.forEach((part, token) -> {
            if (!indices.containsKey(token)) {
                throw new IllegalArgumentException(
                        "The " + part + " token \"" + token + "\" is not in the vocabulary.");
            }
        });
        if (onUnknown == OnUnknown.REPLACE && !specials.containsKey(Special.UNKNOWN)) {
            throw new IllegalArgumentException(
                    "Unknown tokens can only be replaced if the vocabulary has a token for them (Special.UNKNOWN).");
        }
    }

    /** Settings to make a vocabulary from a corpus or a list. */
    public static VocabularySettings settings() {
        return VocabularySettings.DEFAULT;
    }

    /** The given tokens in the given order, none of them special. */
    public static Vocabulary of(List<String> tokens) {
        return settings().of(tokens);
    }

    /** Number of tokens, special ones included. */
    public int size() {
        return tokens.size();
    }

    /** All tokens by index. */
    public List<String> tokens() {
        return tokens;
    }

    /** The token of an index. */
    public String token(int index) {
        if (index < 0 || index >= tokens.size()) {
            throw new IllegalArgumentException(
                    "There is no token " + index + "; the vocabulary has the tokens 0 to " + (tokens.size() - 1) + ".");
        }
        return tokens.get(index);
    }

    /** The index of a token; empty if the vocabulary does not hold it. */
    public OptionalInt index(String token) {
        Integer index = indices.get(token);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The index of a special token; empty if there is none for this part. */
    public OptionalInt index(Special part) {
        return specials.containsKey(part) ? index(specials.get(part)) : OptionalInt.empty();
    }

    /** The special tokens by part. */
    public Map<Special, String> specials() {
        return specials;
    }

    /** What happens to a token that the vocabulary does not hold. */
    public OnUnknown onUnknown() {
        return onUnknown;
    }

    /**
     * The indices of tokens; shorter than the list if unknown ones are dropped.
     *
     * @throws IllegalArgumentException if a token is unknown and {@link #onUnknown()} is {@link OnUnknown#ERROR}
     */
    public int[] encode(List<String> text) {
        int[] ids = new int[text.size()];
        int n = 0;
        for (String token : text) {
            Integer index = indices.get(token);
            if (index != null) {
                ids[n++] = index;
            } else if (onUnknown == OnUnknown.REPLACE) {
                ids[n++] = indices.get(specials.get(Special.UNKNOWN));
            } else if (onUnknown == OnUnknown.ERROR) {
                throw new IllegalArgumentException(
                        "The token \"" + token + "\" is not among the " + tokens.size() + " tokens of the vocabulary.");
            }
        }
        return n == ids.length ? ids : Arrays.copyOf(ids, n);
    }

    /** The tokens of indices, special ones included. */
    public List<String> decode(int... ids) {
        List<String> text = new ArrayList<>(ids.length);
        for (int id : ids) {
            text.add(token(id));
        }
        return text;
    }

    /** Writes the vocabulary as JSON: {@code tokens}, {@code special}, {@code on_unknown}. An existing file is replaced at once or not at all. */
    public void write(Path file) throws IOException {
        VocabularyFile.write(this, file);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not a vocabulary
     */
    public static Vocabulary read(Path file) throws IOException {
        return VocabularyFile.read(file);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary v
                && v.tokens.equals(tokens)
                && v.specials.equals(specials)
                && v.onUnknown == onUnknown;
    }

    @Override
    public int hashCode() {
        return 31 * tokens.hashCode() + specials.hashCode();
    }

    @Override
    public String toString() {
        return "Vocabulary" + tokens;
    }
}
