package org.dmol.data.selfies;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Pairs the nodes of an undirected graph so that every node has a partner among its neighbours: a greedy matching that serves the nodes
 * with the fewest choices first, then augmenting paths by breadth-first search.
 *
 * <p>The order of every choice is that of selfies 2.2, because it decides where the double bonds of a SELFIES stand. As there, the
 * search does not contract odd cycles (blossoms), so that it can miss a matching in a graph with odd rings; the caller checks the result.
 */
final class PerfectMatching {
    private static final int NONE = -1;

    private final int[][] graph;
    private final int[] partner;

    private PerfectMatching(int[][] graph) {
        this.graph = graph;
        this.partner = new int[graph.length];
        Arrays.fill(partner, NONE);
    }

    /** Partners by node; -1 where the search found none. */
    static int[] of(int[][] adjacency) {
        PerfectMatching matching = new PerfectMatching(adjacency);
        matching.matchGreedily();
        for (int node = 0; node < adjacency.length; node++) {
            if (matching.partner[node] == NONE && !matching.augment(node)) {
                break;
            }
        }
        return matching.partner;
    }

    private void matchGreedily() {
        int[] free = new int[graph.length]; // neighbours without partner
        PriorityQueue<Long> queue = new PriorityQueue<>(Math.max(1, graph.length));
        for (int node = 0; node < graph.length; node++) {
            free[node] = graph[node].length;
            queue.add(entry(free[node], node));
        }
        while (!queue.isEmpty()) {
            int node = (int) (long) queue.poll();
            if (partner[node] != NONE || free[node] == 0) {
                continue;
            }
            int mate = firstFree(node);
            partner[node] = mate;
            partner[mate] = node;
            release(node, free, queue);
            release(mate, free, queue);
        }
    }

    /** Smallest number of free neighbours first, then smallest node. */
    private static long entry(int free, int node) {
        return (long) free << 32 | node;
    }

    private int firstFree(int node) {
        for (int neighbour : graph[node]) {
            if (partner[neighbour] == NONE) {
                return neighbour;
            }
        }
        throw new IllegalStateException("node " + node + " has no free neighbour");
    }

    private void release(int node, int[] free, PriorityQueue<Long> queue) {
        for (int neighbour : graph[node]) {
            free[neighbour]--;
            if (partner[neighbour] == NONE && free[neighbour] > 0) {
                queue.add(entry(free[neighbour], neighbour));
            }
        }
    }

    /** Finds a path from {@code root} to another free node on which matched and unmatched edges alternate, and swaps them. */
    private boolean augment(int root) {
        int[] parent = new int[graph.length]; // node before, on the way from the root
        int[] via = new int[graph.length]; // the matched neighbour through which the node was reached
        Arrays.fill(parent, NONE);
        parent[root] = root;
        int[] queue = new int[graph.length];
        int head = 0;
        int tail = 0;
        queue[tail++] = root;
        while (head < tail) {
            int node = queue[head++];
            for (int neighbour : graph[node]) {
                int mate = partner[neighbour];
                if (mate == NONE) {
                    if (neighbour != root) {
                        parent[neighbour] = node;
                        via[neighbour] = neighbour;
                        flip(root, neighbour, parent, via);
                        return true;
                    }
                } else if (parent[mate] == NONE) {
                    parent[mate] = node;
                    via[mate] = neighbour;
                    queue[tail++] = mate;
                }
            }
        }
        return false;
    }

    private void flip(int root, int end, int[] parent, int[] via) {
        for (int node = end; node != root; node = parent[node]) {
            partner[via[node]] = parent[node];
            partner[parent[node]] = via[node];
        }
    }
}
