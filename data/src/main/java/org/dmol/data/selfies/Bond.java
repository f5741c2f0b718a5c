package org.dmol.data.selfies;

/** A bond seen from one of its atoms. A chain bond has one direction, a ring bond two that share order and number. */
final class Bond {
    /** Orders are counted in halves: single 2, aromatic 3, double 4, triple 6. */
    static final int AROMATIC = 3;

    final Atom from;
    final Atom to;
    int halfOrder;
    /** {@code '/'}, {@code '\\'} or 0. */
    final char stereo;
    /** The other direction of a ring bond; null for a chain bond. */
    Bond reverse;
    /** Of a ring bond that was read: place of its ring number at the later atom. SELFIES name the ring there. */
    int place;
    /** Number given to the ring when it is written; 0 before. */
    int ringNumber;

    Bond(Atom from, Atom to, int halfOrder, char stereo) {
        this.from = from;
        this.to = to;
        this.halfOrder = halfOrder;
        this.stereo = stereo;
    }

    boolean isRing() {
        return reverse != null;
    }

    /** Whether this is the direction from the later atom of a ring back to the earlier one. */
    boolean closesRing() {
        return isRing() && from.index > to.index;
    }

    Atom other(Atom end) {
        return end == from ? to : from;
    }

    int order() {
        return halfOrder / 2;
    }

    /** The character of a kekulised bond, or 0 for a plain single bond. */
    char symbol() {
        return switch (halfOrder) {
            case 2 -> stereo;
            case 4 -> '=';
            case 6 -> '#';
            default -> throw new IllegalStateException("a bond of order " + halfOrder / 2.0 + " has no symbol");
        };
    }

    /** Twice the order that a bond character asks for; 2 for {@code '-'}, {@code '/'}, {@code '\\'} and 0. */
    static int halfOrderOf(char symbol) {
        return switch (symbol) {
            case ':' -> AROMATIC;
            case '=' -> 4;
            case '#' -> 6;
            default -> 2;
        };
    }

    /** The character itself if it marks a direction, otherwise 0. */
    static char stereoOf(char symbol) {
        return symbol == '/' || symbol == '\\' ? symbol : 0;
    }
}
