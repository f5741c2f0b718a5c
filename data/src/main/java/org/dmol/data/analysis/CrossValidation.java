package org.dmol.data.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/**
 * Out-of-fold predictions of a model.
 *
 * @param folds the splits
 * @param y the labels
 * @param predictions one for each row, by the model that was not fitted to it; NaN for rows in no test set
 * @param testMse mean squared error of each fold's test rows
 * @param trainMse mean squared error of each fold's training rows
 */
public record CrossValidation(List<Fold> folds, double[] y, double[] predictions, double[] testMse, double[] trainMse) {

    /** Fits {@code learner} once for each fold. */
    public static CrossValidation run(Learner learner, Nd x, double[] y, List<Fold> folds) {
        Mat.requireMatrix(x, "x");
        Mat.requireLength(y, x.dim(0), "y");
        double[] predictions = new double[y.length];
        Arrays.fill(predictions, Double.NaN);
        List<Double> test = new ArrayList<>();
        List<Double> train = new ArrayList<>();
        for (Fold fold : folds) {
            Nd xTrain = x.take(fold.train());
            double[] yTrain = Mat.take(y, fold.train());
            Learner.Predictor model = learner.fit(xTrain, yTrain);
            double[] predicted = model.predict(x.take(fold.test()));
            for (int i = 0; i < predicted.length; i++) {
                predictions[fold.test()[i]] = predicted[i];
            }
            test.add(Scores.mse(Mat.take(y, fold.test()), predicted));
            train.add(Scores.mse(yTrain, model.predict(xTrain)));
        }
        return new CrossValidation(List.copyOf(folds), y.clone(), predictions, array(test), array(train));
    }

    private static double[] array(List<Double> v) {
        return v.stream().mapToDouble(Double::doubleValue).toArray();
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
