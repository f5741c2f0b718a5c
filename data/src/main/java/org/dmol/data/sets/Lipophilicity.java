package org.dmol.data.sets;

import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.Csv;
import org.dmol.data.CsvTable;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/** Lipophilicity: octanol/water distribution coefficients of 4,200 compounds (AstraZeneca deposit in ChEMBL, CHEMBL3301361). */
public record Lipophilicity(DataFile source, List<Compound> rows, List<RowError> rejected)
        implements LoadedSet<Lipophilicity.Compound> {
    /**
     * A row.
     *
     * @param row its number in the file, from 0
     * @param chemblId number in ChEMBL
     * @param smiles SMILES
     * @param logD log10 of the distribution coefficient at pH 7.4
     */
    public record Compound(int row, String chemblId, String smiles, double logD) {}

    /** Finds and reads the data set. */
    public static Lipophilicity load(DataStore store) {
        return read(store.get("lipophilicity"));
    }

    /** Reads a file of this form. */
    public static Lipophilicity read(DataFile file) {
        CsvTable t = Csv.columns().text("CMPD_CHEMBLID", "smiles").number("exp").read(file.path());
        List<Compound> rows = IntStream.range(0, t.size())
                .mapToObj(i -> new Compound(
                        t.rowNumber(i), t.text("CMPD_CHEMBLID")[i], t.text("smiles")[i], t.number("exp")[i]))
                .toList();
        return new Lipophilicity(file, rows, t.rejected());
    }

    /** The SMILES as in the file. */
    public String[] smiles() {
        return texts(Compound::smiles);
    }
}
