package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Daylight aromaticity as RDKit finds it: rings, and then unions of up to six fused rings, whose atoms can share 4n + 2
 * pi electrons. Written afresh after the algorithm of RDKit (BSD-3-Clause).
 */
final class AromaticRings {
    private static final int MAX_FUSED_RING = 24;
    private static final int MAX_UNION = 6;
    private static final int MANY_RINGS = 300;
    /** Ring unions tried in one fused system before giving up on larger ones. */
    private static final int MAX_TRIES = 100_000;

    private final Draft d;
    private final byte[] donors;
    private final List<int[]> rings = new ArrayList<>();
    private final List<int[]> ringAtoms = new ArrayList<>();
    private int[][] fused;
    private final int[] atomCount;
    private final int[] bondCount;
    private int marked;
    private int tries;

    private AromaticRings(Draft d) {
        this.d = d;
        donors = Donors.of(d);
        atomCount = new int[d.atoms];
        bondCount = new int[d.bonds];
    }

    /** Sets the aromatic flags of atoms and bonds; bond orders stay Kekule. */
    static void perceive(Draft d) {
        Arrays.fill(d.aromatic, 0, d.atoms, false);
        Arrays.fill(d.aromaticBond, 0, d.bonds, false);
        AromaticRings a = new AromaticRings(d);
        if (a.anyDonor()) {
            a.run();
        }
    }

    private boolean anyDonor() {
        int n = 0;
        for (byte e : donors) {
            n += e != Donors.NONE ? 1 : 0;
        }
        return n >= 3;
    }

    private void run() {
        for (int[] ring : RingSet.of(d)) {
            int[] atoms = atoms(ring);
            if (atoms != null) {
                rings.add(ring);
                ringAtoms.add(atoms);
            }
        }
        int n = rings.size();
        fused = new int[n][];
        boolean[] done = new boolean[n];
        neighbours();
        for (int r = 0; r < n; r++) {
            if (!done[r]) {
                system(r, done);
            }
        }
    }

    /** The atoms of a ring, or null if one of them gives no electrons or all are wildcards. */
    private int[] atoms(int[] ring) {
        int[] atoms = new int[ring.length];
        int n = 0;
        boolean element = false;
        for (int bond : ring) {
            for (int side = 0; side < 2; side++) {
                int a = side == 0 ? d.begin[bond] : d.end[bond];
                if (donors[a] == Donors.NONE) {
                    for (int i = 0; i < n; i++) {
                        atomCount[atoms[i]] = 0;
                    }
                    return null;
                }
                element |= d.z[a] != 0;
                if (atomCount[a] == 0) {
                    atomCount[a] = 1;
                    atoms[n++] = a;
                }
            }
        }
        for (int a : atoms) {
            atomCount[a] = 0;
        }
        return element ? atoms : null;
    }

    /** Rings are fused if they share exactly one bond and neither is too large. */
    private void neighbours() {
        int n = rings.size();
        for (int r = 0; r < n; r++) {
            int[] list = new int[n];
            int m = 0;
            for (int bond : rings.get(r)) {
                bondCount[bond] = 1;
            }
            for (int s = 0; s < n; s++) {
                int shared = 0;
                if (s != r && rings.get(r).length <= MAX_FUSED_RING && rings.get(s).length <= MAX_FUSED_RING) {
                    for (int bond : rings.get(s)) {
                        shared += bondCount[bond];
                    }
                }
                if (shared == 1) {
                    list[m++] = s;
                }
            }
            for (int bond : rings.get(r)) {
                bondCount[bond] = 0;
            }
            fused[r] = Arrays.copyOf(list, m);
        }
    }

    private void system(int start, boolean[] done) {
        int[] members = new int[rings.size()];
        int n = 1;
        members[0] = start;
        done[start] = true;
        for (int i = 0; i < n; i++) {
            for (int s : fused[members[i]]) {
                if (!done[s]) {
                    done[s] = true;
                    members[n++] = s;
                }
            }
        }
        int bonds = 0;
        for (int i = 0; i < n; i++) {
            for (int bond : rings.get(members[i])) {
                bonds += bondCount[bond]++ == 0 ? 1 : 0;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int bond : rings.get(members[i])) {
                bondCount[bond] = 0;
            }
        }
        marked = 0;
        tries = 0;
        int[] union = new int[MAX_UNION];
        for (int size = 1; size <= Math.min(n, MAX_UNION) && marked < bonds; size++) {
            if ((n > MANY_RINGS && size > 2) || tries > MAX_TRIES) {
                break;
            }
            boolean[] excluded = new boolean[rings.size()];
            for (int i = 0; i < n; i++) {
                union[0] = members[i];
                excluded[members[i]] = true;
                extend(union, 1, size, fused[members[i]], excluded);
            }
        }
    }

    /** Enumerates each connected set of rings once (Wernicke's ESU scheme). */
    private void extend(int[] union, int n, int size, int[] frontier, boolean[] excluded) {
        if (n == size) {
            tries++;
            if (huckel(union, n)) {
                mark(union, n);
            }
            return;
        }
        int[] open = new int[frontier.length];
        int m = 0;
        for (int r : frontier) {
            if (!excluded[r]) {
                open[m++] = r;
            }
        }
        for (int i = 0; i < m && tries <= MAX_TRIES; i++) {
            int r = open[i];
            excluded[r] = true;
            int[] next = Arrays.copyOfRange(open, i + 1, m + fused[r].length);
            int k = m - i - 1;
            for (int s : fused[r]) {
                if (!excluded[s] && !contains(next, k, s)) {
                    next[k++] = s;
                }
            }
            union[n] = r;
            extend(union, n + 1, size, Arrays.copyOf(next, k), excluded);
        }
        for (int i = 0; i < m; i++) {
            excluded[open[i]] = false;
        }
    }

    private static boolean contains(int[] list, int n, int value) {
        for (int i = 0; i < n; i++) {
            if (list[i] == value) {
                return true;
            }
        }
        return false;
    }

    private boolean huckel(int[] union, int n) {
        for (int i = 0; i < n; i++) {
            for (int a : ringAtoms.get(union[i])) {
                atomCount[a]++;
            }
        }
        int least = 0;
        int most = 0;
        int any = 0;
        for (int i = 0; i < n; i++) {
            for (int a : ringAtoms.get(union[i])) {
                if (atomCount[a] == 1 || atomCount[a] == 2) {
                    byte e = donors[a];
                    any += e == Donors.ANY ? 1 : 0;
                    least += e == Donors.ANY ? 1 : e;
                    most += e == Donors.ANY ? 2 : e;
                }
                atomCount[a] = 0;
            }
        }
        if (any > 1) {
            return false;
        }
        if (most < 6) {
            return most == 2;
        }
        for (int e = least; e <= most; e++) {
            if (e % 4 == 2) {
                return true;
            }
        }
        return false;
    }

    /** All atoms of the union, and the bonds on its rim. */
    private void mark(int[] union, int n) {
        for (int i = 0; i < n; i++) {
            for (int a : ringAtoms.get(union[i])) {
                d.aromatic[a] = true;
            }
            for (int bond : rings.get(union[i])) {
                bondCount[bond]++;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int bond : rings.get(union[i])) {
                if (bondCount[bond] == 1 && !d.aromaticBond[bond]) {
                    d.aromaticBond[bond] = true;
                    marked++;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int bond : rings.get(union[i])) {
                bondCount[bond] = 0;
            }
        }
    }
}
