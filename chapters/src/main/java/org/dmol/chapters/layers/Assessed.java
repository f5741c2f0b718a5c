package org.dmol.chapters.layers;

import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Roc;
import org.dmol.layers.callbacks.BestWeights;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/**
 * A training and what came of it on the test part: with the weights of the last epoch, and with those of the epoch that validated best.
 *
 * @param bestEpoch counted from 0
 */
record Assessed(History history, int bestEpoch, double[] last, double[] best, int[] labels) {
    /** Trains for so many epochs; afterwards the model has the weights of its best epoch. */
    static Assessed train(Run run, Model model, Proteins proteins, int epochs) {
        Dataset train = run.quick() ? proteins.train().take(3200) : proteins.train();
        BestWeights best = new BestWeights("val_loss");
        History h = model.fit(
                train,
                run.fit(run.shorten(epochs, 1)).validate(proteins.validation()).with(best));
        double[] last = model.predict(proteins.test().input(0)).doubles();
        best.restore();
        double[] scores = model.predict(proteins.test().input(0)).doubles();
        return new Assessed(h, best.epoch(), last, scores, Proteins.labels(proteins.test()));
    }

    double lastAccuracy() {
        return Baselines.accuracy(labels, last);
    }

    /** The losses of each epoch, and the two assessments. */
    void print(Run run) {
        Table t = Table.of("losses", "epoch", "training", "validation", "validation accuracy");
        for (int e = 0; e < history.epochs().size(); e++) {
            t.row(e + 1, history.get("loss")[e], history.get("val_loss")[e], history.get("val_binary_accuracy")[e]);
        }
        run.table(t);
        run.table(Table.of("test part", "weights", "accuracy", "AUC")
                .row("last epoch", lastAccuracy(), Roc.auc(labels, last))
                .row(
                        "epoch " + (bestEpoch + 1) + ", validates best",
                        Baselines.accuracy(labels, best),
                        Roc.auc(labels, best)));
    }
}
