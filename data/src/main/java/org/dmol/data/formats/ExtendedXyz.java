package org.dmol.data.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmol.data.molecules.PeriodicTable;

/** The comment line of extended XYZ: {@code key=value key="value"}, with {@code Properties} naming the columns. */
final class ExtendedXyz {
    static final String SPECIES = "species";
    static final String POSITIONS = "pos";
    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][\\w.\\-]*)\\s*=\\s*(\"[^\"]*\"|\\{[^}]*\\}|\\S+)");

    private ExtendedXyz() {}

    /**
     * Columns that belong together.
     *
     * @param name for example forces
     * @param kind S text, R real, I integer, L logical
     * @param width number of columns
     */
    record Field(String name, char kind, int width) {
        double parse(String word, int atom) {
            if (name.equals(SPECIES)) {
                int number = PeriodicTable.atomicNumber(word);
                if (number < 1 && word.matches("\\d{1,3}")) {
                    number = Integer.parseInt(word);
                }
                if (number < 1 || number > 118) {
                    throw new IllegalArgumentException(
                            "atom " + atom + " has the unknown element '" + brief(word) + "'");
                }
                return number;
            }
            if (kind == 'S') {
                return Double.NaN;
            }
            if (kind == 'L') {
                return word.startsWith("T") || word.startsWith("t") ? 1 : 0;
            }
            return number(word, atom);
        }
    }

    /** A finite number, perhaps with Mathematica's exponent. */
    static double number(String word, int atom) {
        try {
            double value = Double.parseDouble(word.replace("*^", "e"));
            if (Double.isFinite(value) && !word.isEmpty() && "dDfF".indexOf(word.charAt(word.length() - 1)) < 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("atom " + atom + " has '" + brief(word) + "' instead of a number");
    }

    private static String brief(String word) {
        return word.length() > 30 ? word.substring(0, 30) + "..." : word;
    }

    static Map<String, String> properties(String comment) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher m = PAIR.matcher(comment);
        while (m.find()) {
            String value = m.group(2);
            boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("{"));
            found.put(m.group(1), quoted ? value.substring(1, value.length() - 1) : value);
        }
        return found;
    }

    /** Columns of a plain file: element, three coordinates, and whatever else the first atom has. */
    static List<Field> plain(String firstAtom) {
        int extra = firstAtom.strip().split("\\s+").length - 4;
        List<Field> fields = new ArrayList<>(List.of(new Field(SPECIES, 'S', 1), new Field(POSITIONS, 'R', 3)));
        if (extra > 0) {
            fields.add(new Field("extra", 'R', extra));
        }
        return fields;
    }

    static List<Field> fields(String layout) {
        String[] parts = layout.split(":");
        List<Field> fields = new ArrayList<>();
        if (parts.length % 3 != 0) {
            throw new IllegalArgumentException("its Properties are not triples of name, kind and width");
        }
        for (int i = 0; i < parts.length; i += 3) {
            if (!parts[i + 1].matches("[SRIL]")
                    || !parts[i + 2].matches("\\d{1,4}")
                    || Integer.parseInt(parts[i + 2]) == 0) {
                throw new IllegalArgumentException("its Properties have the impossible column " + parts[i] + ":"
                        + parts[i + 1] + ":" + parts[i + 2]);
            }
            fields.add(new Field(parts[i], parts[i + 1].charAt(0), Integer.parseInt(parts[i + 2])));
        }
        if (fields.stream().map(Field::name).distinct().count() < fields.size()) {
            throw new IllegalArgumentException("its Properties name a column twice");
        }
        return fields;
    }
}
