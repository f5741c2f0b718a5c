package org.dmol.data.selfies;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many bonds an atom may have, by element and charge: the semantic constraints that a decoded SELFIES never breaks.
 *
 * <p>Keys are {@code "C"}, {@code "N+1"}, {@code "O-1"}; {@code "?"} stands for every atom that is not listed. Explicit hydrogens count
 * as bonds. Immutable; the presets are those of selfies 2.2:
 *
 * <table>
 *   <caption>Bonding capacities in which the presets differ</caption>
 *   <tr><th></th><th>Cl, Br, I</th><th>N</th><th>P</th><th>P+1</th><th>P-1</th><th>S</th><th>S+1</th><th>S-1</th></tr>
 *   <tr><td>{@link #standard()}</td><td>1</td><td>3</td><td>5</td><td>4</td><td>6</td><td>6</td><td>5</td><td>5</td></tr>
 *   <tr><td>{@link #octetRule()}</td><td>1</td><td>3</td><td>3</td><td>4</td><td>2</td><td>2</td><td>3</td><td>1</td></tr>
 *   <tr><td>{@link #hypervalent()}</td><td>7</td><td>5</td><td>5</td><td>4</td><td>6</td><td>6</td><td>5</td><td>5</td></tr>
 * </table>
 */
public final class BondConstraints {
    /** The key for every atom that is not listed. */
    public static final String OTHERS = "?";

    private static final BondConstraints STANDARD = new BondConstraints(Map.ofEntries(
            Map.entry("H", 1),
            Map.entry("F", 1),
            Map.entry("Cl", 1),
            Map.entry("Br", 1),
            Map.entry("I", 1),
            Map.entry("B", 3),
            Map.entry("B+1", 2),
            Map.entry("B-1", 4),
            Map.entry("O", 2),
            Map.entry("O+1", 3),
            Map.entry("O-1", 1),
            Map.entry("N", 3),
            Map.entry("N+1", 4),
            Map.entry("N-1", 2),
            Map.entry("C", 4),
            Map.entry("C+1", 3),
            Map.entry("C-1", 3),
            Map.entry("P", 5),
            Map.entry("P+1", 4),
            Map.entry("P-1", 6),
            Map.entry("S", 6),
            Map.entry("S+1", 5),
            Map.entry("S-1", 5),
            Map.entry(OTHERS, 8)));
    private static final BondConstraints OCTET_RULE = STANDARD.with("S", 2)
            .with("S+1", 3)
            .with("S-1", 1)
            .with("P", 3)
            .with("P+1", 4)
            .with("P-1", 2);
    private static final BondConstraints HYPERVALENT =
            STANDARD.with("Cl", 7).with("Br", 7).with("I", 7).with("N", 5);

    private final Map<String, Integer> capacities;
    private final int others;

    private BondConstraints(Map<String, Integer> capacities) {
        this.capacities = Collections.unmodifiableMap(new TreeMap<>(capacities));
        this.others = capacities.get(OTHERS);
    }

    /** The default of selfies 2.2. */
    public static BondConstraints standard() {
        return STANDARD;
    }

    /** Sulfur and phosphorus keep the octet rule. */
    public static BondConstraints octetRule() {
        return OCTET_RULE;
    }

    /** Up to seven bonds for Cl, Br and I, five for N. */
    public static BondConstraints hypervalent() {
        return HYPERVALENT;
    }

    /** The preset of that name: {@code default}, {@code octet_rule} or {@code hypervalent}. */
    public static BondConstraints preset(String name) {
        return switch (name) {
            case "default" -> STANDARD;
            case "octet_rule" -> OCTET_RULE;
            case "hypervalent" -> HYPERVALENT;
            default ->
                throw new IllegalArgumentException(
                        "There are no preset constraints \"" + name + "\"; use default, octet_rule or hypervalent.");
        };
    }

    /**
     * A table of one's own; it must hold {@code "?"}.
     *
     * @throws IllegalArgumentException if a key is not an element with an optional charge, or a capacity is negative
     */
    public static BondConstraints of(Map<String, Integer> capacities) {
        if (!capacities.containsKey(OTHERS)) {
            throw new IllegalArgumentException(
                    "The constraints need the key \"?\", the number of bonds of every atom that is not listed.");
        }
        capacities.forEach(BondConstraints::check);
        return new BondConstraints(capacities);
    }

    /** The same table with one capacity changed or added. */
    public BondConstraints with(String atom, int bonds) {
        check(atom, bonds);
        Map<String, Integer> changed = new TreeMap<>(capacities);
        changed.put(atom, bonds);
        return new BondConstraints(changed);
    }

    private static void check(String atom, Integer bonds) {
        int sign = Math.max(atom.indexOf('+'), atom.indexOf('-'));
        String element = sign < 0 ? atom : atom.substring(0, sign);
        boolean charge = sign < 0 || atom.substring(sign + 1).matches("[1-9][0-9]{0,8}");
        if (!atom.equals(OTHERS) && !(charge && Chemistry.ELEMENTS.contains(element))) {
            throw new IllegalArgumentException(
                    "\"" + atom
                            + "\" is not an atom of a constraint table; allowed are an element (C), an element with a charge (N+1, O-1) and ?.");
        }
        if (bonds == null || bonds < 0) {
            throw new IllegalArgumentException(
                    "The number of bonds of \"" + atom + "\" is " + bonds + "; it must be 0 or more.");
        }
    }

    /** Number of bonds that an atom without explicit hydrogens may have. */
    public int capacity(String element, int charge) {
        String key = charge == 0 ? element : element + (charge > 0 ? "+" : "") + charge;
        return capacities.getOrDefault(key, others);
    }

    /** Bonds left for other atoms once the explicit hydrogens are there; negative if there are too many of them. */
    int capacity(Atom atom) {
        return capacity(atom.element, atom.charge) - Math.max(0, atom.hydrogens);
    }

    /** The table, sorted by key. */
    public Map<String, Integer> asMap() {
        return capacities;
    }

    /**
     * The semantically robust alphabet: every string of these symbols is a molecule under these constraints. The atoms of the table with
     * every bond that they can have, the branch and ring symbols, and the symbols that also serve as numbers; sorted.
     */
    public List<String> robustAlphabet() {
        TreeSet<String> symbols = new TreeSet<>(Grammar.indexSymbols());
        String[] bonds = {"", "=", "#"};
        capacities.forEach((atom, capacity) -> {
            for (int order = 1; order <= Math.min(3, capacity) && !atom.equals(OTHERS); order++) {
                symbols.add("[" + bonds[order - 1] + atom + "]");
            }
        });
        for (int length = 1; length <= 3; length++) {
            for (String bond : bonds) {
                symbols.add("[" + bond + "Branch" + length + "]");
                if (!bond.equals("#")) {
                    symbols.add("[" + bond + "Ring" + length + "]");
                }
            }
        }
        return Collections.unmodifiableList(new ArrayList<>(symbols));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BondConstraints c && c.capacities.equals(capacities);
    }

    @Override
    public int hashCode() {
        return capacities.hashCode();
    }

    @Override
    public String toString() {
        return "BondConstraints" + capacities;
    }
}
