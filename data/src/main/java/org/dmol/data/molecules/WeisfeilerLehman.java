package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Colour refinement, the one-dimensional Weisfeiler-Lehman test (Weisfeiler and Leman 1968): each round gives a node a colour for its own
 * and those of its neighbours, counted, until no colour splits any more. Graphs with different histograms of colours are not isomorphic;
 * the converse does not hold. No message passing network without further features tells more graphs apart (Xu et al. 2019, Morris et al. 2019).
 */
public final class WeisfeilerLehman {
    private final List<int[][]> rounds;

    private WeisfeilerLehman(List<int[][]> rounds) {
        this.rounds = rounds;
    }

    /**
     * Refines graphs together, so that their colours mean the same.
     *
     * @param graphs for each graph the neighbours of each of its nodes
     * @param start for each graph a first colour of each node, any numbers
     * @throws IllegalArgumentException if the numbers of colours and nodes differ
     */
    public static WeisfeilerLehman refine(List<int[][]> graphs, List<int[]> start) {
        if (graphs.size() != start.size()
                || IntStream.range(0, graphs.size()).anyMatch(g -> graphs.get(g).length != start.get(g).length)) {
            throw new IllegalArgumentException("Colour refinement needs one first colour for each node.");
        }
        List<int[][]> rounds = new ArrayList<>();
        List<List<String>> names = new ArrayList<>();
        for (int[] s : start) {
            names.add(Arrays.stream(s).mapToObj(k -> String.format("%011d", k)).toList());
        }
        int before = 0;
        while (true) {
            TreeMap<String, Integer> known = new TreeMap<>();
            names.forEach(list -> list.forEach(n -> known.put(n, 0)));
            int next = 0;
            for (Map.Entry<String, Integer> e : known.entrySet()) {
                e.setValue(next++);
            }
            if (next == before) {
                return new WeisfeilerLehman(List.copyOf(rounds));
            }
            before = next;
            int[][] colours = names.stream()
                    .map(list -> list.stream().mapToInt(known::get).toArray())
                    .toArray(int[][]::new);
            rounds.add(colours);
            names.clear();
            for (int g = 0; g < colours.length; g++) {
                names.add(signatures(graphs.get(g), colours[g]));
            }
        }
    }

    /** A node's colour and its neighbours' in order. */
    private static List<String> signatures(int[][] graph, int[] colours) {
        return IntStream.range(0, graph.length)
                .mapToObj(i -> String.format("%06d", colours[i])
                        + Arrays.toString(Arrays.stream(graph[i])
                                .map(j -> colours[j])
                                .sorted()
                                .toArray()))
                .toList();
    }

    /** Refines the graphs of atoms and bonds of molecules, without any features: all atoms start alike. */
    public static WeisfeilerLehman refine(Molecule... molecules) {
        List<int[][]> graphs =
                Arrays.stream(molecules).map(WeisfeilerLehman::neighbours).toList();
        return refine(graphs, graphs.stream().map(g -> new int[g.length]).toList());
    }

    /** For each atom of a molecule the atoms that it is bonded to. */
    public static int[][] neighbours(Molecule m) {
        return IntStream.range(0, m.atomCount())
                .mapToObj(i -> IntStream.range(0, m.degree(i))
                        .map(k -> m.neighbor(i, k))
                        .toArray())
                .toArray(int[][]::new);
    }

    /** Number of rounds until the colours are stable, the first colours counted as one. */
    public int rounds() {
        return rounds.size();
    }

    /** Colours of a graph's nodes after a round, from 0, the first colours. */
    public int[] colours(int round, int graph) {
        return rounds.get(round)[graph].clone();
    }

    /** How many nodes of a graph have each colour after a round. */
    public Map<Integer, Integer> histogram(int round, int graph) {
        Map<Integer, Integer> out = new TreeMap<>();
        for (int c : rounds.get(round)[graph]) {
            out.merge(c, 1, Integer::sum);
        }
        return out;
    }

    /** Whether the stable colours prove two of the graphs to be different. */
    public boolean tellsApart(int a, int b) {
        int last = rounds.size() - 1;
        return !histogram(last, a).equals(histogram(last, b));
    }
}
