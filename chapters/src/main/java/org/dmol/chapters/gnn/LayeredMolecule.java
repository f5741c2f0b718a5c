package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.NodeClasses;

/**
 * A molecule as each layer of a graph convolution sees it: after layer l only atoms whose surroundings differ within l bonds have
 * different features, so layer l averages over classes of atoms and gives features of finer classes.
 *
 * @param elements the elements of the molecule, each once
 * @param means for each layer, class by class, the share of each coarser class among the neighbours and the atom itself
 * @param shares share of each of the finest classes in the molecule
 */
record LayeredMolecule(int[] elements, List<float[][]> means, float[] shares) {
    static LayeredMolecule of(MoleculeGraph g, int layers) {
        List<NodeClasses> classes = new ArrayList<>();
        for (int depth = 0; depth <= layers; depth++) {
            classes.add(NodeClasses.of(g, depth));
        }
        NodeClasses coarsest = classes.get(0);
        int[] elements = new int[coarsest.count()];
        Arrays.setAll(elements, k -> g.molecule().atomicNumber(coarsest.first(k)));
        List<float[][]> means = new ArrayList<>();
        for (int l = 1; l <= layers; l++) {
            means.add(means(g, classes.get(l - 1), classes.get(l)));
        }
        NodeClasses finest = classes.get(layers);
        float[] shares = new float[finest.count()];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = (float) finest.size(k) / g.nodeCount();
        }
        return new LayeredMolecule(elements, means, shares);
    }

    private static float[][] means(MoleculeGraph g, NodeClasses coarse, NodeClasses fine) {
        float[][] out = new float[fine.count()][coarse.count()];
        for (int k = 0; k < out.length; k++) {
            int atom = fine.first(k);
            int degree = g.molecule().degree(atom);
            Map<Integer, Integer> counts = new LinkedHashMap<>();
            counts.merge(coarse.of(atom), 1, Integer::sum);
            for (int j = 0; j < degree; j++) {
                counts.merge(coarse.of(g.molecule().neighbor(atom, j)), 1, Integer::sum);
            }
            float[] row = out[k];
            counts.forEach((c, n) -> row[c] = (float) n / (degree + 1));
        }
        return out;
    }

    /** Classes before the first layer and after each. */
    int[] sizes() {
        int[] out = new int[means.size() + 1];
        out[0] = elements.length;
        for (int l = 0; l < means.size(); l++) {
            out[l + 1] = means.get(l).length;
        }
        return out;
    }
}
