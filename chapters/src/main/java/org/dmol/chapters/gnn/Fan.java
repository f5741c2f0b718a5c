package org.dmol.chapters.gnn;

import java.util.Arrays;

/**
 * For each row of an array the places that use it, as lines of one width: where a gather spreads rows over places, its gradient adds up
 * places along these lines. A row with more places than a line holds has further lines, each with its owner.
 *
 * @param lines (rows, width), {@link #EMPTY} where nothing is
 * @param more further lines (m, width)
 * @param owners the row of each further line (m)
 */
record Fan(int[] lines, int[] more, int[] owners) {
    static final int EMPTY = -1;

    /** Place {@code i} uses row {@code row[i]} and is put down as {@code place[i]}. */
    static Fan of(int[] row, int[] place, int rows, int width) {
        int[] used = new int[rows];
        Arrays.stream(row).forEach(r -> used[r]++);
        int[] further = new int[rows + 1]; // number of the first further line of each row
        for (int r = 0; r < rows; r++) {
            further[r + 1] = further[r] + Math.max(0, (used[r] - 1) / width);
        }
        int[] lines = new int[rows * width];
        int[] more = new int[further[rows] * width];
        int[] owners = new int[further[rows]];
        Arrays.fill(lines, EMPTY);
        Arrays.fill(more, EMPTY);
        Arrays.fill(used, 0);
        for (int i = 0; i < row.length; i++) {
            int r = row[i];
            int at = used[r]++;
            if (at < width) {
                lines[r * width + at] = place[i];
            } else {
                more[further[r] * width + at - width] = place[i];
            }
        }
        for (int r = 0; r < rows; r++) {
            Arrays.fill(owners, further[r], further[r + 1], r);
        }
        return new Fan(lines, more, owners);
    }
}
