package org.dmol.chapters.gnn;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.layers.train.Dataset;

/**
 * Molecules for a compiled step of one at a time: each is brought to the smallest of a few sizes that holds it, and all lie end to end.
 * A size is the number of classes before the first layer and after each ({@link LayeredMolecule}). {@link OneMolecule} reads it.
 */
final class SizedMolecules {
    /** Classes after the last layer up to which a molecule has the first sizes; the largest molecule makes one more. */
    private static final int[] LIMITS = {12, 24, 48};

    private final int[][] sizes;
    private final Sized.Picks picks;
    private final int[] elements;
    private final float[] numbers;

    SizedMolecules(List<MoleculeGraph> graphs) {
        List<LayeredMolecule> molecules = graphs.parallelStream()
                .map(g -> LayeredMolecule.of(g, GcnNetwork.LAYERS))
                .toList();
        int[] size = molecules.stream().mapToInt(SizedMolecules::size).toArray();
        int[] used = Arrays.stream(size).distinct().sorted().toArray();
        sizes = new int[used.length][GcnNetwork.LAYERS + 1];
        for (int m = 0; m < size.length; m++) {
            size[m] = Arrays.binarySearch(used, size[m]);
            int[] own = molecules.get(m).sizes();
            int[] most = sizes[size[m]];
            Arrays.setAll(most, l -> Math.max(most[l], own[l]));
        }
        picks = Sized.Picks.of(size, s -> sizes[s][0], this::numbers);
        elements = new int[picks.ints()];
        numbers = new float[picks.floats()];
        for (int m = 0; m < size.length; m++) {
            put(molecules.get(m), sizes[size[m]], picks.firstInt(m), picks.firstFloat(m));
        }
    }

    private static int size(LayeredMolecule m) {
        int k = 0;
        while (k < LIMITS.length && m.shares().length > LIMITS[k]) {
            k++;
        }
        return k;
    }

    private void put(LayeredMolecule m, int[] padded, int firstElement, int firstNumber) {
        System.arraycopy(m.elements(), 0, elements, firstElement, m.elements().length);
        int at = firstNumber;
        for (int l = 1; l < padded.length; l++) {
            float[][] mean = m.means().get(l - 1);
            for (int k = 0; k < mean.length; k++) {
                System.arraycopy(mean[k], 0, numbers, at + k * padded[l - 1], mean[k].length);
            }
            at += padded[l] * padded[l - 1];
        }
        System.arraycopy(m.shares(), 0, numbers, at, m.shares().length);
    }

    /** Classes before the first layer and after each, for each size. */
    int[][] sizes() {
        return sizes;
    }

    /** Numbers of a molecule of a size: the matrices of the layers, row by row, then the shares. */
    private int numbers(int size) {
        int[] n = sizes[size];
        int sum = n[n.length - 1];
        for (int l = 1; l < n.length; l++) {
            sum += n[l] * n[l - 1];
        }
        return sum;
    }

    /** All molecules with their targets; a row is the size, the place of the elements and that of the numbers. */
    Dataset dataset(double[] y) {
        return Dataset.of(picks.rows(), Nd.of(y, y.length, 1))
                .shared(Nd.of(elements, elements.length), Nd.of(numbers, numbers.length));
    }
}
