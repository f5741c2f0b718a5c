package org.dmol.data.sets;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.RowError;
import org.dmol.data.Text;
import org.dmol.data.formats.Bzip2InputStream;
import org.dmol.data.formats.Tar;
import org.dmol.data.molecules.PeriodicTable;

/**
 * Reads QM9's records one by one: number of atoms; {@code gdb}, number and 15 properties; element, position and charge of each atom;
 * frequencies; SMILES; InChI. Some numbers have Mathematica's exponents ({@code 1.5*^-6}).
 */
public final class Qm9Records {
    private static final int PROPERTIES = Qm9.Property.values().length;

    private Qm9Records() {}

    /**
     * Walks through the original archive {@code dsgdb9nsd.xyz.tar.bz2} without unpacking it to the disk.
     *
     * @param use gets each record; returning false ends the walk
     * @return the records that were left out
     */
    public static List<RowError> archive(Path file, Predicate<Qm9Record> use) {
        List<RowError> errors = new ArrayList<>();
        int[] row = {0};
        try (InputStream in = new BufferedInputStream(new Bzip2InputStream(Files.newInputStream(file)), 1 << 16)) {
            Tar.walk(in, (name, content) -> {
                if (!name.endsWith(".xyz")) {
                    return true;
                }
                int i = row[0]++;
                try {
                    return use.test(parse(
                            new String(content, StandardCharsets.UTF_8).lines().toList()));
                } catch (IllegalArgumentException e) {
                    errors.add(new RowError(i, 0, name + ": " + e.getMessage()));
                    return true;
                }
            });
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
        return errors;
    }

    /**
     * Reads records that follow one another in one text file, with or without charges, and without the lines after the atoms.
     *
     * @return the records that were left out
     */
    public static List<RowError> text(Path file, Consumer<Qm9Record> use) {
        List<RowError> errors = new ArrayList<>();
        try (BufferedReader in = Text.open(file)) {
            int row = 0;
            for (String first = in.readLine(); first != null; first = in.readLine(), row++) {
                List<String> lines = new ArrayList<>(List.of(first));
                int n = atoms(first);
                for (int i = 0; i <= n; i++) {
                    String line = in.readLine();
                    if (line == null) {
                        errors.add(new RowError(row, 0, "the file ends within it"));
                        return errors;
                    }
                    lines.add(line);
                }
                try {
                    use.accept(parse(lines));
                } catch (IllegalArgumentException e) {
                    errors.add(new RowError(row, 0, e.getMessage()));
                }
            }
        } catch (IllegalArgumentException e) {
            errors.add(new RowError(errors.size(), 0, e.getMessage() + "; the rest of the file was not read"));
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
        return errors;
    }

    private static int atoms(String line) {
        if (!line.strip().matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("it does not start with a number of atoms");
        }
        return Integer.parseInt(line.strip());
    }

    /**
     * One record.
     *
     * @throws IllegalArgumentException if it is not one; the message says what is wrong
     */
    public static Qm9Record parse(List<String> lines) {
        int n = lines.isEmpty() ? atoms("") : atoms(lines.get(0));
        if (lines.size() < n + 2) {
            throw new IllegalArgumentException("it has " + lines.size() + " lines, too few for " + n + " atoms");
        }
        String[] head = words(lines.get(1));
        if (head.length != PROPERTIES + 2 || !head[0].equals("gdb") || !head[1].matches("\\d{1,9}")) {
            throw new IllegalArgumentException("its second line is not 'gdb', a number and 15 properties");
        }
        double[] y = numbers(Arrays.copyOfRange(head, 2, head.length));
        int[] z = new int[n];
        double[] r = new double[3 * n];
        int columns = words(lines.get(2)).length;
        double[] charges = new double[columns == 5 ? n : 0];
        for (int i = 0; i < n; i++) {
            String[] atom = words(lines.get(i + 2));
            if (atom.length != columns || columns < 4 || columns > 5) {
                throw new IllegalArgumentException("atom " + i + " has " + atom.length + " columns");
            }
            z[i] = PeriodicTable.atomicNumber(atom[0]);
            if (z[i] < 1) {
                throw new IllegalArgumentException("atom " + i + " has the unknown element '" + atom[0] + "'");
            }
            double[] v = numbers(Arrays.copyOfRange(atom, 1, columns));
            System.arraycopy(v, 0, r, 3 * i, 3);
            if (columns == 5) {
                charges[i] = v[3];
            }
        }
        boolean rest = lines.size() >= n + 5;
        String[] smiles = rest ? words(lines.get(n + 3)) : new String[] {""};
        return new Qm9Record(
                Integer.parseInt(head[1]),
                Nd.vector(z),
                Nd.of(r, n, 3),
                Nd.vector(charges),
                Nd.vector(y),
                Nd.vector(rest ? numbers(words(lines.get(n + 2))) : new double[0]),
                smiles[0],
                smiles.length > 1 ? smiles[1] : smiles[0],
                rest ? words(lines.get(n + 4))[0] : "");
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+");
    }

    private static double[] numbers(String... words) {
        double[] out = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            String w = words[i].replace("*^", "e");
            try {
                out[i] = Double.parseDouble(w);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + words[i] + "' is not a number", e);
            }
            if (!Double.isFinite(out[i])) {
                throw new IllegalArgumentException("'" + words[i] + "' is not a finite number");
            }
        }
        return out;
    }

    /** The numbers of the molecules that fail QM9's consistency check, from {@code uncharacterized.txt}. */
    public static int[] uncharacterized(org.dmol.data.DataStore store) {
        Path file = store.get("qm9-uncharacterized").path();
        int[] ids = Text.lines(file).stream()
                .map(String::strip)
                .filter(l -> l.matches("\\d{1,6}\\s.*"))
                .mapToInt(l -> Integer.parseInt(l.split("\\s+")[0]))
                .toArray();
        if (ids.length == 0) {
            throw new DataException("The file " + file + " lists no molecules.");
        }
        return ids;
    }
}
