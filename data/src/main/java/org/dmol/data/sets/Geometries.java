package org.dmol.data.sets;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/**
 * Atoms and positions of many molecules, padded to the largest.
 *
 * @param atomCounts int32 [n]
 * @param atomicNumbers int32 [n, most atoms]; 0 after the last atom
 * @param positions float32 [n, most atoms, 3], Angstrom; 0 after the last atom
 */
public record Geometries(Nd atomCounts, Nd atomicNumbers, Nd positions) {
    /** Number of molecules. */
    public int size() {
        return atomCounts.size();
    }

    /** Number of atoms of the largest molecule, the padded width. */
    public int width() {
        return atomicNumbers.dim(1);
    }

    /** Number of atoms of a molecule. */
    public int atoms(int i) {
        return atomCounts.ints()[i];
    }

    /** Atomic numbers of a molecule, int32 [atoms]. */
    public Nd numbers(int i) {
        return atomicNumbers.row(i).rows(0, atoms(i));
    }

    /** Positions of a molecule, float32 [atoms, 3], Angstrom. */
    public Nd coordinates(int i) {
        return positions.row(i).rows(0, atoms(i));
    }

    /** Pads molecules: atomic numbers [atoms] and positions [atoms, 3] each. */
    public static Geometries pad(List<Nd> numbers, List<Nd> coordinates) {
        int n = numbers.size();
        int width = numbers.stream().mapToInt(Nd::size).max().orElse(0);
        int[] counts = numbers.stream().mapToInt(Nd::size).toArray();
        int[] z = new int[n * width];
        float[] r = new float[n * width * 3];
        for (int i = 0; i < n; i++) {
            System.arraycopy(numbers.get(i).ints(), 0, z, i * width, counts[i]);
            System.arraycopy(coordinates.get(i).floats(), 0, r, i * width * 3, 3 * counts[i]);
        }
        return new Geometries(Nd.vector(counts), Nd.of(z, n, width), Nd.of(r, n, width, 3));
    }

    /** The arrays {@code natoms}, {@code Z} and {@code R} of an archive. */
    static Geometries read(NpzArrays npz) {
        Nd counts = npz.get("natoms", NpzArrays.ANY);
        Nd z = npz.get("Z", counts.size(), NpzArrays.ANY);
        Nd r = npz.get("R", counts.size(), z.dim(1), 3);
        if (Arrays.stream(counts.ints()).anyMatch(c -> c < 0 || c > z.dim(1))) {
            throw new org.dmol.data.DataException("A molecule of the archive has more atoms than there is room for.");
        }
        return new Geometries(
                Nd.vector(counts.ints()), z.cast(org.dmol.array.DType.INT32), r.cast(org.dmol.array.DType.FLOAT32));
    }
}
