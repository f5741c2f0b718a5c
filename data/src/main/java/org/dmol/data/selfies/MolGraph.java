package org.dmol.data.selfies;

import java.util.ArrayList;
import java.util.List;

/** A molecule as both languages see it: atoms in order, directed bonds, and the atoms at which a component begins. */
final class MolGraph {
    private final List<Atom> atoms = new ArrayList<>();
    private final List<Atom> roots = new ArrayList<>(2);

    List<Atom> atoms() {
        return atoms;
    }

    List<Atom> roots() {
        return roots;
    }

    void add(Atom atom, boolean root) {
        atom.index = atoms.size();
        atoms.add(atom);
        if (root) {
            roots.add(atom);
        }
        if (atom.aromatic) {
            atom.delocalized();
        }
    }

    /** Adds a bond along a chain. */
    void addBond(Atom from, Atom to, int halfOrder, char stereo) {
        Bond bond = new Bond(from, to, halfOrder, stereo);
        from.out.add(bond);
        to.incoming = bond;
        count(bond);
    }

    /** Keeps a place among the bonds of {@code atom} for a ring that is open, and returns the place. */
    int reserve(Atom atom) {
        atom.out.add(null);
        return atom.out.size() - 1;
    }

    /** Closes a ring: fills the place that {@code left} has reserved and appends to the bonds of {@code right}. */
    Bond closeRing(Atom left, int reserved, Atom right, int halfOrder, char leftStereo, char rightStereo) {
        Bond forward = ring(left, right, halfOrder, leftStereo, rightStereo);
        left.out.set(reserved, forward);
        right.out.add(forward.reverse);
        return forward;
    }

    /** Adds a ring bond at the given places among the bonds of its atoms. */
    void insertRing(
            Atom left, int leftPlace, Atom right, int rightPlace, int halfOrder, char leftStereo, char rightStereo) {
        Bond forward = ring(left, right, halfOrder, leftStereo, rightStereo);
        left.out.add(leftPlace, forward);
        right.out.add(rightPlace, forward.reverse);
    }

    private static Bond ring(Atom left, Atom right, int halfOrder, char leftStereo, char rightStereo) {
        Bond forward = new Bond(left, right, halfOrder, leftStereo);
        forward.reverse = new Bond(right, left, halfOrder, rightStereo);
        forward.reverse.reverse = forward;
        left.hasRingBond = true;
        right.hasRingBond = true;
        count(forward);
        return forward;
    }

    private static void count(Bond bond) {
        bond.from.halfBonds += bond.halfOrder;
        bond.to.halfBonds += bond.halfOrder;
        if (bond.halfOrder == Bond.AROMATIC) {
            bond.from.delocalized().add(bond);
            bond.to.delocalized().add(bond);
        }
    }

    /** A bond between two atoms in one of its directions, or null. */
    static Bond bondBetween(Atom a, Atom b) {
        if (a.incoming != null && a.incoming.from == b) {
            return a.incoming;
        }
        if (b.incoming != null && b.incoming.from == a) {
            return b.incoming;
        }
        // Only a ring bond is left, which stands in both lists.
        Atom shorter = a.out.size() <= b.out.size() ? a : b;
        Atom other = shorter == a ? b : a;
        for (Bond bond : shorter.out) {
            if (bond != null && bond.to == other) {
                return bond;
            }
        }
        return null;
    }

    static void setOrder(Bond bond, int halfOrder) {
        int change = halfOrder - bond.halfOrder;
        bond.halfOrder = halfOrder;
        if (bond.reverse != null) {
            bond.reverse.halfOrder = halfOrder;
        }
        bond.from.halfBonds += change;
        bond.to.halfBonds += change;
    }
}
