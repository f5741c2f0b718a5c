package org.dmol.data.selfies;

import java.util.ArrayList;
import java.util.List;

/** An atom of a {@link MolGraph}: what its symbol says, and its bonds in the order in which the string names them. */
final class Atom {
    static final int UNSPECIFIED = -1;
    static final byte NO_CHIRALITY = 0;
    static final byte COUNTERCLOCKWISE = 1;
    static final byte CLOCKWISE = 2;

    final String element;
    /** {@link #UNSPECIFIED} if the symbol has none. */
    final int isotope;
    /** Explicit hydrogens; {@link #UNSPECIFIED} for an atom of the organic subset without brackets. */
    final int hydrogens;

    final int charge;
    boolean aromatic;
    /** {@link #NO_CHIRALITY}, {@link #COUNTERCLOCKWISE} ({@code @}) or {@link #CLOCKWISE} ({@code @@}). */
    byte chirality;

    /** Place of the atom in its graph. */
    int index;
    /** Place of the symbol in the string that was read. */
    int position;
    /** The bond that leads here along a chain, or null. */
    Bond incoming;
    /** Bonds that start here: chain bonds to later atoms and one direction of every ring bond; null where a ring is still open. */
    final List<Bond> out = new ArrayList<>(4);
    /** Sum of the bond orders in halves, so that an aromatic bond is a whole number. */
    int halfBonds;

    boolean hasRingBond;
    /** Aromatic bonds in the order in which they were made, in either direction; null if the atom is in no aromatic system. */
    List<Bond> delocalized;

    Atom(String element, boolean aromatic, int isotope, byte chirality, int hydrogens, int charge) {
        this.element = element;
        this.aromatic = aromatic;
        this.isotope = isotope;
        this.chirality = chirality;
        this.hydrogens = hydrogens;
        this.charge = charge;
    }

    /** An atom of the organic subset, written without brackets. */
    static Atom organic(String element, boolean aromatic) {
        return new Atom(element, aromatic, UNSPECIFIED, NO_CHIRALITY, UNSPECIFIED, 0);
    }

    /** The same symbol as a new atom that belongs to no graph. */
    Atom fresh() {
        return new Atom(element, aromatic, isotope, chirality, hydrogens, charge);
    }

    int bonds() {
        return halfBonds / 2;
    }

    void invertChirality() {
        if (chirality != NO_CHIRALITY) {
            chirality = (byte) (COUNTERCLOCKWISE + CLOCKWISE - chirality);
        }
    }

    List<Bond> delocalized() {
        if (delocalized == null) {
            delocalized = new ArrayList<>(3);
        }
        return delocalized;
    }

    /** Appends the symbol without brackets, such as {@code C@@H1}, {@code O-1}; numbers are always written. */
    void appendTo(StringBuilder out) {
        if (isotope != UNSPECIFIED) {
            out.append(isotope);
        }
        out.append(element);
        if (chirality != NO_CHIRALITY) {
            out.append(chirality == CLOCKWISE ? "@@" : "@");
        }
        if (hydrogens > 0) {
            out.append('H').append(hydrogens);
        } else if (hydrogens == 0 && isBare() && Chemistry.ORGANIC.contains(element)) {
            out.append("H0"); // without it the symbol would mean an atom with implicit hydrogens
        }
        if (charge != 0) {
            out.append(charge > 0 ? "+" : "").append(charge);
        }
    }

    /** Whether SMILES needs brackets for this atom. */
    boolean needsBrackets() {
        return hydrogens != UNSPECIFIED || !isBare();
    }

    private boolean isBare() {
        return isotope == UNSPECIFIED && chirality == NO_CHIRALITY && charge == 0;
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder();
        appendTo(s);
        return needsBrackets() ? "[" + s + "]" : s.toString();
    }
}
