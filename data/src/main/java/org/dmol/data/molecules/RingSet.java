package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The smallest rings of a molecule, as lists of bonds: a minimum cycle basis together with its equally short
 * alternatives (the relevant cycles; Vismara, Electron. J. Combin. 4 (1997) R9). Alternatives per bond are capped, so
 * that cages stay cheap.
 */
final class RingSet {
    private static final int MAX_ALTERNATIVES = 16;
    /** Above this many ring bonds in one system the short cycles are taken without the independence test. */
    private static final int MAX_ELIMINATION = 3000;

    private final Draft d;
    private final int[] distance;
    private final int[] queue;
    private final List<int[]> found = new ArrayList<>();

    private RingSet(Draft d) {
        this.d = d;
        distance = new int[d.atoms];
        queue = new int[d.atoms];
    }

    /** Needs ring marks. */
    static List<int[]> of(Draft d) {
        RingSet set = new RingSet(d);
        boolean[] seen = new boolean[d.atoms];
        for (int i = 0; i < d.atoms; i++) {
            if (d.ringAtom[i] && !seen[i]) {
                set.system(i, seen);
            }
        }
        return set.found;
    }

    private void system(int root, boolean[] seen) {
        int tail = 1;
        queue[0] = root;
        seen[root] = true;
        int[] bonds = new int[16];
        int n = 0;
        for (int head = 0; head < tail; head++) {
            int a = queue[head];
            for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                int bond = d.via[k];
                if (!d.ringBond[bond]) {
                    continue;
                }
                if (d.begin[bond] == a) {
                    if (n == bonds.length) {
                        bonds = Arrays.copyOf(bonds, 2 * n);
                    }
                    bonds[n++] = bond;
                }
                int b = d.neighbour[k];
                if (!seen[b]) {
                    seen[b] = true;
                    queue[tail++] = b;
                }
            }
        }
        bonds = Arrays.copyOf(bonds, n);
        Arrays.sort(bonds);
        if (n == tail) {
            found.add(bonds);
            return;
        }
        int[] atoms = Arrays.copyOf(queue, tail);
        Candidates candidates = new Candidates();
        for (int bond : bonds) {
            through(bond, candidates);
        }
        if (n > MAX_ELIMINATION) {
            found.addAll(candidates.cycles);
            return;
        }
        CycleSpace space = new CycleSpace(bonds);
        List<int[]> relevant = space.relevant(candidates.sorted());
        if (space.rank() < n - tail + 1) {
            for (int atom : atoms) {
                fundamental(atom, bonds, candidates);
            }
            space = new CycleSpace(bonds);
            relevant = space.relevant(candidates.sorted());
        }
        found.addAll(relevant);
    }

    /** All shortest cycles through the bond. */
    private void through(int bond, Candidates candidates) {
        int from = d.begin[bond];
        int to = d.end[bond];
        int reached = search(from, to, bond);
        int[] path = new int[distance[to]];
        path[0] = bond;
        candidates.left = MAX_ALTERNATIVES;
        paths(to, from, path, 1, candidates);
        for (int i = 0; i < reached; i++) {
            distance[queue[i]] = 0;
        }
    }

    /** Breadth-first over ring bonds but one; distances are counted from 1; returns how many atoms were reached. */
    private int search(int from, int to, int without) {
        int tail = 1;
        queue[0] = from;
        distance[from] = 1;
        for (int head = 0; head < tail; head++) {
            int a = queue[head];
            if (to >= 0 && distance[to] > 0 && distance[a] >= distance[to]) {
                break;
            }
            for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                int b = d.neighbour[k];
                if (distance[b] == 0 && d.ringBond[d.via[k]] && d.via[k] != without) {
                    distance[b] = distance[a] + 1;
                    queue[tail++] = b;
                }
            }
        }
        return tail;
    }

    private void paths(int at, int goal, int[] path, int length, Candidates candidates) {
        // Recursion is as deep as the ring is long; long rings are walked one way only.
        int a = at;
        int n = length;
        while (a != goal) {
            int chosen = -1;
            for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                int b = d.neighbour[k];
                if (distance[b] == distance[a] - 1 && d.ringBond[d.via[k]] && d.via[k] != path[0]) {
                    if (chosen < 0) {
                        chosen = k;
                    } else if (candidates.left > 1 && path.length <= 64) {
                        path[n] = d.via[k];
                        candidates.left--;
                        paths(b, goal, path.clone(), n + 1, candidates);
                    }
                }
            }
            path[n++] = d.via[chosen];
            a = d.neighbour[chosen];
        }
        candidates.add(path.clone());
    }

    /** Horton's cycles: shortest path to both ends of a bond plus the bond. */
    private void fundamental(int root, int[] bonds, Candidates candidates) {
        int reached = search(root, -1, -1);
        int[] mark = new int[d.atoms];
        for (int bond : bonds) {
            int x = d.begin[bond];
            int y = d.end[bond];
            if (Math.abs(distance[x] - distance[y]) > 1) {
                continue;
            }
            int[] cycle = new int[distance[x] + distance[y] - 1];
            cycle[0] = bond;
            mark[x] = bond + 1;
            int n = descend(x, root, cycle, 1, mark, bond + 1);
            int before = n;
            n = mark[y] == bond + 1 && y != root ? -1 : descend(y, root, cycle, before, mark, -(bond + 1));
            if (n == cycle.length) {
                candidates.add(cycle);
            }
        }
        for (int i = 0; i < reached; i++) {
            distance[queue[i]] = 0;
        }
    }

    /** Walks to the root; positive marks are left, a negative mark means: stop (-1) at an atom marked before. */
    private int descend(int from, int root, int[] cycle, int length, int[] mark, int sign) {
        int n = length;
        int a = from;
        while (a != root) {
            for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                int b = d.neighbour[k];
                if (distance[b] == distance[a] - 1 && d.ringBond[d.via[k]]) {
                    cycle[n++] = d.via[k];
                    a = b;
                    break;
                }
            }
            if (sign > 0) {
                mark[a] = sign;
            } else if (a != root && mark[a] == -sign) {
                return -1;
            }
        }
        return n;
    }

    /** Distinct cycles. */
    private static final class Candidates {
        final List<int[]> cycles = new ArrayList<>();
        private final Set<java.nio.IntBuffer> seen = new HashSet<>();
        private int left;

        void add(int[] cycle) {
            Arrays.sort(cycle);
            if (seen.add(java.nio.IntBuffer.wrap(cycle))) {
                cycles.add(cycle);
            }
        }

        List<int[]> sorted() {
            cycles.sort(Comparator.comparingInt(c -> c.length));
            return cycles;
        }
    }
}
