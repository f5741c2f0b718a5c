package org.dmol.data.descriptors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.data.analysis.Standardizer;

/**
 * Descriptors of many molecules.
 *
 * @param names of the columns
 * @param values (molecules, columns), float64; NaN where a value is missing
 */
public record DescriptorTable(List<String> names, Nd values) {

    /** Checks that there is a name for each column. */
    public DescriptorTable {
        if (values.rank() != 2 || values.dim(1) != names.size()) {
            throw new IllegalArgumentException(
                    "There are " + names.size() + " names for the columns of " + values.describe() + ".");
        }
        names = List.copyOf(names);
    }

    /** Number of missing values in each column. */
    public int[] missing() {
        int d = names.size();
        int[] count = new int[d];
        double[] v = values.doubles();
        for (int i = 0; i < v.length; i++) {
            count[i % d] += Double.isNaN(v[i]) ? 1 : 0;
        }
        return count;
    }

    /** One column. */
    public double[] column(String name) {
        int j = names.indexOf(name);
        if (j < 0) {
            throw new IllegalArgumentException("There is no descriptor " + name + " among the " + names.size() + ".");
        }
        int d = names.size();
        double[] v = values.doubles();
        double[] out = new double[values.dim(0)];
        Arrays.setAll(out, i -> v[i * d + j]);
        return out;
    }

    /** The given columns. */
    public DescriptorTable columns(int... which) {
        return new DescriptorTable(
                IntStream.of(which).mapToObj(names::get).toList(), Standardizer.columns(values, which));
    }

    /** The given rows. */
    public DescriptorTable rows(int... which) {
        return new DescriptorTable(names, values.take(which));
    }

    /** Without the columns that miss a value in any row or have one value in all rows. */
    public DescriptorTable usable() {
        return columns(Standardizer.usableColumns(values));
    }

    /**
     * Without the columns that miss more than {@code share} (0 … 1) of their values; the gaps of the others hold the column's median. Fit
     * the medians to training rows alone by passing these.
     */
    public DescriptorTable imputed(double share, int... trainingRows) {
        DescriptorTable train = trainingRows.length == 0 ? this : rows(trainingRows);
        int[] missing = train.missing();
        int n = train.values().dim(0);
        int[] kept = IntStream.range(0, names.size())
                .filter(j -> missing[j] <= share * n && missing[j] < n)
                .toArray();
        DescriptorTable out = columns(kept);
        double[] v = out.values().doubles().clone();
        for (int j = 0; j < kept.length; j++) {
            double[] present = Arrays.stream(train.column(names.get(kept[j])))
                    .filter(e -> !Double.isNaN(e))
                    .sorted()
                    .toArray();
            double median = (present[(present.length - 1) / 2] + present[present.length / 2]) / 2;
            for (int i = j; i < v.length; i += kept.length) {
                v[i] = Double.isNaN(v[i]) ? median : v[i];
            }
        }
        return new DescriptorTable(out.names(), Nd.of(v, values.dim(0), kept.length));
    }

    /** Writes names and values as a compressed NPZ file, which NumPy reads too; a cache for what takes a while to compute. */
    public void write(Path file) throws IOException {
        Npz.writer()
                .put("names", names.toArray(String[]::new))
                .put("values", values)
                .compressed(true)
                .write(file);
    }

    /** Reads what {@link #write} wrote. */
    public static DescriptorTable read(Path file) throws IOException {
        try (Npz npz = Npz.open(file)) {
            return new DescriptorTable(List.of(npz.strings("names")), npz.get("values"));
        }
    }
}
