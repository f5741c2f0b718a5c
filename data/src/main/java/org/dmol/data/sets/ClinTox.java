package org.dmol.data.sets;

import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.Csv;
import org.dmol.data.CsvTable;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/**
 * ClinTox: 1,484 drugs and drug candidates that were approved or failed in clinical trials (Gayvert, Madhukar, Elemento, Cell Chem. Biol.
 * 2016, 23, 1294; MoleculeNet). Some SMILES are not valid molecules.
 */
public record ClinTox(DataFile source, List<Drug> rows, List<RowError> rejected) implements LoadedSet<ClinTox.Drug> {
    /**
     * A row.
     *
     * @param row its number in the file, from 0
     * @param smiles SMILES
     * @param fdaApproved 1 if approved by the FDA, else 0
     * @param failedForToxicity 1 if it failed in a trial because it was toxic, else 0
     */
    public record Drug(int row, String smiles, int fdaApproved, int failedForToxicity) {}

    /** Finds and reads the data set. */
    public static ClinTox load(DataStore store) {
        return read(store.get("clintox"));
    }

    /** Reads a file of this form. */
    public static ClinTox read(DataFile file) {
        CsvTable t =
                Csv.columns().text("smiles").integer("FDA_APPROVED", "CT_TOX").read(file.path());
        int[] approved = t.integer("FDA_APPROVED");
        int[] toxic = t.integer("CT_TOX");
        List<Drug> rows = IntStream.range(0, t.size())
                .mapToObj(i -> new Drug(t.rowNumber(i), t.text("smiles")[i], approved[i], toxic[i]))
                .toList();
        return new ClinTox(file, rows, t.rejected());
    }

    /** The SMILES as in the file. */
    public String[] smiles() {
        return texts(Drug::smiles);
    }
}
