package org.dmol.data.molecules;

import java.util.Arrays;
import org.dmol.data.molecules.InvalidSmilesException.Reason;

/**
 * SMILES text to atoms and bonds, by the grammar that RDKit accepts (a little wider than OpenSMILES: ring digits may
 * follow a branch, {@code [#6]}, {@code ->}). No recursion, time linear in the text.
 */
final class SmilesReader {
    private static final int UNSPECIFIED = 0;

    private final String smiles;
    private final String text;
    private final int start;
    private final Draft d;
    private final RingClosures rings;
    private int p;
    private int previous = -1;
    private int bond = UNSPECIFIED;
    private int direction;
    private boolean bondWritten;
    private int[] branches = new int[8];
    private int depth;

    private SmilesReader(String smiles, String text, int start) {
        this.smiles = smiles;
        this.text = text;
        this.start = start;
        this.d = new Draft(smiles, text.length() - start);
        this.rings = new RingClosures(smiles);
    }

    /** Reads up to the first white space (what follows is a name); white space in front is skipped. */
    static Draft read(String smiles) {
        int from = 0;
        while (from < smiles.length() && Character.isWhitespace(smiles.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < smiles.length() && !Character.isWhitespace(smiles.charAt(to))) {
            to++;
        }
        if (from == to) {
            throw new InvalidSmilesException(Reason.SYNTAX, 0, smiles, "the text is empty");
        }
        String text = to == smiles.length() ? smiles : smiles.substring(0, to);
        SmilesReader reader = new SmilesReader(smiles, text, from);
        reader.run();
        return reader.d;
    }

    private void run() {
        p = start;
        atom();
        while (p < text.length()) {
            char c = text.charAt(p);
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '.' -> {
                    if (bondWritten) {
                        throw unexpected();
                    }
                    p++;
                    previous = -1;
                    atom();
                }
                case '-', '=', '#', ':', '$', '~', '/', '\\', '<' -> bond(c);
                case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '%' -> ring();
                default -> atom();
            }
        }
        if (bondWritten) {
            throw error(p - 1, "a bond at the end of the text leads to no atom");
        }
        if (depth > 0) {
            int at = branches[2 * depth - 1];
            throw error(at, "the branch opened at character " + at + " is not closed");
        }
        rings.finish(d);
        d.index();
        rings.rejectDuplicates(d);
    }

    private void open() {
        if (bondWritten) {
            throw unexpected();
        }
        if (2 * depth + 2 > branches.length) {
            branches = Arrays.copyOf(branches, 2 * branches.length);
        }
        branches[2 * depth] = previous;
        branches[2 * depth + 1] = p;
        depth++;
        p++;
        if (p < text.length() && "-=#:$~/\\<".indexOf(text.charAt(p)) >= 0) {
            bond(text.charAt(p));
        }
        atom();
    }

    private void close() {
        if (bondWritten || depth == 0) {
            throw unexpected();
        }
        depth--;
        previous = branches[2 * depth];
        p++;
    }

    private void bond(char c) {
        if (bondWritten) {
            throw unexpected();
        }
        char next = p + 1 < text.length() ? text.charAt(p + 1) : ' ';
        direction = 0;
        switch (c) {
            case '=' -> bond = Draft.DOUBLE;
            case '#' -> bond = Draft.TRIPLE;
            case '$' -> bond = Draft.QUADRUPLE;
            case ':' -> bond = Draft.AROMATIC;
            case '-' -> {
                bond = next == '>' ? Draft.DATIVE : Draft.SINGLE;
                p += next == '>' ? 1 : 0;
            }
            case '<' -> {
                if (next != '-') {
                    throw unexpected();
                }
                bond = Draft.DATIVE;
                direction = -1;
                p++;
            }
            case '/' -> {
                bond = UNSPECIFIED;
                direction = 1;
            }
            case '\\' -> {
                bond = UNSPECIFIED;
                direction = -1;
                p += next == '\\' ? 1 : 0;
            }
            default -> throw error(p, "the query bond '~' at character " + p + " belongs to no molecule");
        }
        bondWritten = true;
        p++;
        if (p >= text.length()) {
            throw error(p - 1, "a bond at the end of the text leads to no atom");
        }
    }

    private void ring() {
        int at = p;
        int number;
        char c = text.charAt(p);
        if (c != '%') {
            number = c - '0';
            p++;
        } else if (p + 1 < text.length() && text.charAt(p + 1) == '(') {
            int stop = text.indexOf(')', p);
            if (stop < 0 || stop - p < 3 || stop - p > 7) {
                throw error(p, "a ring number %(...) of one to five digits is wanted at character " + p);
            }
            number = digits(p + 2, stop);
            p = stop + 1;
        } else {
            if (p + 2 >= text.length() || text.charAt(p + 1) == '0') {
                throw error(p, "a ring number %nn of two digits, 10 to 99, is wanted at character " + p);
            }
            number = digits(p + 1, p + 3);
            p += 3;
        }
        rings.add(number, previous, bond, direction, at, d);
        bondWritten = false;
        bond = UNSPECIFIED;
        direction = 0;
    }

    private int digits(int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw error(i, "a digit of a ring number is wanted at character " + i + ", not '" + c + "'");
            }
            n = 10 * n + c - '0';
        }
        return n;
    }

    private void atom() {
        if (p >= text.length()) {
            throw error(p, "the text ends where an atom is wanted");
        }
        int i = d.atoms;
        d.position[i] = p;
        char c = text.charAt(p);
        int from = p;
        if (c == '[') {
            p = new BracketAtom(text, smiles).read(p + 1, d, i);
        } else {
            organic(c, i);
        }
        d.atoms++;
        if (previous >= 0) {
            connect(previous, i, from);
        }
        previous = i;
    }

    private void organic(char c, int i) {
        char next = p + 1 < text.length() ? text.charAt(p + 1) : ' ';
        int z = switch (c) {
            case '*' -> 0;
            case 'B' -> next == 'r' ? 35 : 5;
            case 'C' -> next == 'l' ? 17 : 6;
            case 'N' -> 7;
            case 'O' -> 8;
            case 'F' -> 9;
            case 'P' -> 15;
            case 'S' -> 16;
            case 'I' -> 53;
            default -> aromaticElement(c);
        };
        if (z < 0) {
            throw unexpected();
        }
        d.aromatic[i] = c >= 'a';
        d.z[i] = z;
        p += z == 35 || z == 17 ? 2 : 1;
    }

    static int aromaticElement(char c) {
        return switch (c) {
            case 'b' -> 5;
            case 'c' -> 6;
            case 'n' -> 7;
            case 'o' -> 8;
            case 'p' -> 15;
            case 's' -> 16;
            default -> -1;
        };
    }

    private void connect(int a, int b, int key) {
        if (bond == Draft.DATIVE && direction < 0) {
            d.addBond(b, a, Draft.DATIVE, 0, -1, key);
        } else {
            byte order =
                    bond != UNSPECIFIED ? (byte) bond : d.aromatic[a] && d.aromatic[b] ? Draft.AROMATIC : Draft.SINGLE;
            d.addBond(a, b, order, bond == UNSPECIFIED ? direction : 0, key, -1);
        }
        bondWritten = false;
        bond = UNSPECIFIED;
        direction = 0;
    }

    private InvalidSmilesException unexpected() {
        return error(p, "unexpected '" + text.charAt(p) + "' at character " + p);
    }

    private InvalidSmilesException error(int at, String detail) {
        return new InvalidSmilesException(Reason.SYNTAX, at, smiles, detail);
    }
}
