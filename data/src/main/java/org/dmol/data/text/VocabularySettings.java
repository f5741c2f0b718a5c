package org.dmol.data.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How to make a {@link Vocabulary}: its special tokens come first, in the order in which they are named here, then the tokens of a corpus.
 *
 * <p>Immutable: every method returns changed settings. Start with {@link Vocabulary#settings()}.
 */
public final class VocabularySettings {
    /** The order of the tokens of a corpus. */
    public enum Order {
        /** As the corpus shows them. */
        FIRST_SEEN,
        /** The most frequent first, and of equally frequent ones the one seen first (as Keras). */
        FREQUENCY,
        /** By their characters. */
        SORTED
    }

    static final VocabularySettings DEFAULT =
            new VocabularySettings(Map.of(), List.of(), Order.FIRST_SEEN, OnUnknown.ERROR, 1, Integer.MAX_VALUE);

    private final Map<Special, String> specials;
    private final List<String> leading;
    private final Order order;
    private final OnUnknown onUnknown;
    private final int minCount;
    private final int maxSize;

    private VocabularySettings(
            Map<Special, String> specials,
            List<String> leading,
            Order order,
            OnUnknown onUnknown,
            int minCount,
            int maxSize) {
        this.specials = specials;
        this.leading = leading;
        this.order = order;
        this.onUnknown = onUnknown;
        this.minCount = minCount;
        this.maxSize = maxSize;
    }

    /**
     * Names the token of a special part and gives it the next index; one token may play several parts, as {@code [nop]} does where it is
     * both padding and start. Naming {@link Special#UNKNOWN} also sets {@link OnUnknown#REPLACE}.
     */
    public VocabularySettings special(Special part, String token) {
        Map<Special, String> parts = new EnumMap<>(Special.class);
        parts.putAll(specials);
        parts.put(part, Objects.requireNonNull(token, "token"));
        List<String> first = new ArrayList<>(leading);
        if (!first.contains(token)) {
            first.add(token);
        }
        OnUnknown policy = part == Special.UNKNOWN ? OnUnknown.REPLACE : onUnknown;
        return new VocabularySettings(parts, first, order, policy, minCount, maxSize);
    }

    /** Order of the tokens; the default is {@link Order#FIRST_SEEN}. */
    public VocabularySettings order(Order value) {
        return new VocabularySettings(specials, leading, value, onUnknown, minCount, maxSize);
    }

    /** What to do with tokens that are not in the vocabulary; the default is {@link OnUnknown#ERROR}. */
    public VocabularySettings onUnknown(OnUnknown value) {
        return new VocabularySettings(specials, leading, order, value, minCount, maxSize);
    }

    /** Leaves out tokens that the corpus shows fewer times; the default is 1. */
    public VocabularySettings minCount(int value) {
        return new VocabularySettings(specials, leading, order, onUnknown, value, maxSize);
    }

    /** Largest size, special tokens included; the last tokens of the order are left out. */
    public VocabularySettings maxSize(int value) {
        return new VocabularySettings(specials, leading, order, onUnknown, minCount, value);
    }

    /** The vocabulary of a corpus. */
    public Vocabulary fit(Tokenizer tokenizer, Iterable<String> texts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String text : texts) {
            for (String token : tokenizer.tokenize(text)) {
                counts.merge(token, 1, Integer::sum);
            }
        }
        List<String> seen = new ArrayList<>(counts.keySet());
        switch (order) {
            case FREQUENCY -> seen.sort((a, b) -> Integer.compare(counts.get(b), counts.get(a)));
            case SORTED -> Collections.sort(seen);
            case FIRST_SEEN -> {}
        }
        seen.removeIf(token -> counts.get(token) < minCount);
        return of(seen);
    }

    /** The vocabulary of the given tokens in the given order, whatever {@link #order} says. */
    public Vocabulary of(List<String> tokens) {
        List<String> all = new ArrayList<>(leading);
        tokens.stream().filter(token -> !leading.contains(token)).forEach(all::add);
        return new Vocabulary(all.subList(0, Math.min(maxSize, all.size())), specials, onUnknown);
    }
}
