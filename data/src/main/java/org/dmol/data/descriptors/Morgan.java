package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dmol.data.molecules.Molecule;

/**
 * Circular fingerprints (Morgan, ECFP; Rogers and Hahn, J. Chem. Inf. Model. 2010, 50, 742) with RDKit's numbers: each atom's
 * environment of 0, 1, … bonds is one feature; environments of the same bonds count once. Radius 2 is ECFP4. Thread-safe.
 *
 * <pre>{@code
 * CountFingerprint counts = Morgan.counts(molecule, 2);
 * BitFingerprint ecfp4 = Morgan.bits(molecule, 2, 2048);
 * }</pre>
 */
public final class Morgan {
    private static final int AROMATIC = 12;

    private final Topology t;
    private final Map<Integer, Integer> counts = new HashMap<>();

    private Morgan(Topology t) {
        this.t = t;
    }

    /** Counts of all environments up to {@code radius} bonds: RDKit's {@code GetMorganFingerprint(mol, radius)}. */
    public static CountFingerprint counts(Molecule molecule, int radius) {
        if (radius < 0) {
            throw new IllegalArgumentException("The radius is " + radius + "; it must be at least 0.");
        }
        Morgan morgan = new Morgan(new Topology(molecule));
        morgan.run(radius);
        return CountFingerprint.of(morgan.counts);
    }

    /** The same folded to {@code size} bits: RDKit's {@code GetMorganFingerprintAsBitVect(mol, radius, size)}. */
    public static BitFingerprint bits(Molecule molecule, int radius, int size) {
        return counts(molecule, radius).bits(size);
    }

    private record Environment(BitSet bonds, int hash) {}

    private void run(int radius) {
        int[] current = new int[t.atoms];
        Arrays.setAll(current, this::invariant);
        for (int hash : current) {
            counts.merge(hash, 1, Integer::sum);
        }
        boolean[] finished = new boolean[t.atoms];
        for (int a = 0; a < t.atoms; a++) {
            finished[a] = t.degree(a) == 0;
        }
        BitSet[] around = new BitSet[t.atoms];
        Arrays.setAll(around, a -> new BitSet());
        Set<BitSet> known = new HashSet<>();
        for (int layer = 0; layer < radius; layer++) {
            // An atom that is finished has the number 0 from then on, as in RDKit.
            int[] next = new int[t.atoms];
            BitSet[] wider = new BitSet[t.atoms];
            List<Environment> environments = new ArrayList<>();
            List<Integer> owners = new ArrayList<>();
            for (int a = 0; a < t.atoms; a++) {
                wider[a] = (BitSet) around[a].clone();
                if (finished[a]) {
                    continue;
                }
                next[a] = extend(a, layer, current, around, wider[a]);
                if (known.contains(wider[a])) {
                    finished[a] = true;
                }
                environments.add(new Environment(wider[a], next[a]));
                owners.add(a);
            }
            count(environments, owners, known, finished);
            current = next;
            around = wider;
        }
    }

    /** The hash of an atom's environment one bond wider; adds the bonds to {@code bonds}. */
    private int extend(int a, int layer, int[] current, BitSet[] around, BitSet bonds) {
        int degree = t.degree(a);
        long[] neighbours = new long[degree];
        for (int k = 0; k < degree; k++) {
            int b = t.bond[a][k];
            int other = t.neighbour[a][k];
            bonds.set(b);
            bonds.or(around[other]);
            int type = t.bondAromatic[b] ? AROMATIC : t.order[b];
            // Sorted by type, then by hash as an unsigned number.
            neighbours[k] = (long) type << 32 | Integer.toUnsignedLong(current[other]);
        }
        Arrays.sort(neighbours);
        int hash = combine(layer, current[a]);
        for (long n : neighbours) {
            hash = combine(hash, combine(combine(0, (int) (n >>> 32)), (int) n));
        }
        return hash;
    }

    /** Of environments of the same bonds the one of least hash counts, if none had these bonds in a layer before. */
    private void count(List<Environment> environments, List<Integer> owners, Set<BitSet> known, boolean[] finished) {
        Integer[] order = new Integer[environments.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Integer.compareUnsigned(environments.get(i).hash, environments.get(j).hash));
        for (int i : order) {
            Environment e = environments.get(i);
            if (known.add(e.bonds)) {
                counts.merge(e.hash, 1, Integer::sum);
            } else {
                finished[owners.get(i)] = true;
            }
        }
    }

    private int invariant(int a) {
        int[] parts = {
            t.number[a],
            t.degree(a) + t.hydrogens[a],
            t.allHydrogens(a),
            t.charge[a],
            (int) (Elements.mass(t.number[a], t.isotope[a]) - Elements.weight(t.number[a])),
            1
        };
        int hash = 0;
        for (int i = 0; i < (t.inRing[a] ? 6 : 5); i++) {
            hash = combine(hash, parts[i]);
        }
        return hash;
    }

    /** Boost's hash_combine of 32-bit numbers. */
    private static int combine(int seed, int value) {
        return seed ^ (value + 0x9e3779b9 + (seed << 6) + (seed >>> 2));
    }
}
