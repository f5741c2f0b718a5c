package org.dmol.chapters.classification;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Step;

/** Chapter 4, Classification: will a drug be approved? */
public final class Classification extends Chapter {
    public Classification() {
        super("04", "classification", "Classification");
        about(
                "Approved drugs and failed candidates told apart by logistic regression: thresholds, ROC curves and rare classes in the book's way; "
                        + "then sound splits, calibrated probabilities and costs.");
        data("clintox").takes(50, 12);
        DrugData data = new DrugData();
        Perceptron perceptron = new Perceptron(data);
        LogisticSteps models = new LogisticSteps(data);
        Evaluation evaluation = new Evaluation(data, models);
        Sounder sounder = new Sounder(data);
        steps(
                Step.of("04.1", "Load, show five rows", "molecules, approval, toxicity", data::load)
                        .alone(),
                Step.of("04.2", "Parse SMILES", "the first molecule", data::parse)
                        .after("04.1"),
                Step.of("04.3", "Filter", "what cannot be read is left out", data::filter)
                        .after("04.2"),
                Step.of("04.4", "Descriptors", "numbers for each molecule", data::descriptors)
                        .after("04.3"),
                Step.of("04.5", "Standardise", "features of one size", data::standardise)
                        .after("04.4"),
                Step.of("04.6", "Perceptron", "a step function has no gradient", perceptron::perceptron)
                        .after("04.5"),
                Step.of("04.7", "Sigmoid", "a step that can be differentiated", perceptron::sigmoid)
                        .alone(),
                Step.of("04.8", "Logistic regression", "180 updates", models::train)
                        .after("04.6"),
                Step.of("04.9", "Accuracy", "worse than always saying yes", evaluation::accuracy)
                        .after("04.8"),
                Step.of("04.10", "Errors", "false positives against false negatives", evaluation::errors)
                        .after("04.8"),
                Step.of("04.11", "Counts", "predictions near 1", evaluation::counts)
                        .after("04.8"),
                Step.of("04.12", "ROC curve", "all thresholds at once", evaluation::roc)
                        .after("04.8"),
                Step.of("04.13", "Confusion matrix", "more than two classes", evaluation::confusion)
                        .alone(),
                Step.of("04.14", "Weighted loss", "the rare class counts more", models::weighted)
                        .after("04.8"),
                Step.of("04.15", "Both ROC curves", "what the weights have changed", models::bothRocs)
                        .after("04.14"),
                Step.of("04.16", "Sound splits", "stratified, clipped, regularised", sounder::splits)
                        .after("04.4"),
                Step.of("04.17", "Calibration", "precision, recall, probabilities", sounder::calibration)
                        .after("04.4"),
                Step.of("04.18", "Costs", "a threshold in place of weights", sounder::costs)
                        .after("04.17"));
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new ApprovalExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new ClassificationCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new ClassificationCheck());
    }

    public static void main(String[] args) {
        new Classification().launch(args);
    }
}
