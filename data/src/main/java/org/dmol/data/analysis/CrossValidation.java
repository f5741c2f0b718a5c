package org.dmol.data.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/**
 * Out-of-fold predictions of a model.
 *
 * @param folds the splits
 * @param x the features
 * @param y the labels
 * @param models the model of each fold, fitted to its training rows
 * @param predictions one for each row, by the model that was not fitted to it; NaN for rows in no test set
 * @param testMse mean squared error of each fold's test rows
 */
public record CrossValidation(
        List<Fold> folds,
        Nd x,
        double[] y,
        List<? extends Learner.Predictor> models,
        double[] predictions,
        double[] testMse) {

    /**
     * Fits {@code learner} once for each fold.
     *
     * @throws IllegalArgumentException if a fold has no training or no test rows
     */
    public static CrossValidation run(Learner learner, Nd x, double[] y, List<Fold> folds) {
        return sweep(learner, x, y, List.of(folds)).get(0);
    }

    /** The same for several lists of folds of the same rows, such as those of several k; shares work where the learner can. */
    public static List<CrossValidation> sweep(Learner learner, Nd x, double[] y, List<List<Fold>> plans) {
        Mat.requireMatrix(x, "x");
        Mat.requireLength(y, x.dim(0), "y");
        List<Fold> all = plans.stream().flatMap(List::stream).toList();
        all.forEach(CrossValidation::requireRows);
        boolean complete = all.stream().allMatch(f -> isComplement(f, y.length));
        List<? extends Learner.Predictor> models = complete
                ? learner.fitWithout(x, y, all.stream().map(Fold::test).toList())
                : learner.fitTo(x, y, all.stream().map(Fold::train).toList());
        List<CrossValidation> out = new ArrayList<>();
        int at = 0;
        for (List<Fold> folds : plans) {
            out.add(of(folds, x, y, models.subList(at, at + folds.size())));
            at += folds.size();
        }
        return out;
    }

    private static void requireRows(Fold f) {
        if (f.train().length == 0 || f.test().length == 0) {
            throw new IllegalArgumentException("A fold has " + f.train().length + " training and " + f.test().length
                    + " test rows; both need at least one.");
        }
    }

    /** Does the fold train on exactly the rows that it does not test, in ascending order? */
    private static boolean isComplement(Fold f, int n) {
        boolean[] tested = new boolean[n];
        for (int i : f.test()) {
            if (tested[i]) {
                return false;
            }
            tested[i] = true;
        }
        int last = -1;
        for (int i : f.train()) {
            if (i <= last || tested[i]) {
                return false;
            }
            last = i;
        }
        return f.train().length + f.test().length == n;
    }

    private static CrossValidation of(List<Fold> folds, Nd x, double[] y, List<? extends Learner.Predictor> models) {
        double[] predictions = new double[y.length];
        Arrays.fill(predictions, Double.NaN);
        double[] mse = new double[folds.size()];
        for (int f = 0; f < mse.length; f++) {
            int[] test = folds.get(f).test();
            double[] predicted = models.get(f).predict(x.take(test));
            for (int i = 0; i < test.length; i++) {
                predictions[test[i]] = predicted[i];
            }
            mse[f] = Scores.mse(Mat.take(y, test), predicted);
        }
        return new CrossValidation(List.copyOf(folds), x, y.clone(), List.copyOf(models), predictions, mse);
    }

    /** Mean squared error of each fold's training rows; computed when asked for. */
    public double[] trainMse() {
        double[] out = new double[folds.size()];
        Arrays.setAll(out, f -> {
            int[] train = folds.get(f).train();
            return Scores.mse(Mat.take(y, train), models.get(f).predict(x.take(train)));
        });
        return out;
    }

    /** Mean of the folds' test errors. */
    public double mean() {
        return Stats.mean(testMse);
    }

    /** Standard deviation (ddof 1) of the folds' test errors. */
    public double std() {
        return Stats.std(testMse, 1);
    }

    /** Mean squared error over all tested rows: the folds weighted by their size. */
    public double pooledMse() {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < y.length; i++) {
            if (!Double.isNaN(predictions[i])) {
                sum += (y[i] - predictions[i]) * (y[i] - predictions[i]);
                n++;
            }
        }
        return sum / n;
    }
}
