package org.dmol.data.selfies;

/**
 * The one exception of the codec: a SMILES or SELFIES string that cannot be translated, with the place and the reason.
 *
 * <p>The message is one sentence that shows the input (or the part around the place, when it is long).
 */
public final class SelfiesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    /** What went wrong. */
    public enum Kind {
        /** The SMILES is malformed or uses something that SELFIES cannot express, such as {@code *} or {@code $}. */
        SMILES,
        /** The aromatic bonds of the SMILES cannot be written as single and double bonds. */
        KEKULIZATION,
        /** An atom of the SMILES has more bonds than the {@link BondConstraints} allow. */
        CONSTRAINT,
        /** A ring or a branch of the SMILES is longer than SELFIES can count (4,096 atoms or symbols). */
        TOO_LONG,
        /** The SELFIES is malformed or holds an unknown symbol. */
        SELFIES
    }

    private final Kind kind;
    private final String input;
    private final int position;
    private final String reason;

    SelfiesException(Kind kind, String input, int position, String reason) {
        super(message(kind, input, position, reason));
        this.kind = kind;
        this.input = input;
        this.position = position;
        this.reason = reason;
    }

    private static String message(Kind kind, String input, int position, String reason) {
        int from = input.length() <= 2 * SHOWN ? 0 : Math.max(0, position - SHOWN);
        int to = input.length() <= 2 * SHOWN ? input.length() : Math.min(input.length(), position + SHOWN);
        String shown = (from > 0 ? "…" : "") + input.substring(from, to) + (to < input.length() ? "…" : "");
        String language = kind == Kind.SELFIES ? "SELFIES" : "SMILES";
        return "Cannot translate the " + language + " \"" + shown + "\" at position " + position + ": " + reason + ".";
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The whole string that was to be translated. */
    public String input() {
        return input;
    }

    /** Index of the offending character in {@link #input()}, counted from 0; the length of the input if something is missing at its end. */
    public int position() {
        return position;
    }

    /** The reason alone, without the input and the position. */
    public String reason() {
        return reason;
    }
}
