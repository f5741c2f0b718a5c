package org.dmol.data.descriptors;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Breadth-first searches of {@link Rings}. */
final class RingSearch {
    /** Paths kept at a time; beyond it a search gives up. */
    private static final int LIMIT = 200_000;

    private RingSearch() {}

    /** The smallest rings through {@code root} over active bonds, not through the atom {@code forbidden} (or -1). */
    static List<int[]> smallest(Topology t, int root, boolean[] active, int forbidden) {
        List<int[]> rings = new ArrayList<>();
        boolean[] finished = new boolean[t.atoms];
        int[] parent = new int[t.atoms];
        int[] depth = new int[t.atoms];
        boolean[] reached = new boolean[t.atoms];
        Arrays.fill(parent, -1);
        if (forbidden >= 0) {
            finished[forbidden] = true;
        }
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(root);
        int size = Integer.MAX_VALUE;
        while (!queue.isEmpty()) {
            int at = queue.poll();
            finished[at] = true;
            int next = depth[at] + 1;
            if (next > size) {
                break;
            }
            for (int b : t.bond[at]) {
                int other = t.other(b, at);
                if (!active[b] || finished[other] || parent[at] == other) {
                    continue;
                }
                if (!reached[other]) {
                    reached[other] = true;
                    parent[other] = at;
                    depth[other] = next;
                    queue.add(other);
                    continue;
                }
                int[] ring = join(at, other, root, parent);
                if (ring != null) {
                    if (ring.length > size) {
                        return rings;
                    }
                    size = ring.length;
                    rings.add(ring);
                }
            }
        }
        return rings;
    }

    /** Root … at, other … back to the root; null if the two ways meet before the root. */
    private static int[] join(int at, int other, int root, int[] parent) {
        List<Integer> ring = new ArrayList<>();
        ring.add(other);
        for (int p = parent[other]; p != -1 && p != root; p = parent[p]) {
            ring.add(p);
        }
        List<Integer> back = new ArrayList<>();
        for (int p = at; p != -1; p = parent[p]) {
            if (p != at && (ring.contains(p) || back.contains(p))) {
                return null;
            }
            back.add(p);
        }
        Collections.reverse(back);
        back.addAll(ring);
        return back.size() > 1 ? back.stream().mapToInt(Integer::intValue).toArray() : null;
    }

    /** The shortest way from {@code from} to {@code to} over ring atoms that closes a ring not yet in {@code seen}; null if there is none. */
    static int[] closing(Topology t, int from, int to, boolean[] ringAtom, Set<BitSet> seen) {
        Deque<int[]> queue = new ArrayDeque<>();
        queue.add(new int[] {from});
        while (!queue.isEmpty() && queue.size() < LIMIT) {
            int[] path = queue.poll();
            int at = path[path.length - 1];
            for (int other : t.neighbour[at]) {
                int[] longer = Arrays.copyOf(path, path.length + 1);
                longer[path.length] = other;
                if (other == to) {
                    BitSet ring = new BitSet();
                    Arrays.stream(longer).forEach(ring::set);
                    if (at != from && !seen.contains(ring)) {
                        return longer;
                    }
                } else if (ringAtom[other] && Arrays.stream(path).noneMatch(i -> i == other)) {
                    queue.add(longer);
                }
            }
        }
        return null;
    }
}
