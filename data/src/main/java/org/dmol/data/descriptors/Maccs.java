package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmol.data.molecules.Molecule;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.isomorphism.DfPattern;
import org.openscience.cdk.isomorphism.matchers.QueryAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smarts.Smarts;

/** The 166 public MACCS keys with RDKit's patterns. One thread at a time. */
final class Maccs {
    static final int KEYS = 166;
    private static final int AROMATIC_RINGS = 125;
    private static final int FRAGMENTS = 166;

    private static final Pattern ELEMENT = Pattern.compile("\\[#(\\d+)\\]");

    /**
     * {@code elements}: those without which the pattern cannot match; {@code ring}: whether it needs one. They spare most of the
     * searches.
     */
    private record Key(int number, DfPattern pattern, int notEnough, BitSet elements, boolean ring) {
        boolean possible(BitSet present, boolean rings) {
            if (ring && !rings) {
                return false;
            }
            for (int z = elements.nextSetBit(0); z >= 0; z = elements.nextSetBit(z + 1)) {
                if (!present.get(z)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Key> keys = new ArrayList<>();

    Maccs() {
        for (List<String> row : Tables.read("maccs.tsv")) {
            if (!row.get(1).equals("?")) {
                QueryAtomContainer query = new QueryAtomContainer(SilentChemObjectBuilder.getInstance());
                if (!Smarts.parse(query, row.get(1))) {
                    throw new IllegalStateException("The SMARTS " + row.get(1) + " cannot be read.");
                }
                keys.add(new Key(
                        Integer.parseInt(row.get(0)),
                        DfPattern.findSubstructure(query),
                        Integer.parseInt(row.get(2)),
                        elements(row.get(1)),
                        needsRing(row.get(1))));
            }
        }
    }

    /** Whether a ring is closed outside the brackets, or, in key 101, in each alternative. */
    private static boolean needsRing(String smarts) {
        return smarts.contains("$")
                ? smarts.startsWith("[$([R]@1")
                : smarts.replaceAll("\\[[^\\]]*\\]", "").contains("1");
    }

    private static BitSet elements(String smarts) {
        BitSet elements = new BitSet();
        Matcher matcher = ELEMENT.matcher(smarts);
        // An alternative inside [$(...),$(...)] is not needed.
        while (!smarts.contains("$") && matcher.find()) {
            elements.set(Integer.parseInt(matcher.group(1)));
        }
        return elements;
    }

    /** Bit i is key i + 1. */
    BitSet bits(Molecule molecule) {
        IAtomContainer m = molecule.withoutHydrogens().container();
        Topology t = new Topology(molecule);
        List<int[]> rings = Rings.of(t);
        BitSet present = new BitSet();
        Arrays.stream(t.number).forEach(present::set);
        BitSet bits = new BitSet(KEYS);
        for (Key key : keys) {
            if (!key.possible(present, !rings.isEmpty())) {
                continue;
            }
            boolean set = key.notEnough == 0
                    ? key.pattern.matches(m)
                    : key.pattern.matchAll(m).uniqueAtoms().atLeast(key.notEnough + 1);
            bits.set(key.number - 1, set);
        }
        long aromatic = rings.stream()
                .filter(r -> Arrays.stream(r).allMatch(b -> t.bondAromatic[b]))
                .count();
        bits.set(AROMATIC_RINGS - 1, aromatic > 1);
        bits.set(FRAGMENTS - 1, fragments(t) > 1);
        return bits;
    }

    private static int fragments(Topology t) {
        int[] root = new int[t.atoms];
        Arrays.setAll(root, i -> i);
        int count = t.atoms;
        for (int b = 0; b < t.bonds; b++) {
            int x = find(root, t.begin[b]);
            int y = find(root, t.end[b]);
            if (x != y) {
                root[x] = y;
                count--;
            }
        }
        return count;
    }

    private static int find(int[] root, int i) {
        int at = i;
        while (root[at] != at) {
            at = root[at];
        }
        return at;
    }
}
