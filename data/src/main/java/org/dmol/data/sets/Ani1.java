package org.dmol.data.sets;

import static org.dmol.data.sets.NpzArrays.ANY;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;

/**
 * The hydrocarbons with one or two carbon atoms of ANI-1, distorted along their normal modes (Smith, Isayev, Roitberg, Sci. Data 2017, 4,
 * 170193; wB97x/6-31G(d)).
 */
public record Ani1(DataFile source, List<Conformers> molecules) {
    private static final Map<String, String> NAMES =
            new TreeMap<>(Map.of("s01_0", "CH4", "s02_0", "C2H6", "s02_3", "C2H4", "s02_7", "C2H2"));

    /**
     * The geometries of a molecule.
     *
     * @param formula for example C2H6
     * @param atomicNumbers int32 [atoms]
     * @param positions float32 [n, atoms, 3], Angstrom
     * @param energiesHartree float64 [n], total energies, Hartree
     */
    public record Conformers(String formula, Nd atomicNumbers, Nd positions, Nd energiesHartree) {}

    /** Finds and reads the data set. */
    public static Ani1 load(DataStore store) {
        DataFile file = store.get("ani1-hydrocarbons");
        try (NpzArrays npz = new NpzArrays(file)) {
            return new Ani1(
                    file, NAMES.keySet().stream().map(key -> read(npz, key)).toList());
        }
    }

    private static Conformers read(NpzArrays npz, String key) {
        Nd z = npz.get(key + "_Z", ANY);
        Nd r = npz.get(key + "_R", ANY, z.size(), 3);
        return new Conformers(
                NAMES.get(key),
                z.cast(DType.INT32),
                r.cast(DType.FLOAT32),
                npz.get(key + "_E", r.dim(0)).cast(DType.FLOAT64));
    }
}
