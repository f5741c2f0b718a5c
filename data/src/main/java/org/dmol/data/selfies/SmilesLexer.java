package org.dmol.data.selfies;

import java.util.Arrays;

/** Cuts a SMILES string into atoms, parentheses, ring numbers and dots, each with the bond character in front of it. */
final class SmilesLexer {
    /** Token types. */
    enum Type {
        ATOM,
        OPEN,
        CLOSE,
        RING,
        DOT
    }

    private final String smiles;
    private Type[] types;
    private int[] starts;
    private int[] ends;
    private char[] bonds;
    private int[] rings;
    private int size;

    private SmilesLexer(String smiles) {
        this.smiles = smiles;
        int guess = smiles.length() + 1;
        types = new Type[guess];
        starts = new int[guess];
        ends = new int[guess];
        bonds = new char[guess];
        rings = new int[guess];
    }

    /**
     * Reads all tokens.
     *
     * @throws SelfiesException if a character cannot begin a token or a token is incomplete
     */
    static SmilesLexer of(String smiles) {
        SmilesLexer lexer = new SmilesLexer(smiles);
        int at = 0;
        while (at < smiles.length()) {
            at = lexer.read(at);
        }
        return lexer;
    }

    int size() {
        return size;
    }

    Type type(int token) {
        return types[token];
    }

    /** Index of the first character after the bond character. */
    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    /** The bond character, or 0. */
    char bond(int token) {
        return bonds[token];
    }

    /** Number of a ring token. */
    int ring(int token) {
        return rings[token];
    }

    private int read(int from) {
        int at = from;
        char bond = 0;
        if (isBond(smiles.charAt(at))) {
            bond = smiles.charAt(at++);
            if (at == smiles.length()) {
                throw error(at - 1, "the bond '" + bond + "' leads nowhere");
            }
        }
        char c = smiles.charAt(at);
        if (isLetter(c)) {
            boolean two = smiles.startsWith("Br", at) || smiles.startsWith("Cl", at);
            return add(Type.ATOM, bond, at, at + (two ? 2 : 1), 0);
        }
        if (c >= '0' && c <= '9') {
            return add(Type.RING, bond, at, at + 1, c - '0');
        }
        switch (c) {
            case '[' -> {
                int close = smiles.indexOf(']', at);
                if (close < 0) {
                    throw error(at, "the bracket '[' is never closed");
                }
                return add(Type.ATOM, bond, at, close + 1, 0);
            }
            case '%' -> {
                return readLongRing(bond, at);
            }
            case '(', ')', '.' -> {
                if (bond != 0) {
                    throw error(from, "the bond '" + bond + "' leads nowhere");
                }
                Type type = c == '(' ? Type.OPEN : c == ')' ? Type.CLOSE : Type.DOT;
                return add(type, bond, at, at + 1, 0);
            }
            default -> throw error(at, unrecognized(c));
        }
    }

    /** {@code %nn}, and {@code %(n…)}, which {@link SmilesWriter} needs from the hundredth ring on. */
    private int readLongRing(char bond, int at) {
        boolean wrapped = smiles.startsWith("(", at + 1);
        int from = wrapped ? at + 2 : at + 1;
        int to = wrapped ? smiles.indexOf(')', from) : Math.min(from + 2, smiles.length());
        int number = 0;
        boolean good = to - from >= (wrapped ? 1 : 2) && to - from <= 6;
        for (int i = from; i < to && good; i++) {
            char digit = smiles.charAt(i);
            good = digit >= '0' && digit <= '9';
            number = 10 * number + digit - '0';
        }
        if (!good) {
            throw error(at, "'%' needs two digits, or up to six digits in parentheses");
        }
        return add(Type.RING, bond, at, wrapped ? to + 1 : to, number);
    }

    private int add(Type type, char bond, int start, int end, int ring) {
        types[size] = type;
        bonds[size] = bond;
        starts[size] = start;
        ends[size] = end;
        rings[size] = ring;
        size++;
        return end;
    }

    private static boolean isBond(char c) {
        return c == '-' || c == '=' || c == '#' || c == '/' || c == '\\' || c == ':';
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String unrecognized(char c) {
        return switch (c) {
            case '*' -> "the wildcard atom '*' cannot be expressed in SELFIES";
            case '$' -> "the quadruple bond '$' cannot be expressed in SELFIES";
            default -> "the character '" + c + "' is not part of SMILES";
        };
    }

    private SelfiesException error(int position, String reason) {
        return new SelfiesException(SelfiesException.Kind.SMILES, smiles, position, reason);
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(types, size));
    }
}
