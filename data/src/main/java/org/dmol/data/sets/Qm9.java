package org.dmol.data.sets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/**
 * QM9: small molecules of H, C, N, O (and F in the full set) with DFT geometries and 15 properties (Ramakrishnan, Dral, Rupp, von
 * Lilienfeld, Sci. Data 2014, 1, 140022; B3LYP/6-31G(2df,p)).
 *
 * @param source file
 * @param ids int32 [n], QM9's numbers from 1
 * @param geometries atoms and positions in Angstrom
 * @param properties float64 [n, 15] in the order and the units of {@link Property}
 * @param rejected records that were left out (only when read from text)
 */
public record Qm9(DataFile source, Nd ids, Geometries geometries, Nd properties, List<RowError> rejected) {
    /** kcal/mol in a Hartree, as QM9's tables of atomization energies use it. */
    public static final double KCAL_PER_HARTREE = 627.5095;

    /** The columns of {@link Qm9#properties()}. */
    public enum Property {
        /** Rotational constant, GHz. */
        A("GHz"),
        /** Rotational constant, GHz. */
        B("GHz"),
        /** Rotational constant, GHz. */
        C("GHz"),
        /** Dipole moment, Debye. */
        MU("Debye"),
        /** Isotropic polarizability, Bohr^3. */
        ALPHA("Bohr^3"),
        /** Energy of the highest occupied orbital, Hartree. */
        HOMO("Hartree"),
        /** Energy of the lowest unoccupied orbital, Hartree. */
        LUMO("Hartree"),
        /** Difference of the two, Hartree. */
        GAP("Hartree"),
        /** Electronic spatial extent, Bohr^2. */
        R2("Bohr^2"),
        /** Zero-point vibrational energy, Hartree. */
        ZPVE("Hartree"),
        /** Internal energy at 0 K, Hartree. */
        U0("Hartree"),
        /** Internal energy at 298.15 K, Hartree. */
        U("Hartree"),
        /** Enthalpy at 298.15 K, Hartree. */
        H("Hartree"),
        /** Free energy at 298.15 K, Hartree. */
        G("Hartree"),
        /** Heat capacity at 298.15 K, cal/mol/K. */
        CV("cal/mol/K");

        private final String unit;

        Property(String unit) {
            this.unit = unit;
        }

        /** Unit of the numbers. */
        public String unit() {
            return unit;
        }
    }

    /** The sample of 14,170 molecules; where it is not at hand, the full archive (a download of 86 MB). */
    public static Qm9 load(DataStore store) {
        return read(store.get("qm9-sample", "qm9-sample-xyz", "qm9-archive"));
    }

    /** The first {@code most} molecules of the full archive of 133,885. */
    public static Qm9 loadArchive(DataStore store, int most) {
        return read(store.get("qm9-archive"), most);
    }

    /** Reads a file of one of the forms of QM9, told by its name: arrays, text, or the archive. */
    public static Qm9 read(DataFile file) {
        return read(file, Integer.MAX_VALUE);
    }

    private static Qm9 read(DataFile file, int most) {
        String name = file.dataSet().file();
        if (name.endsWith(".npz")) {
            return readNpz(file);
        }
        List<Qm9Record> records = new ArrayList<>();
        List<RowError> errors = name.endsWith(".tar.bz2")
                ? Qm9Records.archive(file.path(), r -> {
                    records.add(r);
                    return records.size() < most;
                })
                : Qm9Records.text(file.path(), records::add);
        return of(file, records, errors);
    }

    private static Qm9 readNpz(DataFile file) {
        try (NpzArrays npz = new NpzArrays(file)) {
            Geometries g = Geometries.read(npz);
            Nd y = npz.get("y", g.size(), Property.values().length);
            return new Qm9(file, Nd.vector(npz.get("ids", g.size()).ints()), g, y.cast(DType.FLOAT64), List.of());
        }
    }

    /** From records that were read one by one. */
    public static Qm9 of(DataFile file, List<Qm9Record> records, List<RowError> rejected) {
        if (records.isEmpty()) {
            throw new DataException(
                    "The file " + file.path() + " has no good QM9 record; " + RowError.summary(rejected) + ".");
        }
        int width = Property.values().length;
        double[] y = new double[records.size() * width];
        for (int i = 0; i < records.size(); i++) {
            System.arraycopy(records.get(i).properties().doubles(), 0, y, i * width, width);
        }
        return new Qm9(
                file,
                Nd.vector(records.stream().mapToInt(Qm9Record::id).toArray()),
                Geometries.pad(
                        records.stream().map(Qm9Record::atomicNumbers).toList(),
                        records.stream().map(Qm9Record::positions).toList()),
                Nd.of(y, records.size(), width),
                List.copyOf(rejected));
    }

    /** Number of molecules. */
    public int size() {
        return ids.size();
    }

    /** One property of all molecules, float64 [n], in its unit. */
    public double[] property(Property p) {
        double[] all = properties.doubles();
        int width = Property.values().length;
        double[] out = new double[size()];
        Arrays.setAll(out, i -> all[i * width + p.ordinal()]);
        return out;
    }

    /**
     * An energy minus those of the free atoms, kcal/mol; negative is bound.
     *
     * @param energy U0, U, H or G
     */
    public double[] atomizationKcalPerMol(Property energy) {
        double[] values = property(energy);
        int[] z = geometries.atomicNumbers().ints();
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < geometries.atoms(i); k++) {
                values[i] -= Qm9Atoms.hartree(z[i * geometries.width() + k], energy);
            }
            values[i] *= KCAL_PER_HARTREE;
        }
        return values;
    }
}
