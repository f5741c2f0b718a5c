package org.dmol.chapters.classification;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.layers.Regularizer;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/**
 * Logistic regression whose preparation looks at training rows alone: columns that miss few values, gaps filled with the median,
 * standardised, clipped.
 *
 * @param columns kept columns of the descriptor table
 * @param medians what fills their gaps
 */
record SoundModel(int[] columns, double[] medians, Standardizer scale, Sequential network) implements AutoCloseable {
    static final double CLIP = 10;
    private static final double MISSING = 0.05;

    /** Settings of a fit: L2 strength, epochs (each one update on all rows), and weights of the classes or null. */
    record Recipe(double l2, int epochs, Map<Integer, Double> classWeights) {
        static Recipe of(double l2, int epochs) {
            return new Recipe(l2, epochs, null);
        }

        /** Each class counts as much as the other. */
        Recipe balanced(int[] y, int[] train) {
            double ones = IntStream.of(train).map(i -> y[i]).sum();
            double zeros = train.length - ones;
            return new Recipe(l2, epochs, Map.of(0, train.length / (2 * zeros), 1, train.length / (2 * ones)));
        }
    }

    static SoundModel fit(DescriptorTable all, int[] y, int[] train, Recipe recipe, Fit settings) {
        DescriptorTable rows = all.rows(train);
        int[] missing = rows.missing();
        int[] few = IntStream.range(0, missing.length)
                .filter(j -> missing[j] <= MISSING * train.length)
                .toArray();
        DescriptorTable filled = rows.columns(few).imputed(1);
        int[] usable = Standardizer.usableColumns(filled.values());
        int[] columns = IntStream.of(usable).map(j -> few[j]).toArray();
        Nd values = Standardizer.columns(filled.values(), usable);
        double[] medians = medians(all.rows(train).columns(columns));
        Standardizer scale = Standardizer.fit(values, 1).clip(CLIP);
        Sequential network = new Sequential(new Dense(1).kernelRegularizer(Regularizer.l2(recipe.l2())));
        network.compile(Optimizer.adam(0.01), Crossentropy.binary(true));
        Nd labels = Nd.of(IntStream.of(train).mapToDouble(i -> y[i]).toArray(), train.length, 1)
                .cast(DType.FLOAT32);
        Fit fit = recipe.classWeights() == null ? settings : settings.classWeights(recipe.classWeights());
        network.fit(
                Dataset.of(scale.transform(values).cast(DType.FLOAT32), labels).batch(train.length), fit);
        return new SoundModel(columns, medians, scale, network);
    }

    private static double[] medians(DescriptorTable t) {
        int d = t.names().size();
        double[] out = new double[d];
        for (int j = 0; j < d; j++) {
            double[] present = Arrays.stream(t.column(t.names().get(j)))
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            out[j] = (present[(present.length - 1) / 2] + present[present.length / 2]) / 2;
        }
        return out;
    }

    /** The kept columns of some rows, gaps as NaN. */
    Nd raw(DescriptorTable all, int[] rows) {
        return Standardizer.columns(all.values().take(rows), columns);
    }

    /** Log-odds of class 1. */
    double[] logits(DescriptorTable all, int[] rows) {
        Nd raw = raw(all, rows);
        double[] v = raw.doubles().clone();
        Arrays.setAll(v, i -> Double.isNaN(v[i]) ? medians[i % columns.length] : v[i]);
        Nd out = network.predict(scale.transform(Nd.of(v, raw.shape())).cast(DType.FLOAT32));
        return out.reshape(out.size()).cast(DType.FLOAT64).doubles();
    }

    static double[] sigmoid(double[] logits) {
        return Arrays.stream(logits).map(v -> 1 / (1 + Math.exp(-v))).toArray();
    }

    @Override
    public void close() {
        network.close();
    }
}
