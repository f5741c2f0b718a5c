package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.List;

/** Configurations read from @ and / marks; atoms by index, -1 for an implicit hydrogen or lone pair. */
record Stereo(List<Center> centers, List<DoubleBond> doubleBonds) {
    static final Stereo NONE = new Stereo(List.of(), List.of());
    private static final int SMALL_RING = 8;

    /** Seen from the first carrier the others run clockwise or counter-clockwise. */
    record Center(int atom, int[] carriers, boolean clockwise) {}

    /** Substituents {@code left} on the bond's begin and {@code right} on its end lie on the same side, or not. */
    record DoubleBond(int bond, int left, int right, boolean together) {}

    boolean isEmpty() {
        return centers.isEmpty() && doubleBonds.isEmpty();
    }

    /** Writes down the neighbours of marked atoms in text order; before hydrogens are folded in. */
    static void collect(Draft d) {
        for (int i = 0; i < d.atoms; i++) {
            if (d.chirality[i] != 0 && d.degree(i) >= 3 && d.degree(i) <= 4) {
                if (d.carriers == null) {
                    d.carriers = new int[d.atoms][];
                }
                d.carriers[i] = inTextOrder(d, i);
            }
        }
    }

    private static int[] inTextOrder(Draft d, int atom) {
        List<int[]> keyed = new ArrayList<>();
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            int bond = d.via[k];
            keyed.add(new int[] {d.begin[bond] == atom ? d.beginKey[bond] : d.endKey[bond], d.neighbour[k]});
        }
        keyed.sort((a, b) -> Integer.compare(a[0], b[0]));
        if (keyed.size() == 3) {
            // An implicit hydrogen stands right after the atom from which the text came; a lone pair after the first.
            boolean begins = keyed.get(0)[0] >= 0;
            keyed.add(begins && d.hydrogens[atom] > 0 ? 0 : 1, new int[] {0, -1});
        }
        return keyed.stream().mapToInt(a -> a[1]).toArray();
    }

    /** Collects the stereo elements of the finished draft. */
    static Stereo of(Draft d) {
        List<Center> centers = new ArrayList<>();
        if (d.carriers != null) {
            for (int i = 0; i < d.atoms; i++) {
                int[] c = d.carriers[i];
                if (c != null && implicitCount(c) <= 1 && d.hydrogens[i] + d.implicit[i] <= 1 && rigid(d, i)) {
                    centers.add(new Center(i, c, d.chirality[i] == 2));
                }
            }
        }
        List<DoubleBond> bonds = new ArrayList<>();
        for (int b = 0; b < d.bonds; b++) {
            if (d.order[b] == Draft.DOUBLE && !d.aromaticBond[b]) {
                int left = directed(d, d.begin[b], b);
                int right = directed(d, d.end[b], b);
                if (left >= 0 && right >= 0 && !(d.ringBond[b] && inSmallRing(d, b))) {
                    boolean together = above(d, left, d.begin[b]) == above(d, right, d.end[b]);
                    bonds.add(new DoubleBond(b, d.other(left, d.begin[b]), d.other(right, d.end[b]), together));
                }
            }
        }
        return centers.isEmpty() && bonds.isEmpty() ? NONE : new Stereo(centers, bonds);
    }

    /** Three-coordinate nitrogen turns inside out unless a small ring or a bridgehead holds it. */
    private static boolean rigid(Draft d, int atom) {
        if (d.z[atom] != 7 || d.degree(atom) > 3 || d.hydrogens[atom] + d.implicit[atom] > 0) {
            return true;
        }
        int ring = 0;
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            ring += d.ringBond[d.via[k]] ? 1 : 0;
            for (int l = d.first[atom]; l < k; l++) {
                if (adjacent(d, d.neighbour[k], d.neighbour[l])) {
                    return true;
                }
            }
        }
        return ring == 3;
    }

    private static boolean adjacent(Draft d, int a, int b) {
        for (int k = d.first[a]; k < d.first[a + 1]; k++) {
            if (d.neighbour[k] == b) {
                return true;
            }
        }
        return false;
    }

    private static int implicitCount(int[] carriers) {
        int n = 0;
        for (int c : carriers) {
            n += c < 0 ? 1 : 0;
        }
        return n;
    }

    /** A bond of the atom with a / or \ mark, or -1; marks that contradict each other count as none. */
    private static int directed(Draft d, int atom, int doubleBond) {
        int found = -1;
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            int bond = d.via[k];
            if (bond != doubleBond && d.direction[bond] != 0) {
                if (found >= 0 && above(d, found, atom) == above(d, bond, atom)) {
                    return -1;
                }
                found = found < 0 ? bond : found;
            }
        }
        return found;
    }

    /** Whether the other atom of a marked bond lies above this one. */
    private static boolean above(Draft d, int bond, int atom) {
        return d.begin[bond] == atom == d.direction[bond] > 0;
    }

    private static boolean inSmallRing(Draft d, int doubleBond) {
        int[] distance = new int[d.atoms];
        int[] queue = new int[d.atoms];
        int tail = 1;
        queue[0] = d.begin[doubleBond];
        distance[queue[0]] = 1;
        for (int head = 0; head < tail && distance[queue[head]] < SMALL_RING - 1; head++) {
            int a = queue[head];
            for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                int b = d.neighbour[k];
                if (d.via[k] != doubleBond && distance[b] == 0) {
                    if (b == d.end[doubleBond]) {
                        return true;
                    }
                    distance[b] = distance[a] + 1;
                    queue[tail++] = b;
                }
            }
        }
        return false;
    }
}
