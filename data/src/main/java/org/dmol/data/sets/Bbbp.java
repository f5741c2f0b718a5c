package org.dmol.data.sets;

import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.Csv;
import org.dmol.data.CsvTable;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;

/**
 * BBBP: whether 2,050 compounds cross the blood-brain barrier (Martins et al., J. Chem. Inf. Model. 2012, 52, 1686; MoleculeNet). Some
 * SMILES are not valid molecules.
 */
public record Bbbp(DataFile source, List<Compound> rows, List<RowError> rejected) implements LoadedSet<Bbbp.Compound> {
    /**
     * A row.
     *
     * @param row its number in the file, from 0
     * @param name name of the compound
     * @param smiles SMILES
     * @param crosses 1 if it crosses the barrier, else 0
     */
    public record Compound(int row, String name, String smiles, int crosses) {}

    /** Finds and reads the data set. */
    public static Bbbp load(DataStore store) {
        return read(store.get("bbbp"));
    }

    /** Reads a file of this form. */
    public static Bbbp read(DataFile file) {
        CsvTable t = Csv.columns().text("name", "smiles").integer("p_np").read(file.path());
        int[] crosses = t.integer("p_np");
        List<Compound> rows = IntStream.range(0, t.size())
                .mapToObj(i -> new Compound(t.rowNumber(i), t.text("name")[i], t.text("smiles")[i], crosses[i]))
                .toList();
        return new Bbbp(file, rows, t.rejected());
    }

    /** The SMILES as in the file. */
    public String[] smiles() {
        return texts(Compound::smiles);
    }
}
