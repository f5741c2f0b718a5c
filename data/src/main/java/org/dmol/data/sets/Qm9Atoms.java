package org.dmol.data.sets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;
import org.dmol.data.Text;
import org.dmol.data.molecules.PeriodicTable;
import org.dmol.data.sets.Qm9.Property;

/** Energies of the free atoms at QM9's level of theory, Hartree (QM9's own file {@code atomref.txt}). */
public record Qm9Atoms(DataFile source, List<Atom> rows, List<RowError> rejected) implements LoadedSet<Qm9Atoms.Atom> {
    /** U0, U, H, G of an atom, Hartree. */
    private static final Map<Integer, double[]> KNOWN = Map.of(
            1, new double[] {-0.500273, -0.498857, -0.497912, -0.510927},
            6, new double[] {-37.846772, -37.845355, -37.844411, -37.861317},
            7, new double[] {-54.583861, -54.582445, -54.581501, -54.598897},
            8, new double[] {-75.064579, -75.063163, -75.062219, -75.079532},
            9, new double[] {-99.718730, -99.717314, -99.716370, -99.733544});

    /**
     * An atom.
     *
     * @param atomicNumber element
     * @param u0Hartree internal energy at 0 K
     * @param uHartree internal energy at 298.15 K
     * @param hHartree enthalpy at 298.15 K
     * @param gHartree free energy at 298.15 K
     * @param cvCalPerMolK heat capacity, cal/mol/K
     */
    public record Atom(
            int atomicNumber,
            double u0Hartree,
            double uHartree,
            double hHartree,
            double gHartree,
            double cvCalPerMolK) {}

    /** Finds and reads {@code atomref.txt}. */
    public static Qm9Atoms load(DataStore store) {
        DataFile file = store.get("qm9-atomref");
        List<Atom> atoms = new ArrayList<>();
        List<RowError> errors = new ArrayList<>();
        for (String line : Text.lines(file.path())) {
            String[] words = line.strip().split("\\s+");
            if (words.length == 7 && PeriodicTable.atomicNumber(words[0]) > 0) {
                try {
                    double[] v = new double[7];
                    for (int i = 1; i < 7; i++) {
                        v[i] = Double.parseDouble(words[i]);
                    }
                    atoms.add(new Atom(PeriodicTable.atomicNumber(words[0]), v[2], v[3], v[4], v[5], v[6]));
                } catch (NumberFormatException e) {
                    errors.add(new RowError(atoms.size() + errors.size(), 0, "it has a word in place of a number"));
                }
            }
        }
        if (atoms.isEmpty()) {
            throw new DataException("The file " + file.path() + " has no line with an element and six numbers.");
        }
        return new Qm9Atoms(file, List.copyOf(atoms), List.copyOf(errors));
    }

    /** The same energies without the file; only U0, U, H and G of H, C, N, O, F. */
    public static double hartree(int atomicNumber, Property energy) {
        int column = energy.ordinal() - Property.U0.ordinal();
        double[] known = KNOWN.get(atomicNumber);
        if (column < 0 || column > 3 || known == null) {
            throw new IllegalArgumentException("There is no free-atom " + energy + " of the atomic number "
                    + atomicNumber + "; known are U0, U, H and G of H, C, N, O and F.");
        }
        return known[column];
    }
}
