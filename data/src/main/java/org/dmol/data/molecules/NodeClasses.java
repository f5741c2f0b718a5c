package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes of a graph that a message-passing network of a given depth cannot tell apart, because they and what lies around them are alike:
 * the colour refinement of Weisfeiler and Leman (1968), which such networks cannot exceed (Xu et al. 2019). The three hydrogens of a
 * methyl group, or the copies of an atom in a crystal, need to be computed once.
 */
public final class NodeClasses {
    private final int[] of;
    private final int[] first;
    private final int[] size;

    private NodeClasses(int[] of, int count) {
        this.of = of;
        this.first = new int[count];
        this.size = new int[count];
        for (int i = of.length - 1; i >= 0; i--) {
            first[of[i]] = i;
            size[of[i]]++;
        }
    }

    /** Directed edges from a node to its neighbours, each with a label such as a bond type or a rounded distance. */
    @FunctionalInterface
    public interface Edges {
        /** The neighbours of a node, each as {@code label << 32 | neighbour}, in any order; labels are not negative. */
        long[] of(int node);
    }

    /**
     * Divides nodes into classes.
     *
     * @param labels what is known of each node by itself, such as its element
     * @param edges neighbours that a node receives messages from
     * @param depth number of layers; classes no longer change after a while
     */
    public static NodeClasses of(int[] labels, Edges edges, int depth) {
        int n = labels.length;
        long[][] neighbours = new long[n][];
        Arrays.setAll(neighbours, edges::of);
        Map<Key, Integer> ids = new HashMap<>();
        int[] color = new int[n];
        for (int i = 0; i < n; i++) {
            color[i] = number(ids, new long[] {labels[i]});
        }
        int count = ids.size();
        for (int d = 0; d < depth && count < n; d++) {
            ids.clear();
            int[] next = new int[n];
            for (int i = 0; i < n; i++) {
                long[] key = new long[neighbours[i].length + 1];
                for (int k = 0; k < neighbours[i].length; k++) {
                    long edge = neighbours[i][k];
                    key[k] = edge & 0xffffffff00000000L | color[(int) edge];
                }
                key[key.length - 1] = -1 - color[i];
                Arrays.sort(key);
                next[i] = number(ids, key);
            }
            color = next;
            if (ids.size() == count) {
                break;
            }
            count = ids.size();
        }
        return new NodeClasses(color, count);
    }

    /** Classes of atoms by element and neighbours, whatever the bonds. */
    public static NodeClasses of(MoleculeGraph graph, int depth) {
        List<long[]> neighbours = new ArrayList<>();
        for (int i = 0; i < graph.nodeCount(); i++) {
            long[] n = new long[graph.molecule().degree(i)];
            for (int k = 0; k < n.length; k++) {
                n[k] = graph.molecule().neighbor(i, k);
            }
            neighbours.add(n);
        }
        return of(graph.elements().ints(), neighbours::get, depth);
    }

    private static int number(Map<Key, Integer> ids, long[] key) {
        Integer known = ids.putIfAbsent(new Key(key), ids.size());
        return known == null ? ids.size() - 1 : known;
    }

    private record Key(long[] values) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && Arrays.equals(values, k.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** Number of classes. */
    public int count() {
        return first.length;
    }

    /** Class of a node; classes are numbered by their first nodes. */
    public int of(int node) {
        return of[node];
    }

    /** The first node of a class, which stands for all of it. */
    public int first(int c) {
        return first[c];
    }

    /** Number of nodes of a class. */
    public int size(int c) {
        return size[c];
    }
}
