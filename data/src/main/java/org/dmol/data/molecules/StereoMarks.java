package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.List;

/** Chooses / and \ for the single bonds beside configured double bonds. */
final class StereoMarks {
    private final Molecule m;
    private final int[] visit;
    /** +1 if the bond's end lies above its begin, -1 below, 0 unmarked. */
    private final int[] up;

    StereoMarks(Molecule m, Stereo stereo, int[] visit) {
        this.m = m;
        this.visit = visit;
        this.up = new int[m.bondCount()];
        List<Stereo.DoubleBond> bonds = new ArrayList<>(stereo.doubleBonds());
        bonds.sort((a, b) -> Integer.compare(first(a), first(b)));
        while (!bonds.isEmpty()) {
            // Conjugated neighbours of what is placed come first: their common bond can be marked but once.
            int next = 0;
            while (next < bonds.size() && !touched(bonds.get(next))) {
                next++;
            }
            place(bonds.remove(next == bonds.size() ? 0 : next));
        }
    }

    private boolean touched(Stereo.DoubleBond b) {
        return touched(m.bondBegin(b.bond()), b.bond()) || touched(m.bondEnd(b.bond()), b.bond());
    }

    private boolean touched(int atom, int doubleBond) {
        for (int k = 0; k < m.degree(atom); k++) {
            int bond = m.bondOf(atom, k);
            if (bond != doubleBond && (up[bond] != 0 || implying(bond, atom) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private int first(Stereo.DoubleBond b) {
        return Math.min(visit[m.bondBegin(b.bond())], visit[m.bondEnd(b.bond())]);
    }

    /** +1 for '/', -1 for '\', 0 for none, when the bond is written from the given atom. */
    int of(int bond, int from) {
        return m.bondBegin(bond) == from ? up[bond] : -up[bond];
    }

    private void place(Stereo.DoubleBond b) {
        int left = m.bondBegin(b.bond());
        int right = m.bondEnd(b.bond());
        int bondLeft = marked(left, b.bond());
        int bondRight = marked(right, b.bond());
        boolean together = b.together();
        if (bondLeft < 0) {
            bondLeft = earliest(left, b.bond());
            imply(bondLeft, left);
        }
        if (bondRight < 0) {
            bondRight = earliest(right, b.bond());
            imply(bondRight, right);
        }
        together ^= other(bondLeft, left) != b.left();
        together ^= other(bondRight, right) != b.right();
        if (up[bondLeft] == 0 && up[bondRight] == 0) {
            // The first mark written is '/'.
            boolean leftFirst = key(bondLeft) <= key(bondRight);
            int bond = leftFirst ? bondLeft : bondRight;
            int from = visit[m.bondBegin(bond)] < visit[m.bondEnd(bond)] ? m.bondBegin(bond) : m.bondEnd(bond);
            up[bond] = m.bondBegin(bond) == from ? 1 : -1;
        }
        if (up[bondLeft] != 0) {
            set(bondRight, right, together ? above(bondLeft, left) : -above(bondLeft, left));
        } else {
            set(bondLeft, left, together ? above(bondRight, right) : -above(bondRight, right));
        }
    }

    /** A bond whose far atom has a marked bond beside a double bond must lie on that atom's other side. */
    private void imply(int bond, int atom) {
        int sibling = implying(bond, atom);
        if (sibling >= 0) {
            int far = other(bond, atom);
            set(bond, far, -above(sibling, far));
        }
    }

    private int implying(int bond, int atom) {
        int far = other(bond, atom);
        boolean beside = false;
        int sibling = -1;
        for (int k = 0; k < m.degree(far); k++) {
            int b = m.bondOf(far, k);
            beside |= m.kekuleOrder(b) == Draft.DOUBLE && b != bond;
            sibling = b != bond && up[b] != 0 ? b : sibling;
        }
        return beside ? sibling : -1;
    }

    private int key(int bond) {
        return Math.min(visit[m.bondBegin(bond)], visit[m.bondEnd(bond)]) * 4096
                + Math.max(visit[m.bondBegin(bond)], visit[m.bondEnd(bond)]);
    }

    private int other(int bond, int atom) {
        return m.bondBegin(bond) == atom ? m.bondEnd(bond) : m.bondBegin(bond);
    }

    /** +1 if the bond's other atom lies above the given one. */
    private int above(int bond, int atom) {
        return m.bondBegin(bond) == atom ? up[bond] : -up[bond];
    }

    private void set(int bond, int atom, int side) {
        up[bond] = m.bondBegin(bond) == atom ? side : -side;
    }

    private int marked(int atom, int doubleBond) {
        for (int k = 0; k < m.degree(atom); k++) {
            if (m.bondOf(atom, k) != doubleBond && up[m.bondOf(atom, k)] != 0) {
                return m.bondOf(atom, k);
            }
        }
        return -1;
    }

    private int earliest(int atom, int doubleBond) {
        int best = -1;
        for (int k = 0; k < m.degree(atom); k++) {
            int bond = m.bondOf(atom, k);
            if (bond != doubleBond && m.kekuleOrder(bond) == Draft.SINGLE && (best < 0 || key(bond) < key(best))) {
                best = bond;
            }
        }
        return best;
    }
}
