package org.dmol.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.RowError;
import org.dmol.data.Text;
import org.dmol.data.molecules.PeriodicTable;

/**
 * The molecules of an SD file (MDL molfiles V2000, separated by {@code $$$$}): coordinates and bonds; data fields are not read.
 *
 * @param molecules the good ones, in order
 * @param rejected the others
 */
public record SdfFile(List<Molecule> molecules, List<RowError> rejected) {
    /**
     * A molecule.
     *
     * @param title first line
     * @param atomicNumbers int32 [n]
     * @param positions float64 [n, 3], usually Angstrom
     * @param bonds int32 [m, 3]: both atoms, from 0, and the type (1 single, 2 double, 3 triple, 4 aromatic)
     */
    public record Molecule(String title, Nd atomicNumbers, Nd positions, Nd bonds) {}

    /**
     * Reads a file.
     *
     * @throws DataException if it cannot be read or has no good molecule
     */
    public static SdfFile read(Path file) {
        List<Molecule> molecules = new ArrayList<>();
        List<RowError> errors = new ArrayList<>();
        List<String> block = new ArrayList<>();
        int row = 0;
        long line = 0;
        for (String next : Text.allLines(file)) {
            line++;
            if (!next.startsWith("$$$$")) {
                block.add(next);
            } else {
                add(block, row++, line - block.size(), molecules, errors);
                block.clear();
            }
        }
        if (block.stream().anyMatch(l -> !l.isBlank())) {
            add(block, row, line - block.size() + 1, molecules, errors);
        }
        if (molecules.isEmpty()) {
            throw new DataException("The file " + file + " has no good molfile; " + RowError.summary(errors) + ".");
        }
        return new SdfFile(List.copyOf(molecules), List.copyOf(errors));
    }

    private static void add(List<String> block, int row, long line, List<Molecule> molecules, List<RowError> errors) {
        try {
            molecules.add(parse(block));
        } catch (IllegalArgumentException e) {
            errors.add(new RowError(row, line, e.getMessage()));
        }
    }

    private static Molecule parse(List<String> lines) {
        if (lines.size() < 4 || !lines.get(3).contains("V2000")) {
            throw new IllegalArgumentException("it is not a V2000 molfile");
        }
        int atoms = integer(lines.get(3), 0);
        int bonds = integer(lines.get(3), 3);
        if (lines.size() < 4 + atoms + bonds) {
            throw new IllegalArgumentException("it ends before its " + atoms + " atoms and " + bonds + " bonds");
        }
        int[] z = new int[atoms];
        double[] r = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            String[] words = lines.get(4 + i).strip().split("\\s+");
            if (words.length < 4) {
                throw new IllegalArgumentException("atom " + i + " has " + words.length + " columns");
            }
            for (int k = 0; k < 3; k++) {
                r[3 * i + k] = ExtendedXyz.number(words[k], i);
            }
            z[i] = PeriodicTable.atomicNumber(words[3]);
            if (z[i] < 1) {
                throw new IllegalArgumentException("atom " + i + " has the unknown element '" + words[3] + "'");
            }
        }
        int[] joined = new int[3 * bonds];
        for (int b = 0; b < bonds; b++) {
            String line = lines.get(4 + atoms + b);
            joined[3 * b] = integer(line, 0) - 1;
            joined[3 * b + 1] = integer(line, 3) - 1;
            joined[3 * b + 2] = integer(line, 6);
            if (Math.min(joined[3 * b], joined[3 * b + 1]) < 0 || Math.max(joined[3 * b], joined[3 * b + 1]) >= atoms) {
                throw new IllegalArgumentException("bond " + b + " is of an atom that is not there");
            }
        }
        return new Molecule(lines.get(0).strip(), Nd.vector(z), Nd.of(r, atoms, 3), Nd.of(joined, bonds, 3));
    }

    /** The number in three columns. */
    private static int integer(String line, int from) {
        String digits =
                line.length() < from + 3 ? "" : line.substring(from, from + 3).strip();
        if (!digits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("it has '" + digits + "' instead of a count or an atom");
        }
        return Integer.parseInt(digits);
    }
}
