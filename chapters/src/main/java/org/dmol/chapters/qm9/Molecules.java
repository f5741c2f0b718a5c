package org.dmol.chapters.qm9;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.LinearFit;
import org.dmol.data.molecules.PeriodicTable;
import org.dmol.data.sets.Geometries;
import org.dmol.layers.train.Dataset;

/**
 * Molecules with one energy each, in the arrays that networks take.
 *
 * @param geometries atoms and positions
 * @param energies one a molecule, in any unit
 */
record Molecules(Geometries geometries, double[] energies) {
    /** The elements of QM9. */
    static final int[] ELEMENTS = {1, 6, 7, 8, 9};

    /** Padded sizes: few, since each is compiled. */
    private static final int[] SIZES = {16, 19, 22, 29};

    Molecules {
        for (int i = 0; i < geometries.size(); i++) {
            require(geometries.numbers(i).ints(), "molecule " + i, ELEMENTS);
        }
    }

    /**
     * Rejects what a network has no numbers for.
     *
     * @throws IllegalArgumentException naming the molecule, if it is empty or holds an element that is not allowed
     */
    static void require(int[] elements, String name, int... allowed) {
        if (elements.length == 0) {
            throw new IllegalArgumentException("The " + name + " has no atoms; it needs one at least.");
        }
        for (int z : elements) {
            if (Arrays.stream(allowed).noneMatch(e -> e == z)) {
                String known = String.join(
                        ", ",
                        Arrays.stream(allowed).mapToObj(PeriodicTable::symbol).toList());
                throw new IllegalArgumentException("The " + name + " holds "
                        + (z < 1 || z > 118 ? "an atom of atomic number " + z : PeriodicTable.symbol(z))
                        + "; the network knows " + known + ".");
            }
        }
    }

    double[] energies(int[] rows) {
        return Arrays.stream(rows).mapToDouble(r -> energies[r]).toArray();
    }

    /** Numbers of atoms of each of {@link #ELEMENTS}, float64 (rows, 5). */
    Nd counts(int[] rows) {
        double[] out = new double[rows.length * ELEMENTS.length];
        for (int i = 0; i < rows.length; i++) {
            for (int z : geometries.numbers(rows[i]).ints()) {
                out[i * ELEMENTS.length + Arrays.binarySearch(ELEMENTS, z)]++;
            }
        }
        return Nd.of(out, rows.length, ELEMENTS.length);
    }

    /** The energy of each element, at its atomic number, that explains the energies best; 0 for elements that do not occur. */
    double[] references(int[] rows) {
        // Elements that do not occur are columns of zeros: the shortest solution gives them nothing.
        LinearFit fit = LeastSquares.with(Intercept.NONE).fit(counts(rows), energies(rows));
        double[] out = new double[ELEMENTS[ELEMENTS.length - 1] + 1];
        for (int k = 0; k < ELEMENTS.length; k++) {
            out[ELEMENTS[k]] = fit.weights()[k];
        }
        return out;
    }

    /** What the references leave over. */
    double[] residuals(int[] rows, double[] references) {
        double[] out = energies(rows);
        for (int i = 0; i < rows.length; i++) {
            for (int z : geometries.numbers(rows[i]).ints()) {
                out[i] -= references[z];
            }
        }
        return out;
    }

    /** Atomic numbers int (rows, width) and positions (rows, width, 3). */
    List<Nd> inputs(int[] rows, int width) {
        int[] z = new int[rows.length * width];
        float[] x = new float[rows.length * width * 3];
        for (int i = 0; i < rows.length; i++) {
            int[] elements = geometries.numbers(rows[i]).ints();
            System.arraycopy(elements, 0, z, i * width, elements.length);
            System.arraycopy(geometries.coordinates(rows[i]).floats(), 0, x, i * width * 3, 3 * elements.length);
        }
        return List.of(Nd.of(z, rows.length, width), Nd.of(x, rows.length, width, 3));
    }

    /** The rows by padded size. */
    TreeMap<Integer, int[]> bySize(int[] rows) {
        TreeMap<Integer, List<Integer>> lists = new TreeMap<>();
        for (int r : rows) {
            int n = geometries.atoms(r);
            int size = Arrays.stream(SIZES).filter(s -> n <= s).findFirst().orElse(n);
            lists.computeIfAbsent(size, s -> new ArrayList<>()).add(r);
        }
        TreeMap<Integer, int[]> out = new TreeMap<>();
        lists.forEach(
                (size, list) -> out.put(size, list.stream().mapToInt(i -> i).toArray()));
        return out;
    }

    /** Shuffled batches of molecules of similar size with their energies. */
    List<Dataset> buckets(int[] rows, int batch) {
        List<Dataset> out = new ArrayList<>();
        bySize(rows)
                .forEach((size, some) -> out.add(Dataset.of(
                                inputs(some, size),
                                List.of(Nd.of(energies(some), some.length, 1).cast(DType.FLOAT32)))
                        .batch(batch)
                        .shuffle()));
        return out;
    }
}
