package org.dmol.data.selfies;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The symbols of SELFIES and the numbers that they stand for. Does not depend on the constraints. */
final class Grammar {
    /** A branch or a ring is counted with at most this many index symbols. */
    static final int MAX_INDEX_SYMBOLS = 3;

    private static final List<String> INDEX = List.of(
            "[C]",
            "[Ring1]",
            "[Ring2]",
            "[Branch1]",
            "[=Branch1]",
            "[#Branch1]",
            "[Branch2]",
            "[=Branch2]",
            "[#Branch2]",
            "[O]",
            "[N]",
            "[=N]",
            "[=C]",
            "[#C]",
            "[S]",
            "[P]");
    private static final Map<String, Integer> INDEX_VALUES = new HashMap<>();
    private static final Map<String, Symbol> KNOWN = new HashMap<>();

    private static final Pattern LIKE_BRANCH_OR_RING = Pattern.compile("(ch|ng).]$");

    // bond, isotope, element, chirality, hydrogens, charge
    private static final Pattern ATOM =
            Pattern.compile("\\[([=#/\\\\]?)([0-9]{0,9})([A-Z][a-z]?)(@{0,2})(?:H([0-9]))?([+-][1-9][0-9]{0,8})?]");

    static {
        for (String symbol : INDEX) {
            INDEX_VALUES.put(symbol, INDEX_VALUES.size());
        }
        for (int length = 1; length <= MAX_INDEX_SYMBOLS; length++) {
            for (int order = 1; order <= 3; order++) {
                String bond = List.of("", "=", "#").get(order - 1);
                KNOWN.put("[" + bond + "Branch" + length + "]", Symbol.branch(order, length));
                KNOWN.put("[" + bond + "Ring" + length + "]", Symbol.ring(order, length, (char) 0, (char) 0));
            }
            for (String pair : List.of("-/", "-\\", "/-", "//", "/\\", "\\-", "\\/", "\\\\")) {
                KNOWN.put("[" + pair + "Ring" + length + "]", Symbol.ring(1, length, pair.charAt(0), pair.charAt(1)));
            }
        }
        for (String bond : List.of("", "=", "#", "/", "\\")) {
            for (String atom : List.of(
                    "B", "C", "N", "O", "S", "P", "F", "Cl", "Br", "I", "H", "C@", "C@@", "C@H1", "C@@H1", "C+1", "C-1",
                    "N+1", "N-1", "NH1", "NH1+1", "NH2+1", "NH3+1", "O+1", "O-1", "S+1", "S-1", "P+1", "P-1", "B+1",
                    "B-1")) {
                String symbol = "[" + bond + atom + "]";
                KNOWN.put(symbol, parse(symbol));
            }
        }
    }

    private Grammar() {}

    /** The sixteen symbols that are also the digits 0 to 15, in this order. */
    static List<String> indexSymbols() {
        return INDEX;
    }

    /** The digit that a symbol stands for after a branch or ring symbol; every other symbol is 0. */
    static int indexValue(String symbol) {
        return INDEX_VALUES.getOrDefault(symbol, 0);
    }

    /** Number of index symbols that {@code value} needs. */
    static int indexLength(int value) {
        int length = 1;
        for (int rest = value >>> 4; rest != 0; rest >>>= 4) {
            length++;
        }
        return length;
    }

    /** Appends {@code value} to base 16, most significant digit first. */
    static void appendIndex(StringBuilder out, int value) {
        for (int shift = 4 * (indexLength(value) - 1); shift >= 0; shift -= 4) {
            out.append(INDEX.get(value >>> shift & 15));
        }
    }

    /** The meaning of a symbol in brackets; {@link Symbol#UNKNOWN} if it has none. */
    static Symbol symbol(String text) {
        Symbol known = KNOWN.get(text);
        return known == null ? parse(text) : known;
    }

    private static Symbol parse(String text) {
        if (text.contains("eps")) {
            return LIKE_BRANCH_OR_RING.matcher(text).find() ? Symbol.UNKNOWN : Symbol.EPSILON;
        }
        Matcher m = ATOM.matcher(text);
        if (!m.matches() || !Chemistry.ELEMENTS.contains(m.group(3))) {
            return Symbol.UNKNOWN;
        }
        char bond = m.group(1).isEmpty() ? 0 : m.group(1).charAt(0);
        String body = text.substring(1 + m.group(1).length(), text.length() - 1);
        if (Chemistry.ORGANIC.contains(body)) {
            return Symbol.atom(bond, Atom.organic(body, false));
        }
        int isotope = m.group(2).isEmpty() ? Atom.UNSPECIFIED : Integer.parseInt(m.group(2));
        byte chirality = (byte) m.group(4).length();
        int hydrogens = m.group(5) == null ? 0 : Integer.parseInt(m.group(5));
        int charge = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
        return Symbol.atom(bond, new Atom(m.group(3), false, isotope, chirality, hydrogens, charge));
    }
}
