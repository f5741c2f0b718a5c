package org.dmol.data.molecules;

import java.util.Arrays;

/**
 * Ranks of atoms that do not depend on their order in the text: iterated refinement by neighbours, as in Weininger,
 * Weininger and Weininger, J. Chem. Inf. Comput. Sci. 29 (1989) 97, helped by distance profiles and by the configuration
 * of stereo elements whose neighbours are told apart. Equal ranks are symmetric atoms.
 */
final class Ranks {
    private final Molecule m;
    private final Stereo stereo;
    /** Atoms in order of rank. */
    private final int[] order;
    /** Position in {@link #order} of the first atom of an equal rank. */
    final int[] rank;

    private final long[] hash;

    private Ranks(Molecule m, Stereo stereo, int[] order, int[] rank) {
        this.m = m;
        this.stereo = stereo;
        this.order = order;
        this.rank = rank;
        this.hash = new long[rank.length];
    }

    static Ranks of(Molecule m, Stereo stereo) {
        int n = m.atomCount();
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        Ranks r = new Ranks(m, stereo, order, new int[n]);
        long[] local = new long[n];
        for (int i = 0; i < n; i++) {
            local[i] = invariant(m, i);
        }
        System.arraycopy(local, 0, r.hash, 0, n);
        r.split();
        r.refine();
        if (r.tied()) {
            r.profiles(local);
            r.split();
            r.refine();
        }
        return r;
    }

    Ranks copy() {
        return new Ranks(m, stereo, order.clone(), rank.clone());
    }

    private static long invariant(Molecule m, int i) {
        long key = m.degree(i);
        key = key << 7 | m.atomicNumber(i);
        key = key << 8 | m.charge(i) + 128;
        key = key << 7 | m.implicitHydrogens(i);
        key = key << 1 | (m.aromatic(i) ? 1 : 0);
        key = key << 1 | (m.inRing(i) ? 1 : 0);
        key = key << 16 | m.isotope(i);
        return m.atomMap(i) == 0 ? key : key ^ mix(m.atomMap(i)) >>> 20;
    }

    /** How many atoms of which kind lie at which distance: tells apart what neighbour refinement alone cannot. */
    private void profiles(long[] local) {
        int n = order.length;
        int[] distance = new int[n];
        int[] queue = new int[n];
        for (int i = 0; i < n; i++) {
            hash[i] = 0;
            if (!m.inRing(i) || cellSize(i) == 1) {
                continue;
            }
            int tail = 1;
            queue[0] = i;
            distance[i] = 1;
            for (int head = 0; head < tail; head++) {
                int a = queue[head];
                hash[i] += mix(local[a] * 31 + distance[a]);
                for (int k = 0; k < m.degree(a); k++) {
                    int b = m.neighbor(a, k);
                    if (distance[b] == 0) {
                        distance[b] = distance[a] + 1;
                        queue[tail++] = b;
                    } else if (distance[b] == distance[a]) {
                        hash[i] += mix(distance[a] + 0x5bd1e995L);
                    }
                }
            }
            for (int k = 0; k < tail; k++) {
                distance[queue[k]] = 0;
            }
        }
    }

    private int cellSize(int atom) {
        int from = rank[atom];
        int to = from + 1;
        while (to < order.length && rank[order[to]] == from) {
            to++;
        }
        return to - from;
    }

    boolean tied() {
        return firstTie(false) >= 0;
    }

    /** Start of the first cell with several atoms (of rings only, if so wished), or -1. */
    int firstTie(boolean inRing) {
        for (int i = 0; i + 1 < order.length; i++) {
            if (rank[order[i]] == rank[order[i + 1]] && (!inRing || m.inRing(order[i]))) {
                return i;
            }
        }
        return -1;
    }

    /** The atoms that share the rank {@code cell}. */
    int[] members(int cell) {
        return Arrays.copyOfRange(order, cell, cell + cellSize(order[cell]));
    }

    /** Ranks one atom before the others of its cell and refines. */
    void single(int atom) {
        int cell = rank[atom];
        for (int member : members(cell)) {
            hash[member] = member == atom ? 0 : 1;
        }
        splitCell(cell, cell + members(cell).length);
        refine();
    }

    private void refine() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < order.length; i++) {
                int a = order[i];
                long sum = 0;
                for (int k = 0; k < m.degree(a); k++) {
                    int b = m.bondOf(a, k);
                    int end = m.bondType(b) == BondType.DATIVE && m.bondBegin(b) == a
                            ? 7
                            : m.bondType(b).index();
                    sum += mix(rank[m.neighbor(a, k)] * 8L + end);
                }
                hash[a] = sum;
            }
            changed = split();
            if (!changed && !stereo.isEmpty()) {
                Arrays.fill(hash, 0);
                StereoParity.hash(m, stereo, rank, hash);
                changed = split();
            }
        }
    }

    /** Splits all cells by {@link #hash}. */
    private boolean split() {
        boolean changed = false;
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && rank[order[to]] == rank[order[from]]) {
                to++;
            }
            changed |= to - from > 1 && splitCell(from, to);
            from = to;
        }
        return changed;
    }

    private boolean splitCell(int from, int to) {
        sort(from, to);
        boolean changed = false;
        int cell = from;
        for (int i = from; i < to; i++) {
            if (i > from && hash[order[i]] != hash[order[i - 1]]) {
                cell = i;
                changed = true;
            }
            rank[order[i]] = cell;
        }
        return changed;
    }

    private void sort(int from, int to) {
        if (to - from > 40) {
            Integer[] boxed = new Integer[to - from];
            Arrays.setAll(boxed, k -> order[from + k]);
            Arrays.sort(boxed, (a, b) -> Long.compare(hash[a], hash[b]));
            for (int k = 0; k < boxed.length; k++) {
                order[from + k] = boxed[k];
            }
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int a = order[i];
            int j = i;
            while (j > from && hash[order[j - 1]] > hash[a]) {
                order[j] = order[j - 1];
                j--;
            }
            order[j] = a;
        }
    }

    /** SplitMix64's finaliser. */
    static long mix(long x) {
        long v = x + 0x9e3779b97f4a7c15L;
        v = (v ^ v >>> 30) * 0xbf58476d1ce4e5b9L;
        v = (v ^ v >>> 27) * 0x94d049bb133111ebL;
        return v ^ v >>> 31;
    }
}
