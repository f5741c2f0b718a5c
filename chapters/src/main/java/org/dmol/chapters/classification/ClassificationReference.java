package org.dmol.chapters.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Reference;
import org.dmol.chapters.classification.Logistic.Trained;
import org.dmol.data.analysis.Calibration;
import org.dmol.data.analysis.PrecisionRecall;
import org.dmol.data.analysis.Roc;

/** Trainings and scores on the arrays that {@code chapters/python/classification.py} gets too. */
final class ClassificationReference {
    private ClassificationReference() {}

    static List<Reference> of(Map<String, Nd> in) {
        Nd ones = Nd.full(DType.FLOAT32, 1, in.get("y").size());
        Trained normal = train(in, ones, 5);
        Trained weighted = train(in, in.get("weights"), 1);
        double[] p = normal.predict(in.get("x_test"));
        Nd labels = in.get("y_test");
        int[] y = IntStream.range(0, p.length).map(i -> (int) labels.getFlat(i)).toArray();
        int[] rare = IntStream.of(y).map(v -> 1 - v).toArray();
        double[] failed = Arrays.stream(p).map(v -> 1 - v).toArray();
        return List.of(
                Reference.of("batch_loss", "loss of each batch after its update", 1e-4, normal.trainLoss()),
                Reference.of("test_loss", "test loss after each update", 1e-4, normal.testLoss()),
                Reference.of("weighted_loss", "weighted loss of each batch", 1e-4, weighted.trainLoss()),
                Reference.of("auc", "AUC", 1e-3, Roc.auc(y, p)),
                Reference.of(
                        "average_precision",
                        "average precision",
                        1e-3,
                        PrecisionRecall.of(rare, failed).averagePrecision()),
                Reference.of("brier", "Brier score", 1e-5, Calibration.brier(y, p)));
    }

    private static Trained train(Map<String, Nd> in, Nd weights, int epochs) {
        Nd y = in.get("y");
        return Logistic.train(
                in.get("x"),
                y,
                weights,
                y.size() / Logistic.BATCH,
                epochs,
                in.get("w"),
                1,
                in.get("x_test"),
                in.get("y_test"));
    }
}
