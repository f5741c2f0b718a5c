package org.dmol.layers.equivariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A finite group by its Cayley table; elements are numbered from 0, the identity. */
public final class FiniteGroup {
    private final int[][] table;
    private final int[] inverse;

    /**
     * A group from {@code table[a][b] = a b}.
     *
     * @throws IllegalArgumentException if it is no group with identity 0; the message says which law fails
     */
    public FiniteGroup(int[][] table) {
        int n = table.length;
        this.table = new int[n][];
        this.inverse = new int[n];
        Arrays.fill(inverse, -1);
        for (int a = 0; a < n; a++) {
            this.table[a] = table[a].clone();
            if (table[a].length != n) {
                throw new IllegalArgumentException(
                        "Row " + a + " of the Cayley table has " + table[a].length + " elements, not " + n + ".");
            }
            for (int b = 0; b < n; b++) {
                if (table[a][b] < 0 || table[a][b] >= n) {
                    throw new IllegalArgumentException(
                            "The product of " + a + " and " + b + " is no element of the group: not closed.");
                }
                if (table[a][b] == 0) {
                    inverse[a] = b;
                }
            }
            if (table[a][0] != a || table[0][a] != a) {
                throw new IllegalArgumentException("Element 0 is not the identity: it changes element " + a + ".");
            }
            if (inverse[a] < 0) {
                throw new IllegalArgumentException("Element " + a + " has no inverse.");
            }
        }
        for (int i = 0; i < n * n * n; i++) {
            int a = i / (n * n);
            int b = i / n % n;
            int c = i % n;
            if (table[table[a][b]][c] != table[a][table[b][c]]) {
                throw new IllegalArgumentException(
                        "The product of " + a + ", " + b + " and " + c + " is not associative.");
            }
        }
    }

    /** Z_n: addition modulo n. */
    public static FiniteGroup cyclic(int n) {
        int[][] t = new int[n][n];
        for (int i = 0; i < n * n; i++) {
            t[i / n][i % n] = (i / n + i % n) % n;
        }
        return new FiniteGroup(t);
    }

    /** D_n of 2n elements: rotation k plain is 2k, mirrored first 2k + 1. */
    public static FiniteGroup dihedral(int n) {
        int[][] t = new int[2 * n][2 * n];
        for (int a = 0; a < 2 * n; a++) {
            for (int b = 0; b < 2 * n; b++) {
                int turn = Math.floorMod(a / 2 + (a % 2 == 0 ? b / 2 : -(b / 2)), n);
                t[a][b] = 2 * turn + (a + b) % 2;
            }
        }
        return new FiniteGroup(t);
    }

    /** S_n: permutations in lexicographic order; the product applies the second first. */
    public static FiniteGroup symmetric(int n) {
        List<int[]> all = permutations(n);
        int[][] t = new int[all.size()][all.size()];
        for (int a = 0; a < t.length; a++) {
            for (int b = 0; b < t.length; b++) {
                int[] product = new int[n];
                for (int i = 0; i < n; i++) {
                    product[i] = all.get(a)[all.get(b)[i]];
                }
                for (int k = 0; k < t.length; k++) {
                    if (Arrays.equals(all.get(k), product)) {
                        t[a][b] = k;
                    }
                }
            }
        }
        return new FiniteGroup(t);
    }

    /** All permutations of n things in lexicographic order. */
    public static List<int[]> permutations(int n) {
        if (n < 1 || n > 5) {
            throw new IllegalArgumentException("Permutations are listed for 1 to 5 things, not " + n + ".");
        }
        List<int[]> out = new ArrayList<>();
        grow(new int[n], 0, out);
        return out;
    }

    private static void grow(int[] start, int filled, List<int[]> out) {
        if (filled == start.length) {
            out.add(start.clone());
            return;
        }
        for (int v = 0; v < start.length; v++) {
            int value = v;
            if (Arrays.stream(start, 0, filled).noneMatch(x -> x == value)) {
                start[filled] = v;
                grow(start, filled + 1, out);
            }
        }
    }

    /** Number of elements. */
    public int order() {
        return table.length;
    }

    /** The product a b. */
    public int times(int a, int b) {
        return table[a][b];
    }

    /** The inverse. */
    public int inverse(int a) {
        return inverse[a];
    }

    /** The Cayley table, a copy. */
    public int[][] table() {
        return Arrays.stream(table).map(int[]::clone).toArray(int[][]::new);
    }

    /** The permutation matrix of the left regular representation, (L_a f)(g) = f(a⁻¹ g). */
    public double[][] regular(int a) {
        double[][] m = new double[order()][order()];
        for (int g = 0; g < order(); g++) {
            m[g][times(inverse(a), g)] = 1;
        }
        return m;
    }
}
