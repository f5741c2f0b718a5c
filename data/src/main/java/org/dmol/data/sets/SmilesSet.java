package org.dmol.data.sets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.RowError;
import org.dmol.data.Text;

/**
 * A list of SMILES, one a line, as the ZINC and GuacaMol files are: {@code zinc-subset}, {@code zinc-250k}, {@code zinc-sampled},
 * {@code zinc-jtvae-valid}, {@code zinc-jtvae-test}, {@code zinc-qed}, {@code zinc-natural-products}, {@code guacamol-valid},
 * {@code qm9-smiles}. A header line {@code smiles} is skipped; a second word on a line is the name of the molecule.
 */
public record SmilesSet(DataFile source, List<Entry> rows, List<RowError> rejected)
        implements LoadedSet<SmilesSet.Entry> {
    private static final Pattern BLANK = Pattern.compile("[\\s,]+");
    private static final Pattern SMILES = Pattern.compile("[!-~]+");

    /**
     * A row.
     *
     * @param row its number in the file, from 0, without the header and empty lines
     * @param smiles SMILES
     * @param name second word of the line, or empty
     */
    public record Entry(int row, String smiles, String name) {}

    /** Finds and reads the first of these data sets that can be had. */
    public static SmilesSet load(DataStore store, String... ids) {
        return read(store.get(ids));
    }

    /** ZINC-250k where the full file is at hand, otherwise its part of 51,409 molecules. */
    public static SmilesSet loadZinc(DataStore store) {
        return load(store, "zinc-250k", "zinc-subset");
    }

    /** Reads a file of this form. */
    public static SmilesSet read(DataFile file) {
        List<Entry> rows = new ArrayList<>();
        List<RowError> errors = new ArrayList<>();
        List<String> lines = Text.lines(file.path());
        boolean header = !lines.isEmpty() && lines.get(0).strip().equalsIgnoreCase("smiles");
        for (int i = header ? 1 : 0; i < lines.size(); i++) {
            int row = header ? i - 1 : i;
            String[] words = BLANK.split(lines.get(i).strip(), 2);
            if (SMILES.matcher(words[0]).matches()) {
                rows.add(new Entry(row, words[0], words.length > 1 ? words[1].strip() : ""));
            } else {
                errors.add(new RowError(row, 0, "it does not start with a SMILES string"));
            }
        }
        return new SmilesSet(file, List.copyOf(rows), List.copyOf(errors));
    }

    /** The SMILES as in the file. */
    public String[] smiles() {
        return texts(Entry::smiles);
    }
}
