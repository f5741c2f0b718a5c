package org.dmol.chapters.gnn;

import java.util.Arrays;
import java.util.List;

/**
 * A size that some point sets are padded to: so many distances and points as the largest of them has, and one point more, whose gradient
 * is 0, for empty places to name.
 *
 * @param counts distances, points before the first block and after each
 * @param more further lines of each fan, one at least
 */
record PointSize(int[] counts, int[] more) {
    static PointSize holding(List<PointTables> sets) {
        int[] counts = new int[PlaneGroupNet.BLOCKS + 2];
        int[] more = new int[PointTables.FANS * PlaneGroupNet.BLOCKS];
        Arrays.fill(more, 1);
        for (PointTables t : sets) {
            Arrays.setAll(counts, i -> Math.max(counts[i], t.counts()[i] + (i > 1 ? 1 : 0)));
            Arrays.setAll(more, i -> Math.max(more[i], t.fans().get(i).owners().length));
        }
        return new PointSize(counts, more);
    }

    int distances() {
        return counts[0];
    }

    /** Points before a block; {@link PlaneGroupNet#BLOCKS} gives those after the last. */
    int points(int block) {
        return counts[block + 1];
    }

    /** Rows that a fan of a block belongs to. */
    int rows(int block, int fan) {
        return fan == 0 ? distances() : points(block);
    }

    /** Lines of a fan, further ones included. */
    int lines(int block, int fan) {
        return rows(block, fan) + more(block, fan);
    }

    int more(int block, int fan) {
        return more[PointTables.FANS * block + fan];
    }

    /** Ints that a set of this size takes. */
    int ints() {
        int sum = 0;
        for (int b = 0; b < PlaneGroupNet.BLOCKS; b++) {
            sum += (PlaneGroupNet.NEIGHBOURS + 1) * points(b + 1);
            for (int f = 0; f < PointTables.FANS; f++) {
                sum += lines(b, f) * PointTables.width(f) + more(b, f);
            }
        }
        return sum;
    }

    /** Floats that a set of this size takes. */
    int floats() {
        return distances() + points(PlaneGroupNet.BLOCKS);
    }
}
