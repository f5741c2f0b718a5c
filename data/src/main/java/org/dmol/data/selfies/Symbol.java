package org.dmol.data.selfies;

/**
 * What a SELFIES symbol means.
 *
 * @param kind what it does
 * @param order bond order asked for, 1 to 3
 * @param length of a branch or ring symbol: number of symbols that follow as a number
 * @param leftStereo direction mark of the bond, for a ring symbol at its earlier atom; 0 if none
 * @param rightStereo direction mark at the later atom of a ring; 0 if none
 * @param atom of an atom symbol: a pattern to copy
 */
record Symbol(Kind kind, int order, int length, char leftStereo, char rightStereo, Atom atom) {
    enum Kind {
        ATOM,
        BRANCH,
        RING,
        /** Ends the chain. */
        EPSILON,
        UNKNOWN
    }

    static final Symbol EPSILON = new Symbol(Kind.EPSILON, 0, 0, (char) 0, (char) 0, null);
    static final Symbol UNKNOWN = new Symbol(Kind.UNKNOWN, 0, 0, (char) 0, (char) 0, null);

    static Symbol atom(char bond, Atom atom) {
        return new Symbol(Kind.ATOM, Bond.halfOrderOf(bond) / 2, 0, Bond.stereoOf(bond), (char) 0, atom);
    }

    static Symbol branch(int order, int length) {
        return new Symbol(Kind.BRANCH, order, length, (char) 0, (char) 0, null);
    }

    static Symbol ring(int order, int length, char left, char right) {
        return new Symbol(Kind.RING, order, length, Bond.stereoOf(left), Bond.stereoOf(right), null);
    }
}
