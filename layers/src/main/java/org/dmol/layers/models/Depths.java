package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dmol.layers.Layer;
import org.dmol.layers.Node;
import org.dmol.layers.Sym;

/** Keras's order of the layers of a functional model: the farthest from the outputs first, ties as met from the outputs. */
final class Depths {
    private final Map<Node, Integer> nodes = new IdentityHashMap<>();
    private final Map<Layer, Integer> depths = new IdentityHashMap<>();
    private final Map<Layer, Integer> met = new IdentityHashMap<>();
    private final Set<Sym> given;

    /** Of a graph whose nodes, inputs left out, are sorted such that each comes after those that it needs. */
    Depths(List<Sym> inputs, List<Sym> outputs, List<Node> sorted) {
        given = new LinkedHashSet<>(inputs);
        Map<Node, Boolean> seen = new IdentityHashMap<>();
        outputs.forEach(y -> meet(y, seen));
        for (int i = sorted.size() - 1; i >= 0; i--) {
            Node node = sorted.get(i);
            int depth = place(node);
            node.inputs().forEach(x -> nodes.merge(x.node(), depth + 1, Math::max));
        }
        for (Sym input : inputs) {
            place(input.node());
            met.putIfAbsent(input.node().layer(), -1);
        }
    }

    private void meet(Sym y, Map<Node, Boolean> seen) {
        if (seen.put(y.node(), true) != null) {
            return;
        }
        met.putIfAbsent(y.node().layer(), met.size());
        if (!given.contains(y)) {
            y.node().inputs().forEach(x -> meet(x, seen));
        }
    }

    /** A layer that is applied several times is as deep as its deepest application. */
    private int place(Node node) {
        int depth = depths.merge(node.layer(), nodes.getOrDefault(node, 0), Math::max);
        nodes.put(node, depth);
        return depth;
    }

    /** The layers in Keras's order. */
    List<Layer> layers() {
        List<Layer> all = new ArrayList<>(depths.keySet());
        all.sort(Comparator.comparing((Layer l) -> -depths.get(l)).thenComparing(met::get));
        return List.copyOf(all);
    }

    /** Whether the graph is a chain: no two nodes at one depth, none with several inputs, no layer applied twice. */
    boolean isChain() {
        Map<Integer, Node> at = new HashMap<>();
        return nodes.size() == depths.size()
                && nodes.keySet().stream().allMatch(n -> n.inputs().size() < 2 && at.put(nodes.get(n), n) == null);
    }
}
