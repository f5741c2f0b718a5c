package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Linear algebra over GF(2) on sets of bonds. */
final class CycleSpace {
    private final int[] bonds;
    private final int words;
    private final long[][] pivots;
    private int rank;

    /** @param bonds the bonds of one ring system, sorted */
    CycleSpace(int[] bonds) {
        this.bonds = bonds;
        words = (bonds.length + 63) >>> 6;
        pivots = new long[bonds.length][];
    }

    int rank() {
        return rank;
    }

    /** The cycles that are no sum of strictly shorter ones; the input is sorted by length. */
    List<int[]> relevant(List<int[]> cycles) {
        List<int[]> kept = new ArrayList<>();
        List<long[]> group = new ArrayList<>();
        int length = -1;
        for (int[] cycle : cycles) {
            if (cycle.length != length) {
                group.forEach(this::insert);
                group.clear();
                length = cycle.length;
            }
            long[] v = vector(cycle);
            if (reduce(v) >= 0) {
                kept.add(cycle);
                group.add(v);
            }
        }
        group.forEach(this::insert);
        return kept;
    }

    private long[] vector(int[] cycle) {
        long[] v = new long[words];
        for (int bond : cycle) {
            int i = Arrays.binarySearch(bonds, bond);
            v[i >>> 6] |= 1L << i;
        }
        return v;
    }

    private void insert(long[] v) {
        int lead = reduce(v);
        if (lead >= 0) {
            pivots[lead] = v;
            rank++;
        }
    }

    /** Subtracts known cycles; returns the first bond left, or -1 if nothing is left. */
    private int reduce(long[] v) {
        for (int w = 0; w < words; w++) {
            while (v[w] != 0) {
                int lead = (w << 6) + Long.numberOfTrailingZeros(v[w]);
                long[] p = pivots[lead];
                if (p == null) {
                    return lead;
                }
                for (int i = w; i < words; i++) {
                    v[i] ^= p[i];
                }
            }
        }
        return -1;
    }
}
