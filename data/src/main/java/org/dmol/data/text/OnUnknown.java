package org.dmol.data.text;

import java.util.Locale;

/** What happens to a token that a {@link Vocabulary} does not hold. */
public enum OnUnknown {
    /** An {@link IllegalArgumentException} that names the token. */
    ERROR,
    /** The token is left out, as Keras does. */
    DROP,
    /** The token becomes {@link Special#UNKNOWN}. */
    REPLACE;

    /** The name in vocabulary files: {@code error}, {@code drop}, {@code replace}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
