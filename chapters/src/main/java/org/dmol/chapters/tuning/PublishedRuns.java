package org.dmol.chapters.tuning;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.Split;
import org.dmol.data.analysis.Roc;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.callbacks.ReduceLROnPlateau;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** The four published trainings: no remedy against over-fitting, then three remedies on top of each other. */
final class PublishedRuns {
    static final int EPOCHS = 20;

    private final Data data;

    /** A training.
     *
     * @param name short name for figures
     * @param callbacks made anew for each training
     */
    record Remedy(String name, Recipe recipe, Supplier<List<Callback>> callbacks) {}

    static final Remedy PLAIN = new Remedy("baseline", Recipe.PLAIN, List::of);
    static final Remedy L2 = new Remedy("L2", Recipe.PLAIN.withL2(0.01), List::of);
    static final Remedy STOPPING =
            new Remedy("L2, early stopping", Recipe.PLAIN.withL2(0.01), () -> List.of(earlyStopping()));
    static final Remedy DROPOUT = new Remedy(
            "L2, dropout, plateau", Recipe.PLAIN.withL2(0.01).withDropout(0.3), () -> List.of(reduceOnPlateau()));

    PublishedRuns(Data data) {
        this.data = data;
    }

    static EarlyStopping earlyStopping() {
        return new EarlyStopping("val_auc").patience(5).minDelta(0.01).restoreBestWeights(true);
    }

    static ReduceLROnPlateau reduceOnPlateau() {
        return new ReduceLROnPlateau("val_loss").factor(0.9).patience(5).minRate(1e-5);
    }

    void plain(Run run) throws IOException {
        History h = train(run, PLAIN, 0.790, 0.817);
        double[] held = h.get("val_loss");
        double least = Arrays.stream(held).min().orElseThrow();
        run.metric("last_training_loss", h.last("loss")).published(0.292).band(0, 0.33);
        run.metric("rise_of_the_validation_loss", h.last("val_loss") - least)
                .published(0.041)
                .band(0.01, 0.3)
                .note("Last epoch minus best epoch: over-fitting.");
    }

    void l2(Run run) throws IOException {
        train(run, L2, 0.798, 0.827);
    }

    void stopping(Run run) throws IOException {
        History h = train(run, STOPPING, 0.769, 0.827);
        run.metric("epochs", h.epochs().size()).published(13).band(6, 19).note("It must stop before the 20th.");
        run.note(
                "Improvements of the validation AUC below 0.01 do not count, so the weights that come back are those of "
                        + "the last large improvement, not of the best epoch.");
    }

    void dropout(Run run) throws IOException {
        History h = train(run, DROPOUT, 0.786, 0.798);
        double[] rates = h.get("learning_rate");
        run.print("learning rate %.2e in the first epoch, %.2e in the last", rates[0], rates[rates.length - 1]);
    }

    private History train(Run run, Remedy remedy, double publishedAuc, double publishedAccuracy) throws IOException {
        Peptides p = data.peptides();
        Split split = p.byRow();
        Seeds.set(run.seed());
        try (Sequential model = remedy.recipe().network()) {
            History h = fit(run, model, p, split, remedy, run.shorten(EPOCHS, 2));
            int[] labels = p.labels(split.test());
            double[] scores = model.predict(p.rows(split.test()).input(0)).doubles();
            var keras = model.evaluate(p.rows(split.test()));
            double accuracy = keras.get("binary_accuracy");
            double auc = keras.get("auc");
            run.print(" Test AUC: %.3f  Test Accuracy: %.3f", auc, accuracy);
            run.figure("losses", losses(h), "Training and validation loss: " + remedy.name() + ".");
            run.metric("test_auc", auc).published(publishedAuc).band(0.74, 0.84);
            run.metric("test_accuracy", accuracy).published(publishedAccuracy).band(0.79, 0.85);
            run.check("auc_of_200_thresholds_is_the_rank_formula", Math.abs(auc - Roc.auc(labels, scores)) < 0.01)
                    .alsoStandIn()
                    .unlessQuick();
            return h;
        }
    }

    static History fit(Run run, Sequential model, Peptides p, Split split, Remedy remedy, int epochs) {
        return model.fit(
                training(run, p, split),
                run.fit(epochs)
                        .validate(p.rows(split.validation()))
                        .with(remedy.callbacks().get().toArray(Callback[]::new)));
    }

    /** The training part, shuffled anew each epoch; a piece of it in a quick run. */
    static Dataset training(Run run, Peptides p, Split split) {
        Dataset all = p.rows(split.train());
        return (run.quick() ? all.take(12 * Peptides.BATCH) : all).shuffle();
    }

    private static Figure losses(History h) {
        Figure fig = new Figure(5.6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Loss");
        ax.plot(h.get("loss")).label("training");
        ax.plot(h.get("val_loss")).label("validation");
        ax.legend();
        return fig;
    }
}
