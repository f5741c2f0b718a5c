package org.dmol.data.molecules;

import java.util.Arrays;

/** A molecule under construction: plain arrays that the steps from text to {@link Molecule} fill and change. */
final class Draft {
    static final byte SINGLE = 1;
    static final byte DOUBLE = 2;
    static final byte TRIPLE = 3;
    static final byte QUADRUPLE = 4;
    static final byte AROMATIC = 5;
    static final byte DATIVE = 6;
    /** Twice the valence that a bond order adds to its atoms; a dative bond adds to its end only. */
    private static final int[] CONTRIBUTION = {0, 2, 4, 6, 8, 3, 2};

    final String smiles;
    int atoms;
    final int[] z;
    final int[] charge;
    final int[] isotope;
    final int[] map;
    /** Hydrogens written in the bracket or folded in from explicit atoms. */
    final int[] hydrogens;
    /** Hydrogens added to fill the valence. */
    final int[] implicit;
    /** Sum of bond orders and {@link #hydrogens}, as RDKit rounds it. */
    final int[] valence;

    final int[] radicals;
    final boolean[] bracket;
    final boolean[] aromatic;
    final boolean[] ringAtom;
    /** 0 none, 1 counter-clockwise, 2 clockwise. */
    final byte[] chirality;
    /** Where in the text the atom starts. */
    final int[] position;
    /** Neighbours of a stereo atom in the order of the text, -1 for the implicit one; null if not a stereo atom. */
    int[][] carriers;

    int bonds;
    final int[] begin;
    final int[] end;
    final byte[] order;
    /** Before kekulisation: written aromatic; after perception: in an aromatic ring. */
    final boolean[] aromaticBond;

    final boolean[] ringBond;
    /** 1 if the end lies above the begin, -1 below, 0 not said. */
    final byte[] direction;
    /** Places of the bond among its atom's neighbours: text positions at either end. */
    final int[] beginKey;

    final int[] endKey;

    /** Neighbours of atom i are neighbour[first[i]] .. neighbour[first[i+1]-1], over bonds via[..]. */
    int[] first;

    int[] neighbour;
    int[] via;

    Draft(String smiles, int capacity) {
        this.smiles = smiles;
        z = new int[capacity];
        charge = new int[capacity];
        isotope = new int[capacity];
        map = new int[capacity];
        hydrogens = new int[capacity];
        implicit = new int[capacity];
        valence = new int[capacity];
        radicals = new int[capacity];
        bracket = new boolean[capacity];
        aromatic = new boolean[capacity];
        ringAtom = new boolean[capacity];
        chirality = new byte[capacity];
        position = new int[capacity];
        begin = new int[capacity];
        end = new int[capacity];
        order = new byte[capacity];
        aromaticBond = new boolean[capacity];
        ringBond = new boolean[capacity];
        direction = new byte[capacity];
        beginKey = new int[capacity];
        endKey = new int[capacity];
    }

    void addBond(int a, int b, byte bondOrder, int dir, int keyA, int keyB) {
        begin[bonds] = a;
        end[bonds] = b;
        order[bonds] = bondOrder;
        aromaticBond[bonds] = bondOrder == AROMATIC;
        direction[bonds] = (byte) dir;
        beginKey[bonds] = keyA;
        endKey[bonds] = keyB;
        bonds++;
    }

    /** Adds a bond whose aromatic flag is set already. */
    void addKept(int a, int b, byte bondOrder) {
        begin[bonds] = a;
        end[bonds] = b;
        order[bonds++] = bondOrder;
    }

    /** Builds the neighbour lists; each lists bonds in bond order. */
    void index() {
        int[] count = new int[atoms + 1];
        for (int b = 0; b < bonds; b++) {
            count[begin[b] + 1]++;
            count[end[b] + 1]++;
        }
        for (int i = 0; i < atoms; i++) {
            count[i + 1] += count[i];
        }
        first = count;
        neighbour = new int[2 * bonds];
        via = new int[2 * bonds];
        int[] next = Arrays.copyOf(count, atoms);
        for (int b = 0; b < bonds; b++) {
            int i = next[begin[b]]++;
            neighbour[i] = end[b];
            via[i] = b;
            int j = next[end[b]]++;
            neighbour[j] = begin[b];
            via[j] = b;
        }
    }

    int degree(int atom) {
        return first[atom + 1] - first[atom];
    }

    int other(int bond, int atom) {
        return begin[bond] == atom ? end[bond] : begin[bond];
    }

    /** Twice the valence that the bond adds to the atom. */
    int contribution(int bond, int atom) {
        if (aromaticBond[bond] && order[bond] <= DOUBLE) {
            return CONTRIBUTION[AROMATIC];
        }
        return order[bond] == DATIVE && begin[bond] == atom ? 0 : CONTRIBUTION[order[bond]];
    }

    boolean hasAromaticBond(int atom) {
        for (int k = first[atom]; k < first[atom + 1]; k++) {
            if (aromaticBond[via[k]]) {
                return true;
            }
        }
        return false;
    }

    /** For messages: index, element and place in the text. */
    String describe(int atom) {
        return "atom " + atom + " (" + PeriodicTable.symbol(z[atom]) + ", character " + position[atom] + ")";
    }
}
