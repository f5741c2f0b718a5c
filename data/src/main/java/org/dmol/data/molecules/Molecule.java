package org.dmol.data.molecules;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * A molecule as RDKit would have it: cleaned up, valences checked, Daylight aromaticity, atoms in the order of the
 * SMILES string. Immutable and safe to share between threads as long as nobody changes {@link #container()}.
 */
public final class Molecule {
    private final String smiles;
    private final IAtomContainer container;
    private final Molecule heavy;
    private volatile Molecule explicit;
    private volatile String canonical;

    Molecule(String smiles, IAtomContainer container, Molecule heavy) {
        this.smiles = smiles;
        this.container = container;
        this.heavy = heavy;
    }

    /** The text that was parsed. */
    public String smiles() {
        return smiles;
    }

    /**
     * The CDK molecule: ring and aromaticity flags set, bond orders Kekule, implicit hydrogen counts set. Read only: it is
     * shared, not copied.
     */
    public IAtomContainer container() {
        return container;
    }

    /** This molecule with every hydrogen as an atom, appended in the order of the atoms that bear them (RDKit's AddHs). */
    public Molecule withHydrogens() {
        if (heavy != null) {
            return this;
        }
        Molecule m = explicit;
        if (m == null) {
            m = new Molecule(smiles, Hydrogens.explicit(container), this);
            explicit = m;
        }
        return m;
    }

    /** The form that {@link Smiles#parse} returned: hydrogens as counts on the heavy atoms. */
    public Molecule withoutHydrogens() {
        return heavy == null ? this : heavy;
    }

    public int atomCount() {
        return container.getAtomCount();
    }

    public int bondCount() {
        return container.getBondCount();
    }

    public IAtom atom(int i) {
        return container.getAtom(i);
    }

    public IBond bond(int i) {
        return container.getBond(i);
    }

    /** Atomic number of atom i; 0 for the wildcard atom. */
    public int atomicNumber(int i) {
        Integer z = container.getAtom(i).getAtomicNumber();
        return z == null ? 0 : z;
    }

    public int charge(int i) {
        Integer q = container.getAtom(i).getFormalCharge();
        return q == null ? 0 : q;
    }

    public boolean aromatic(int i) {
        return container.getAtom(i).isAromatic();
    }

    /** Hydrogens of atom i, counted or explicit. */
    public int hydrogens(int i) {
        IAtom atom = container.getAtom(i);
        Integer h = atom.getImplicitHydrogenCount();
        int n = h == null ? 0 : h;
        for (IBond bond : atom.bonds()) {
            Integer z = bond.getOther(atom).getAtomicNumber();
            if (z != null && z == 1) {
                n++;
            }
        }
        return n;
    }

    /** Canonical SMILES of the heavy-atom form, aromatic, with stereo; equal for equal molecules. */
    public String canonicalSmiles() {
        if (heavy != null) {
            return heavy.canonicalSmiles();
        }
        String c = canonical;
        if (c == null) {
            c = SmilesWriter.canonical(container);
            canonical = c;
        }
        return c;
    }

    @Override
    public String toString() {
        return smiles;
    }
}
