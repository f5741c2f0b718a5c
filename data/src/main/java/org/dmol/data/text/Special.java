package org.dmol.data.text;

import java.util.Locale;

/** Parts that tokens of a {@link Vocabulary} can play besides standing for themselves. */
public enum Special {
    /** Fills short sequences. */
    PADDING,
    /** Stands in front of a sequence. */
    START,
    /** Stands behind a sequence. */
    END,
    /** Replaces a token that a model has to guess. */
    MASK,
    /** Replaces every token that the vocabulary does not hold. */
    UNKNOWN;

    /** The name in vocabulary files: {@code padding}, {@code start}, … */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
