package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * A molecule as RDKit would have it: cleaned up, valences checked, Daylight aromaticity, atoms in the order of the
 * SMILES string, bonds in RDKit's order. Immutable and safe to share between threads (as long as nobody changes
 * {@link #container()}, which is made on first use).
 */
public final class Molecule {
    private static final BondType[] TYPES = {
        null, BondType.SINGLE, BondType.DOUBLE, BondType.TRIPLE, BondType.QUADRUPLE, BondType.AROMATIC, BondType.DATIVE
    };

    private final String smiles;
    private final int[] z;
    private final int[] charge;
    private final int[] isotope;
    private final int[] map;
    private final int[] implicit;
    private final boolean[] aromatic;
    private final boolean[] ringAtom;
    private final int[] begin;
    private final int[] end;
    private final byte[] order;
    private final boolean[] aromaticBond;
    private final boolean[] ringBond;
    private final int[] first;
    private final int[] neighbour;
    private final int[] via;
    private final Stereo stereo;
    private final Molecule heavy;
    private volatile Molecule explicit;
    private volatile IAtomContainer container;
    private volatile String canonical;

    Molecule(Draft d, Stereo stereo, Molecule heavy) {
        this.smiles = d.smiles;
        this.heavy = heavy;
        this.stereo = stereo;
        int n = d.atoms;
        int m = d.bonds;
        z = Arrays.copyOf(d.z, n);
        charge = Arrays.copyOf(d.charge, n);
        isotope = Arrays.copyOf(d.isotope, n);
        map = Arrays.copyOf(d.map, n);
        aromatic = Arrays.copyOf(d.aromatic, n);
        ringAtom = Arrays.copyOf(d.ringAtom, n);
        implicit = new int[n];
        for (int i = 0; i < n; i++) {
            implicit[i] = d.hydrogens[i] + d.implicit[i];
        }
        begin = Arrays.copyOf(d.begin, m);
        end = Arrays.copyOf(d.end, m);
        order = Arrays.copyOf(d.order, m);
        aromaticBond = Arrays.copyOf(d.aromaticBond, m);
        ringBond = Arrays.copyOf(d.ringBond, m);
        first = d.first;
        neighbour = d.neighbour;
        via = d.via;
    }

    /** The text that was parsed. */
    public String smiles() {
        return smiles;
    }

    /**
     * The molecule for CDK: ring and aromaticity flags set, Kekule bond orders, implicit hydrogen counts. One shared
     * object: do not change it; {@link #newContainer()} makes one to change.
     */
    public IAtomContainer container() {
        IAtomContainer c = container;
        if (c == null) {
            c = newContainer();
            container = c;
        }
        return c;
    }

    /** A CDK molecule of the caller's own. */
    public IAtomContainer newContainer() {
        return CdkContainer.of(this);
    }

    /** This molecule with every hydrogen as an atom, appended in the order of the atoms that bear them (RDKit's AddHs). */
    public Molecule withHydrogens() {
        if (heavy != null) {
            return this;
        }
        Molecule m = explicit;
        if (m == null) {
            m = ExplicitHydrogens.add(this);
            explicit = m;
        }
        return m;
    }

    /** The form that {@link Smiles#parse} returned: hydrogens as counts on the heavy atoms. */
    public Molecule withoutHydrogens() {
        return heavy == null ? this : heavy;
    }

    public int atomCount() {
        return z.length;
    }

    public int bondCount() {
        return begin.length;
    }

    /** Atom i of {@link #container()}. */
    public IAtom atom(int i) {
        return container().getAtom(i);
    }

    /** Bond b of {@link #container()}. */
    public IBond bond(int b) {
        return container().getBond(b);
    }

    /** Atomic number of atom i; 0 for the wildcard atom. */
    public int atomicNumber(int i) {
        return z[i];
    }

    public String symbol(int i) {
        return PeriodicTable.symbol(z[i]);
    }

    /** Formal charge of atom i. */
    public int charge(int i) {
        return charge[i];
    }

    /** Mass number written for atom i, 0 if none is. */
    public int isotope(int i) {
        return isotope[i];
    }

    /** Atom-map number of atom i, 0 if it has none. */
    public int atomMap(int i) {
        return map[i];
    }

    public boolean aromatic(int i) {
        return aromatic[i];
    }

    public boolean inRing(int i) {
        return ringAtom[i];
    }

    /** Hydrogens of atom i that are no atoms of this form. */
    public int implicitHydrogens(int i) {
        return implicit[i];
    }

    /** All hydrogens of atom i, counted or explicit. */
    public int hydrogens(int i) {
        int n = implicit[i];
        for (int k = first[i]; k < first[i + 1]; k++) {
            n += z[neighbour[k]] == 1 ? 1 : 0;
        }
        return n;
    }

    /** Bonds of atom i in this form. */
    public int degree(int i) {
        return first[i + 1] - first[i];
    }

    /** Neighbour k of atom i, {@code 0 <= k < degree(i)}, in bond order. */
    public int neighbor(int i, int k) {
        return neighbour[first[i] + k];
    }

    /** The bond to neighbour k of atom i. */
    public int bondOf(int i, int k) {
        return via[first[i] + k];
    }

    public int bondBegin(int b) {
        return begin[b];
    }

    public int bondEnd(int b) {
        return end[b];
    }

    /** The bond between two atoms, or -1. */
    public int bondBetween(int i, int j) {
        for (int k = first[i]; k < first[i + 1]; k++) {
            if (neighbour[k] == j) {
                return via[k];
            }
        }
        return -1;
    }

    /** Type of bond b, {@link BondType#AROMATIC} for bonds of aromatic rings. */
    public BondType bondType(int b) {
        return aromaticBond[b] && order[b] <= Draft.DOUBLE ? BondType.AROMATIC : TYPES[order[b]];
    }

    /** Order of bond b with aromatic rings drawn as alternating single and double bonds; 6 for a dative bond. */
    public int kekuleOrder(int b) {
        return order[b];
    }

    public boolean bondInRing(int b) {
        return ringBond[b];
    }

    Stereo stereo() {
        return stereo;
    }

    /** Canonical SMILES of the heavy-atom form, aromatic, with stereo: one text for one molecule. */
    public String canonicalSmiles() {
        if (heavy != null) {
            return heavy.canonicalSmiles();
        }
        String c = canonical;
        if (c == null) {
            c = toSmiles(SmilesFormat.canonical());
            canonical = c;
        }
        return c;
    }

    /** SMILES of the heavy-atom form, canonical or in random order. */
    public String toSmiles(SmilesFormat format) {
        return Canonical.smiles(withoutHydrogens(), format);
    }

    /** The atoms of each connected part, in order of their first atoms. */
    public List<int[]> fragments() {
        int n = atomCount();
        boolean[] seen = new boolean[n];
        int[] queue = new int[n];
        List<int[]> parts = new ArrayList<>();
        for (int root = 0; root < n; root++) {
            if (seen[root]) {
                continue;
            }
            int tail = 1;
            queue[0] = root;
            seen[root] = true;
            for (int head = 0; head < tail; head++) {
                for (int k = first[queue[head]]; k < first[queue[head] + 1]; k++) {
                    if (!seen[neighbour[k]]) {
                        seen[neighbour[k]] = true;
                        queue[tail++] = neighbour[k];
                    }
                }
            }
            int[] part = Arrays.copyOf(queue, tail);
            Arrays.sort(part);
            parts.add(part);
        }
        return parts;
    }

    @Override
    public String toString() {
        return smiles;
    }
}
