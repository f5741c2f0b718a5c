package org.dmol.data.selfies;

/** Reads the symbol of one SMILES atom: a letter of the organic subset, or {@code [isotope element @@ Hn charge :class]}. */
final class SmilesAtoms {
    private final String smiles;
    private final int end;
    private int at;

    private SmilesAtoms(String smiles, int start, int end) {
        this.smiles = smiles;
        this.end = end;
        this.at = start + 1;
    }

    /** The atom written from {@code start} to {@code end}, or an exception that says what is wrong with it. */
    static Atom read(String smiles, int start, int end) {
        Atom atom = smiles.charAt(start) == '['
                ? new SmilesAtoms(smiles, start, end).bracket()
                : organic(smiles.substring(start, end));
        if (atom == null) {
            throw new SelfiesException(
                    SelfiesException.Kind.SMILES,
                    smiles,
                    start,
                    "\"" + smiles.substring(start, end) + "\" is not an atom that SELFIES can express");
        }
        atom.position = start;
        return atom;
    }

    private static Atom organic(String symbol) {
        if (Chemistry.ORGANIC.contains(symbol)) {
            return Atom.organic(symbol, false);
        }
        return switch (symbol) {
            case "b", "c", "n", "o", "p", "s" -> Atom.organic(upper(symbol), true);
            default -> null;
        };
    }

    private Atom bracket() {
        int isotope = at < end && isDigit(peek()) ? number() : Atom.UNSPECIFIED;
        if (isotope == TOO_BIG || !isLetter(peek())) {
            return null;
        }
        String symbol = element();
        byte chirality = Atom.NO_CHIRALITY;
        while (peek() == '@' && chirality < Atom.CLOCKWISE) {
            chirality++;
            at++;
        }
        int hydrogens = 0;
        if (peek() == 'H') {
            at++;
            hydrogens = isDigit(peek()) ? smiles.charAt(at++) - '0' : 1;
        }
        int charge = charge();
        if (peek() == ':') {
            at++;
            if (!isDigit(peek()) || number() == TOO_BIG) {
                return null;
            }
        }
        String element = upper(symbol);
        if (charge == TOO_BIG || at != end - 1 || !Chemistry.ELEMENTS.contains(element)) {
            return null;
        }
        boolean aromatic = !symbol.equals(element) && Chemistry.aromatic(element) != null;
        return new Atom(element, aromatic, isotope, chirality, hydrogens, charge);
    }

    /** A letter and, if there is one, a small letter: {@code nH} is n, {@code sn} is tin. */
    private String element() {
        int from = at++;
        if (peek() >= 'a' && peek() <= 'z') {
            at++;
        }
        return smiles.substring(from, at);
    }

    private int charge() {
        char sign = peek();
        if (sign != '+' && sign != '-') {
            return 0;
        }
        int from = at++;
        if (isDigit(peek())) {
            int size = number();
            return size == TOO_BIG || sign == '+' ? size : -size;
        }
        while (peek() == sign) {
            at++;
        }
        return sign == '+' ? at - from : from - at;
    }

    /** Larger numbers than nine digits mean nothing in chemistry and are refused. */
    private static final int TOO_BIG = Integer.MIN_VALUE;

    private int number() {
        int from = at;
        long value = 0;
        while (isDigit(peek())) {
            value = Math.min(10 * value + smiles.charAt(at++) - '0', Integer.MAX_VALUE);
        }
        return at - from > 0 && value < 1_000_000_000 ? (int) value : TOO_BIG;
    }

    /** The next character, or the closing bracket. */
    private char peek() {
        return at < end - 1 ? smiles.charAt(at) : ']';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String upper(String symbol) {
        char first = symbol.charAt(0);
        return first >= 'a' ? (char) (first - 'a' + 'A') + symbol.substring(1) : symbol;
    }
}
