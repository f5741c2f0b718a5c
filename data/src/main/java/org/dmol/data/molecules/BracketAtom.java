package org.dmol.data.molecules;

import org.dmol.data.molecules.InvalidSmilesException.Reason;

/** Reads what stands between square brackets. */
final class BracketAtom {
    private static final int[] CLASS_LIMIT = {2, 2, 3, 20, 30};
    private static final String[] CLASSES = {"TH", "AL", "SP", "TB", "OH"};
    private static final int MAX_ISOTOPE = 65535;
    private static final int MAX_SMALL = 127;

    private final String text;
    private final String smiles;
    private int p;

    BracketAtom(String text, String smiles) {
        this.text = text;
        this.smiles = smiles;
    }

    /** Reads from the character after '[' and returns the position after ']'. */
    int read(int from, Draft d, int atom) {
        p = from;
        d.bracket[atom] = true;
        if (digit()) {
            d.isotope[atom] = number(MAX_ISOTOPE, "isotope");
        }
        symbol(d, atom);
        boolean hydrogen = d.z[atom] == 1 && text.charAt(p - 1) == 'H';
        if (!hydrogen && at('@')) {
            chirality(d, atom);
        }
        if (at('H')) {
            p++;
            d.hydrogens[atom] = digit() ? number(MAX_SMALL, "hydrogen count") : 1;
        }
        if (at('+') || at('-')) {
            charge(d, atom);
        }
        if (at(':')) {
            p++;
            d.map[atom] = number(Integer.MAX_VALUE, "atom map");
        }
        if (!at(']')) {
            throw unexpected();
        }
        return p + 1;
    }

    private void symbol(Draft d, int atom) {
        if (p >= text.length()) {
            throw unexpected();
        }
        char c = text.charAt(p);
        if (c == '#') {
            p++;
            int at = p;
            int z = number(1000, "atomic number");
            if (z > PeriodicTable.MAX) {
                throw new InvalidSmilesException(
                        Reason.SYNTAX, at, smiles, "no element has the atomic number " + z + " at character " + at);
            }
            d.z[atom] = z;
            return;
        }
        if (c == '*') {
            p++;
            return;
        }
        if (c >= 'a' && c <= 'z') {
            int z = aromatic(c);
            if (z < 0) {
                throw unknownElement();
            }
            d.z[atom] = z;
            d.aromatic[atom] = true;
            return;
        }
        for (int length = Math.min(3, text.length() - p); length >= 1; length--) {
            int z = PeriodicTable.atomicNumber(text.substring(p, p + length));
            if (z > 0) {
                p += length;
                d.z[atom] = z;
                return;
            }
        }
        throw unknownElement();
    }

    private int aromatic(char c) {
        char next = p + 1 < text.length() ? text.charAt(p + 1) : ' ';
        int two = switch (c) {
            case 's' -> next == 'e' ? 34 : next == 'i' ? 14 : -1;
            case 'a' -> next == 's' ? 33 : -1;
            case 't' -> next == 'e' ? 52 : -1;
            default -> -1;
        };
        if (two > 0) {
            p += 2;
            return two;
        }
        p++;
        int z = SmilesReader.aromaticElement(c);
        if (z < 0) {
            p--;
        }
        return z;
    }

    private void chirality(Draft d, int atom) {
        p++;
        if (at('@')) {
            p++;
            d.chirality[atom] = 2;
            return;
        }
        for (int k = 0; k < CLASSES.length; k++) {
            if (text.startsWith(CLASSES[k], p)) {
                p += 2;
                int at = p;
                int n = digit() ? number(MAX_SMALL, "chirality") : 1;
                if (n > CLASS_LIMIT[k]) {
                    throw new InvalidSmilesException(
                            Reason.SYNTAX,
                            at,
                            smiles,
                            "chirality @" + CLASSES[k] + n + " does not exist, at character " + at);
                }
                d.chirality[atom] = k == 0 && n > 0 ? (byte) n : 0;
                return;
            }
        }
        d.chirality[atom] = 1;
    }

    private void charge(Draft d, int atom) {
        int sign = text.charAt(p) == '+' ? 1 : -1;
        char same = text.charAt(p);
        p++;
        if (at(same)) {
            p++;
            d.charge[atom] = 2 * sign;
        } else {
            d.charge[atom] = sign * (digit() ? number(MAX_SMALL, "charge") : 1);
        }
    }

    private boolean at(char c) {
        return p < text.length() && text.charAt(p) == c;
    }

    private boolean digit() {
        return p < text.length() && text.charAt(p) >= '0' && text.charAt(p) <= '9';
    }

    /** A number without leading zeros. */
    private int number(int max, String what) {
        int at = p;
        if (!digit()) {
            throw unexpected();
        }
        long n = 0;
        do {
            n = 10 * n + text.charAt(p++) - '0';
        } while (digit() && n > 0 && n <= max);
        if (n > max) {
            throw new InvalidSmilesException(Reason.SYNTAX, at, smiles, what + " above " + max + " at character " + at);
        }
        return (int) n;
    }

    private InvalidSmilesException unknownElement() {
        return new InvalidSmilesException(
                Reason.SYNTAX, p, smiles, "no element symbol at character " + p + ": '" + text.charAt(p) + "'");
    }

    private InvalidSmilesException unexpected() {
        String what = p < text.length()
                ? "unexpected '" + text.charAt(p) + "' at character " + p + " inside brackets"
                : "the text ends inside brackets";
        return new InvalidSmilesException(Reason.SYNTAX, p, smiles, what);
    }
}
