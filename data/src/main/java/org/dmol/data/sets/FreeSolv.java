package org.dmol.data.sets;

import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.Csv;
import org.dmol.data.CsvTable;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/** FreeSolv: hydration free energies of 642 compounds (Mobley, Guthrie, J. Comput.-Aided Mol. Des. 2014, 28, 711). */
public record FreeSolv(DataFile source, List<Compound> rows, List<RowError> rejected)
        implements LoadedSet<FreeSolv.Compound> {
    /**
     * A row.
     *
     * @param row its number in the file, from 0
     * @param name name of the compound
     * @param smiles SMILES
     * @param measuredKcalPerMol measured hydration free energy, kcal/mol
     * @param simulatedKcalPerMol the same from a GAFF/TIP3P simulation, kcal/mol
     */
    public record Compound(
            int row, String name, String smiles, double measuredKcalPerMol, double simulatedKcalPerMol) {}

    /** Finds and reads the data set. */
    public static FreeSolv load(DataStore store) {
        return read(store.get("freesolv"));
    }

    /** Reads a file of this form. */
    public static FreeSolv read(DataFile file) {
        CsvTable t =
                Csv.columns().text("iupac", "smiles").number("expt", "calc").read(file.path());
        List<Compound> rows = IntStream.range(0, t.size())
                .mapToObj(i -> new Compound(
                        t.rowNumber(i),
                        t.text("iupac")[i],
                        t.text("smiles")[i],
                        t.number("expt")[i],
                        t.number("calc")[i]))
                .toList();
        return new FreeSolv(file, rows, t.rejected());
    }

    /** The SMILES as in the file. */
    public String[] smiles() {
        return texts(Compound::smiles);
    }
}
