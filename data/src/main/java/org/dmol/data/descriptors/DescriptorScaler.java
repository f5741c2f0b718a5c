package org.dmol.data.descriptors;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Standardizer;

/**
 * Raw descriptors to inputs of a model: chosen columns, gaps filled with medians, standardised, clipped. Everything it needs was learned
 * from the rows that it was fitted to, so that new molecules can be prepared one at a time; keep it with the model.
 *
 * @param names of the columns
 * @param medians what fills their gaps
 * @param scale their means and deviations, and the clipping
 */
public record DescriptorScaler(List<String> names, double[] medians, Standardizer scale) {
    /**
     * Fits to training rows alone.
     *
     * @param training the table of these rows
     * @param missing largest share (0 … 1) of missing values that a column may have
     * @param clip limit of standardised values; infinity for none
     */
    public static DescriptorScaler fit(DescriptorTable training, double missing, double clip) {
        DescriptorTable filled = training.imputed(missing);
        DescriptorTable usable = filled.usable();
        if (usable.names().isEmpty()) {
            throw new IllegalArgumentException("None of the " + training.names().size() + " descriptors of "
                    + training.values().dim(0) + " molecules can be used: all are constant or have too many gaps.");
        }
        double[] medians = new double[usable.names().size()];
        for (int j = 0; j < medians.length; j++) {
            double[] present = Arrays.stream(training.column(usable.names().get(j)))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            medians[j] = (present[(present.length - 1) / 2] + present[present.length / 2]) / 2;
        }
        return new DescriptorScaler(
                usable.names(), medians, Standardizer.fit(usable.values(), 1).clip(clip));
    }

    /** The chosen columns of a table that has them, gaps as they are. */
    public Nd raw(DescriptorTable table) {
        int[] which = names.stream()
                .mapToInt(name -> {
                    int j = table.names().indexOf(name);
                    if (j < 0) {
                        throw new IllegalArgumentException("The table lacks the descriptor " + name + ".");
                    }
                    return j;
                })
                .toArray();
        return Standardizer.columns(table.values(), which);
    }

    /** Inputs of a model (molecules, columns), float64, for a table that has the columns. */
    public Nd transform(DescriptorTable table) {
        Nd raw = raw(table);
        double[] v = raw.doubles().clone();
        Arrays.setAll(v, i -> Double.isFinite(v[i]) ? v[i] : medians[i % medians.length]);
        return scale.transform(Nd.of(v, raw.shape()));
    }

    /** Which of the molecules of a table miss any of the columns. */
    public int[] incomplete(DescriptorTable table) {
        double[] v = raw(table).doubles();
        int d = names.size();
        return IntStream.range(0, table.values().dim(0))
                .filter(i -> IntStream.range(0, d).anyMatch(j -> !Double.isFinite(v[i * d + j])))
                .toArray();
    }
}
