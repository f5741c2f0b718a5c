package org.dmol.data.sets;

import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.Csv;
import org.dmol.data.CsvTable;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/** ESOL: aqueous solubility of 1,128 compounds (Delaney, J. Chem. Inf. Comput. Sci. 2004, 44, 1000). */
public record Esol(DataFile source, List<Compound> rows, List<RowError> rejected) implements LoadedSet<Esol.Compound> {
    private static final String MEASURED = "measured log solubility in mols per litre";
    private static final String PREDICTED = "ESOL predicted log solubility in mols per litre";

    /**
     * A row.
     *
     * @param row its number in the file, from 0
     * @param name name of the compound
     * @param smiles SMILES
     * @param solubilityLogMolPerL measured, log10 of mol/L
     * @param delaneyLogMolPerL predicted by Delaney's linear model, log10 of mol/L
     */
    public record Compound(
            int row, String name, String smiles, double solubilityLogMolPerL, double delaneyLogMolPerL) {}

    /** Finds and reads the data set. */
    public static Esol load(DataStore store) {
        return read(store.get("esol"));
    }

    /** Reads a file of this form. */
    public static Esol read(DataFile file) {
        CsvTable t = Csv.columns()
                .text("Compound ID", "smiles")
                .number(MEASURED, PREDICTED)
                .read(file.path());
        List<Compound> rows = IntStream.range(0, t.size())
                .mapToObj(i -> new Compound(
                        t.rowNumber(i),
                        t.text("Compound ID")[i],
                        t.text("smiles")[i].strip(),
                        t.number(MEASURED)[i],
                        t.number(PREDICTED)[i]))
                .toList();
        return new Esol(file, rows, t.rejected());
    }

    /** The SMILES, without the blanks that follow some of them in the file. */
    public String[] smiles() {
        return texts(Compound::smiles);
    }
}
