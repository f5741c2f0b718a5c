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
 * AqSolDB: aqueous solubility of 9,982 compounds with 17 RDKit descriptors each (Sorkun, Khetan, Er, Sci. Data 2019, 6, 143). Rows are in
 * the order of the file, which is by source: shuffle before a split unless the order is wanted.
 */
public record AqSolDb(DataFile source, List<Compound> rows, Nd features, List<RowError> rejected)
        implements LoadedSet<AqSolDb.Compound> {
    /** Names of the 17 descriptors, in the order of {@link #features()}. */
    public static final List<String> FEATURES = List.of(
            "MolWt",
            "MolLogP",
            "MolMR",
            "HeavyAtomCount",
            "NumHAcceptors",
            "NumHDonors",
            "NumHeteroatoms",
            "NumRotatableBonds",
            "NumValenceElectrons",
            "NumAromaticRings",
            "NumSaturatedRings",
            "NumAliphaticRings",
            "RingCount",
            "TPSA",
            "LabuteASA",
            "BalabanJ",
            "BertzCT");

    /**
     * A row.
     *
     * @param row its number in the file, from 0
     * @param id for example A-3; the letter is the source
     * @param name name of the compound
     * @param inchi InChI
     * @param inchiKey InChIKey
     * @param smiles SMILES
     * @param solubilityLogMolPerL log10 of the solubility in mol/L
     * @param spreadLogMolPerL standard deviation of several measurements, log10 of mol/L
     * @param occurrences number of measurements
     * @param group reliability, G1 to G5
     */
    public record Compound(
            int row,
            String id,
            String name,
            String inchi,
            String inchiKey,
            String smiles,
            double solubilityLogMolPerL,
            double spreadLogMolPerL,
            int occurrences,
            String group) {}

    /** Finds and reads the data set. */
    public static AqSolDb load(DataStore store) {
        return read(store.get("aqsoldb"));
    }

    /** Reads a file of this form. */
    public static AqSolDb read(DataFile file) {
        CsvTable t = Csv.columns()
                .text("ID", "Name", "InChI", "InChIKey", "SMILES", "Group")
                .number("Solubility", "SD")
                .integer("Ocurrences")
                .number(FEATURES.toArray(String[]::new))
                .read(file.path());
        List<Compound> rows = new ArrayList<>(t.size());
        double[] features = new double[t.size() * FEATURES.size()];
        int[] occurrences = t.integer("Ocurrences");
        for (int i = 0; i < t.size(); i++) {
            rows.add(new Compound(
                    t.rowNumber(i),
                    t.text("ID")[i],
                    t.text("Name")[i],
                    t.text("InChI")[i],
                    t.text("InChIKey")[i],
                    t.text("SMILES")[i],
                    t.number("Solubility")[i],
                    t.number("SD")[i],
                    occurrences[i],
                    t.text("Group")[i]));
        }
        for (int j = 0; j < FEATURES.size(); j++) {
            double[] column = t.number(FEATURES.get(j));
            for (int i = 0; i < column.length; i++) {
                features[i * FEATURES.size() + j] = column[i];
            }
        }
        return new AqSolDb(file, List.copyOf(rows), Nd.of(features, t.size(), FEATURES.size()), t.rejected());
    }

    /** The labels, float64 [n], log10 of mol/L. */
    public Nd solubility() {
        return Nd.vector(numbers(Compound::solubilityLogMolPerL));
    }

    /** The SMILES as in the file; 40 of them end with a blank, which some readers refuse. */
    public String[] smiles() {
        return texts(Compound::smiles);
    }
}
