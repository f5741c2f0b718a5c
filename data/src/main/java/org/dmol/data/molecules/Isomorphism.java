package org.dmol.data.molecules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decides by search whether two graphs are the same but for the order of their nodes; exact, unlike {@link WeisfeilerLehman} alone. */
public final class Isomorphism {
    private final int[][] a;
    private final boolean[][] bonded;
    private final int[] colourA;
    private final int[] colourB;
    private final int[] map;
    private final boolean[] taken;

    private Isomorphism(int[][] a, int[][] b, WeisfeilerLehman colours) {
        this.a = a;
        this.colourA = colours.colours(colours.rounds() - 1, 0);
        this.colourB = colours.colours(colours.rounds() - 1, 1);
        this.map = new int[a.length];
        this.taken = new boolean[b.length];
        this.bonded = new boolean[b.length][b.length];
        for (int i = 0; i < b.length; i++) {
            for (int j : b[i]) {
                bonded[i][j] = true;
            }
        }
        Arrays.fill(map, -1);
    }

    /**
     * An isomorphism, for each node of a its partner in b; empty if there is none.
     *
     * @param a for each node its neighbours, each once
     * @param b the same of the other graph
     */
    public static Optional<int[]> between(int[][] a, int[][] b) {
        if (a.length != b.length) {
            return Optional.empty();
        }
        if (a.length == 0) {
            return Optional.of(new int[0]);
        }
        WeisfeilerLehman colours =
                WeisfeilerLehman.refine(List.of(a, b), List.of(new int[a.length], new int[b.length]));
        if (colours.tellsApart(0, 1)) {
            return Optional.empty();
        }
        Isomorphism search = new Isomorphism(a, b, colours);
        return search.extend(0) ? Optional.of(search.map) : Optional.empty();
    }

    private boolean extend(int done) {
        if (done == a.length) {
            return true;
        }
        int next = next();
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j] && colourA[next] == colourB[j] && fits(next, j)) {
                map[next] = j;
                taken[j] = true;
                if (extend(done + 1)) {
                    return true;
                }
                map[next] = -1;
                taken[j] = false;
            }
        }
        return false;
    }

    /** A node next to one that has a partner already, if there is one: it has the fewest choices. */
    private int next() {
        int free = -1;
        for (int i = 0; i < a.length; i++) {
            if (map[i] < 0) {
                for (int k : a[i]) {
                    if (map[k] >= 0) {
                        return i;
                    }
                }
                free = free < 0 ? i : free;
            }
        }
        return free;
    }

    /** Partners of the neighbours are neighbours. As both graphs have as many edges at equal colours, no edge is left over. */
    private boolean fits(int i, int j) {
        for (int k : a[i]) {
            if (map[k] >= 0 && !bonded[j][map[k]]) {
                return false;
            }
        }
        return true;
    }
}
