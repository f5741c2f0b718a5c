package org.dmol.data.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.RowError;
import org.dmol.data.Text;

/**
 * Reads XYZ files, gzip-compressed or not: number of atoms, a comment, and a line an atom. Where the comment has
 * {@code Properties=species:S:1:pos:R:3:...}, the file is extended XYZ and the columns are read by it. Numbers may have Mathematica's
 * exponents ({@code 1.5*^-6}), elements may be symbols or atomic numbers.
 */
public final class Xyz {
    private static final int MOST_ATOMS = 1_000_000;

    private Xyz() {}

    /**
     * Reads all frames.
     *
     * @throws DataException if the file cannot be read or has no good frame
     */
    public static XyzFile read(Path file) {
        try (BufferedReader in = Text.open(file)) {
            XyzFile all = read(in);
            if (all.frames().isEmpty()) {
                throw new DataException(
                        "The file " + file + " has no good XYZ frame; " + RowError.summary(all.rejected()) + ".");
            }
            return all;
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
    }

    /** Reads frames to the end. */
    public static XyzFile read(BufferedReader in) throws IOException {
        List<XyzFrame> frames = new ArrayList<>();
        List<RowError> errors = new ArrayList<>();
        long line = 0;
        for (int row = 0; ; row++) {
            String first = in.readLine();
            line++;
            while (first != null && first.isBlank()) {
                first = in.readLine();
                line++;
            }
            if (first == null) {
                return new XyzFile(frames, errors);
            }
            long start = line;
            int n = count(first);
            if (n < 0) {
                errors.add(new RowError(
                        row, start, "it does not start with a number of atoms; the rest of the file was not read"));
                return new XyzFile(frames, errors);
            }
            List<String> lines = new ArrayList<>();
            for (int i = 0; i <= n; i++) {
                String next = in.readLine();
                if (next == null) {
                    errors.add(new RowError(row, start, "the file ends within it"));
                    return new XyzFile(frames, errors);
                }
                lines.add(next);
            }
            line += n + 1;
            try {
                frames.add(frame(row, lines));
            } catch (IllegalArgumentException e) {
                errors.add(new RowError(row, start, e.getMessage()));
            }
        }
    }

    private static int count(String s) {
        String digits = s.strip();
        if (!digits.matches("\\d{1,7}")) {
            return -1;
        }
        int n = Integer.parseInt(digits);
        return n <= MOST_ATOMS ? n : -1;
    }

    private static XyzFrame frame(int row, List<String> lines) {
        String comment = lines.get(0);
        Map<String, String> properties = ExtendedXyz.properties(comment);
        String layout = properties.remove("Properties");
        List<ExtendedXyz.Field> fields =
                layout == null ? ExtendedXyz.plain(lines.size() > 1 ? lines.get(1) : "") : ExtendedXyz.fields(layout);
        int n = lines.size() - 1;
        Map<String, double[]> values = new LinkedHashMap<>();
        fields.forEach(f -> values.put(f.name(), new double[n * f.width()]));
        int width = fields.stream().mapToInt(ExtendedXyz.Field::width).sum();
        for (int atom = 0; atom < n; atom++) {
            String[] words = lines.get(atom + 1).strip().split("\\s+");
            if (words.length != width) {
                throw new IllegalArgumentException(
                        "atom " + atom + " has " + words.length + " columns instead of " + width);
            }
            int at = 0;
            for (ExtendedXyz.Field f : fields) {
                double[] column = values.get(f.name());
                for (int k = 0; k < f.width(); k++) {
                    column[atom * f.width() + k] = f.parse(words[at++], atom);
                }
            }
        }
        Map<String, Nd> columns = new LinkedHashMap<>();
        fields.forEach(f -> columns.put(f.name(), Nd.of(values.get(f.name()), n, f.width())));
        Nd elements = columns.remove(ExtendedXyz.SPECIES);
        Nd positions = columns.remove(ExtendedXyz.POSITIONS);
        if (elements == null || positions == null || positions.dim(1) != 3) {
            throw new IllegalArgumentException("its Properties lack species or three coordinates");
        }
        return new XyzFrame(row, Nd.vector(elements.ints()), positions, comment, properties, columns);
    }
}
