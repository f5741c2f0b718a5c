package org.dmol.data.analysis;

import java.util.List;
import org.dmol.array.Nd;

/** Anything that can be fitted to rows and labels; what cross-validation and jackknife+ take. */
@FunctionalInterface
public interface Learner {

    /** Fits to {@code x} (n, d) and the n labels {@code y}. */
    Predictor fit(Nd x, double[] y);

    /**
     * One model for each element of {@code rows}, fitted to the rows of these numbers, in this order and as often as they come. Learners
     * that can do better than to fit each from the start override this.
     */
    default List<? extends Predictor> fitTo(Nd x, double[] y, List<int[]> rows) {
        return rows.stream().map(r -> fit(x.take(r), Mat.take(y, r))).toList();
    }

    /** One model for each element of {@code left}, fitted to all rows but those. */
    default List<? extends Predictor> fitWithout(Nd x, double[] y, List<int[]> left) {
        return fitTo(x, y, left.stream().map(r -> Folds.others(y.length, r)).toList());
    }

    /** A fitted model. */
    @FunctionalInterface
    interface Predictor {
        /** One prediction for each row of {@code x} (m, d). */
        double[] predict(Nd x);
    }
}
