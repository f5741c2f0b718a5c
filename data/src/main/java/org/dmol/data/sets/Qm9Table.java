package org.dmol.data.sets;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.Csv;
import org.dmol.data.CsvTable;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/**
 * QM9 as a table of SMILES and properties, without geometries: 14,862 rows, of which 147 repeat another one.
 *
 * @param source file
 * @param rows number and SMILES
 * @param properties float64 [n, 15] in the order and the units of {@link Qm9.Property}
 * @param atomizationKcalPerMol float64 [n, 4]: U0, U, H, G minus the free atoms, kcal/mol
 * @param rejected rows that were left out
 */
public record Qm9Table(
        DataFile source, List<Molecule> rows, Nd properties, Nd atomizationKcalPerMol, List<RowError> rejected)
        implements LoadedSet<Qm9Table.Molecule> {
    private static final List<String> COLUMNS = List.of(
            "A", "B", "C", "mu", "alpha", "homo", "lumo", "gap", "r2", "zpve", "u0", "u298", "h298", "g298", "cv");
    private static final List<String> ATOMIZATION = List.of("u0_atom", "u298_atom", "h298_atom", "g298_atom");

    /**
     * A molecule.
     *
     * @param row its number in the file, from 0
     * @param id QM9's number, from 1
     * @param smiles SMILES, or empty where the file has none
     */
    public record Molecule(int row, int id, String smiles) {}

    /** Finds and reads {@code qm9_small.csv}. */
    public static Qm9Table load(DataStore store) {
        return read(store.get("qm9-small"), true);
    }

    /** The first 21 molecules of QM9; without SMILES. */
    public static Qm9Table loadMini(DataStore store) {
        return read(store.get("qm9-mini-csv"), false);
    }

    private static Qm9Table read(DataFile file, boolean smiles) {
        Csv csv = Csv.columns().text("mol_id");
        if (smiles) {
            csv.text("smiles");
        }
        CsvTable t = csv.number(COLUMNS.toArray(String[]::new))
                .number(ATOMIZATION.toArray(String[]::new))
                .read(file.path());
        List<Molecule> rows = new ArrayList<>();
        List<RowError> errors = new ArrayList<>(t.rejected());
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < t.size(); i++) {
            String id = t.text("mol_id")[i];
            if (id.matches("gdb_\\d{1,9}")) {
                rows.add(new Molecule(
                        t.rowNumber(i), Integer.parseInt(id.substring(4)), smiles ? t.text("smiles")[i] : ""));
                kept.add(i);
            } else {
                errors.add(new RowError(t.rowNumber(i), 0, "mol_id is '" + id + "' instead of gdb_ and a number"));
            }
        }
        int[] order = kept.stream().mapToInt(i -> i).toArray();
        return new Qm9Table(
                file,
                List.copyOf(rows),
                join(t, COLUMNS).take(order),
                join(t, ATOMIZATION).take(order),
                List.copyOf(errors));
    }

    private static Nd join(CsvTable t, List<String> columns) {
        int width = columns.size();
        double[] out = new double[t.size() * width];
        for (int j = 0; j < width; j++) {
            double[] column = t.number(columns.get(j));
            for (int i = 0; i < column.length; i++) {
                out[i * width + j] = column[i];
            }
        }
        return Nd.of(out, t.size(), width);
    }
}
