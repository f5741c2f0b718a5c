package org.dmol.chapters.regression;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Step;

/** Chapter 3, Regression and Model Assessment: how to know what a model is worth. */
public final class Regression extends Chapter {
    public Regression() {
        super("03", "regression", "Regression and Model Assessment");
        about(
                "Over-fitting, bias and variance, regularisation, cross-validation, and honest error bars for one new molecule. "
                        + "With seed 0 the random numbers are NumPy's, so the book's numbers come out digit by digit, also those that come from wrong code; the right ones stand beside them.");
        data("aqsoldb").takes(15, 12);
        RegressionData data = new RegressionData();
        OverFitting over = new OverFitting(data);
        Features features = new Features(data);
        BiasVariance bias = new BiasVariance(data);
        FeatureNumber number = new FeatureNumber(data);
        Regularisation ridge = new Regularisation(data);
        CrossValidating folds = new CrossValidating(data);
        Intervals intervals = new Intervals(data);
        Groups groups = new Groups(data);
        Paths paths = new Paths(data);
        steps(
                Step.of("03.0", "Data and random numbers", "AqSolDB, and every draw of the chapter", data::load)
                        .alone(),
                Step.of("03.1", "Linear model", "the loss and its gradient, compiled", over::gradient)
                        .after("03.0"),
                Step.of("03.2", "Gradient descent", "training and test loss part", over::descent)
                        .after("03.1"),
                Step.of("03.3", "Parity plots", "training and test rows", over::parity)
                        .after("03.2"),
                Step.of("03.4", "No noise, perfect features", "a fit that is exact", features::perfect)
                        .after("03.0"),
                Step.of("03.5", "Noise", "errors in the labels", features::noise)
                        .after("03.0"),
                Step.of("03.6", "Extra features", "noise is fitted", features::extra)
                        .after("03.0"),
                Step.of(
                                "03.7",
                                "Imperfect features",
                                "what is not in the features cannot be learned",
                                features::imperfect)
                        .after("03.0"),
                Step.of("03.8", "Low variance, high bias", "a line through a cubic", bias::lowVariance)
                        .after("03.0"),
                Step.of("03.9", "High variance", "seven features for ten points", bias::highVariance)
                        .after("03.0"),
                Step.of("03.10", "Bias and variance", "two errors that trade off", bias::curve)
                        .after("03.0"),
                Step.of("03.11", "Number of features, 25 rows", "test error against features", number::small)
                        .after("03.0"),
                Step.of("03.12", "Number of features, 500 rows", "more data, less over-fitting", number::large)
                        .after("03.0"),
                Step.of("03.13", "L2 regularisation", "a little bias buys much variance", ridge::ridge)
                        .after("03.0"),
                Step.of("03.14", "Ten folds", "cross-validation on all data", folds::tenFold)
                        .after("03.0"),
                Step.of("03.15", "k folds, all data", "k from 2 to 24", folds::allData)
                        .after("03.0"),
                Step.of("03.16", "k folds, 25 rows", "k from 2 to 24", folds::few)
                        .after("03.0"),
                Step.of("03.17", "Bootstrap", "the same molecule predicted from resampled data", intervals::bootstrap)
                        .after("03.0"),
                Step.of("03.18", "Jackknife+", "an interval that holds the label", intervals::jackknife)
                        .after("03.17"),
                Step.of("03.19", "Groups", "five grades of reliability", groups::list)
                        .after("03.0"),
                Step.of("03.20", "Leave one class out", "a model of the others predicts a group", groups::leaveOneOut)
                        .after("03.0"),
                Step.of("03.21", "Scaffold split", "a test set of rare skeletons", groups::scaffolds)
                        .after("03.0"),
                Step.of("03.22", "Ridge and lasso paths", "all solutions at once", paths::paths)
                        .after("03.0"),
                Step.of(
                                "03.23",
                                "Coverage and learning curve",
                                "do intervals hold what they promise?",
                                intervals::beyond)
                        .after("03.0"));
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new RegressionCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new RegressionCheck());
    }

    public static void main(String[] args) {
        new Regression().launch(args);
    }
}
