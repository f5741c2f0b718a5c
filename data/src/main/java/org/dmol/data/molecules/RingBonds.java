package org.dmol.data.molecules;

/** Marks the atoms and bonds that lie in a ring: all but the bridges, in one depth-first walk without recursion. */
final class RingBonds {
    private RingBonds() {}

    /** Returns the number of independent rings. */
    static int mark(Draft d) {
        int n = d.atoms;
        int[] depth = new int[n];
        int[] low = new int[n];
        int[] stack = new int[n];
        int[] edge = new int[n];
        int[] next = new int[n];
        int rings = 0;
        java.util.Arrays.fill(d.ringBond, 0, d.bonds, false);
        for (int root = 0; root < n; root++) {
            if (depth[root] != 0) {
                continue;
            }
            int top = 0;
            stack[0] = root;
            edge[root] = -1;
            depth[root] = low[root] = 1;
            next[root] = d.first[root];
            while (top >= 0) {
                int a = stack[top];
                if (next[a] == d.first[a + 1]) {
                    top--;
                    if (top >= 0) {
                        int parent = stack[top];
                        low[parent] = Math.min(low[parent], low[a]);
                        d.ringBond[edge[a]] = low[a] <= depth[parent];
                    }
                    continue;
                }
                int k = next[a]++;
                int b = d.neighbour[k];
                if (depth[b] == 0) {
                    depth[b] = low[b] = depth[a] + 1;
                    edge[b] = d.via[k];
                    next[b] = d.first[b];
                    stack[++top] = b;
                } else if (d.via[k] != edge[a] && depth[b] < depth[a]) {
                    low[a] = Math.min(low[a], depth[b]);
                    d.ringBond[d.via[k]] = true;
                    rings++;
                }
            }
        }
        for (int b = 0; b < d.bonds; b++) {
            if (d.ringBond[b]) {
                d.ringAtom[d.begin[b]] = true;
                d.ringAtom[d.end[b]] = true;
            }
        }
        return rings;
    }
}
