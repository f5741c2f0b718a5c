package org.dmol.chapters.overview;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.train.Dataset;

/**
 * A division of AqSolDB into training and test data with standardised features.
 *
 * @param scale what the features were standardised with
 * @param x standardised features of all rows, float32 [n, 17]
 * @param y labels of all rows, float32 [n, 1]
 */
record Solubility(Split split, Standardizer scale, Nd x, Nd y) {
    /** The book's: the first tenth of the file is the test set; the scale comes from all rows, test included. */
    static Solubility book(AqSolDb set) {
        int n = set.size();
        return of(set, Splits.testFirst(n, (int) (0.1 * n), 0), Standardizer.fit(set.features(), 1));
    }

    /** A random tenth is the test set, another the validation set if wanted; the scale comes from training rows alone. */
    static Solubility random(AqSolDb set, double validation, long seed) {
        Split split = Splits.random(set.size(), 0.1, validation, seed);
        return of(set, split, Standardizer.fit(set.features().take(split.train()), 1));
    }

    static Solubility of(AqSolDb set, Split split, Standardizer scale) {
        Nd x = scale.transform(set.features()).cast(DType.FLOAT32);
        return new Solubility(
                split, scale, x, set.solubility().cast(DType.FLOAT32).reshape(-1, 1));
    }

    Dataset train() {
        return Dataset.of(x, y).select(split.train()).batch(16);
    }

    Dataset validation() {
        return Dataset.of(x, y).select(split.validation()).batch(256);
    }

    Nd testX() {
        return x.take(split.test());
    }

    double[] testY() {
        return labels(split.test());
    }

    double[] labels(int[] rows) {
        float[] all = y.floats();
        return IntStream.of(rows).mapToDouble(i -> all[i]).toArray();
    }

    /** Rows of the raw features in float64, for models that need no scale. */
    static Nd raw(AqSolDb set, int[] rows) {
        return set.features().take(rows);
    }

    @Override
    public String toString() {
        return split.train().length + " training and " + split.test().length + " test rows, "
                + Arrays.toString(x.shape());
    }
}
