package org.dmol.chapters.sequences;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.LossCurves;
import org.dmol.chapters.report.Table;
import org.dmol.chapters.sequences.SolubilityNetworks.Quality;
import org.dmol.chapters.sequences.TokenizedSmiles.Parts;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** Case-sensitive tokens, a random split and early stopping: the recurrent network, a transformer, and a linear model beside them. */
final class SoundRuns {
    static final int TRANSFORMER_EPOCHS = 25;

    private final Supplier<AqSolDb> set;
    private final Supplier<Optional<Quality>> inFileOrder;
    private TokenizedSmiles strings;
    private Parts parts;
    private Model model;
    private List<Quality> recurrent;

    /** @param inFileOrder what the same network reached on the book's split, if it was trained */
    SoundRuns(Supplier<AqSolDb> set, Supplier<Optional<Quality>> inFileOrder) {
        this.set = set;
        this.inFileOrder = inFileOrder;
    }

    /** Trains until the validation loss has not fallen for some epochs, and keeps the weights of the best one. */
    static History fit(Run run, Model m, Parts parts, int epochs, int patience) {
        EarlyStopping stop = new EarlyStopping("val_loss").patience(patience).restoreBestWeights(true);
        Dataset train = run.quick() ? parts.train().take(1600) : parts.train();
        return m.fit(
                train,
                run.fit(run.shorten(epochs, 2)).validate(parts.validation()).with(stop));
    }

    /** The same in batches of strings of similar length: attention to padding costs as much as to characters. */
    static History fitByLength(Run run, Model m, Parts parts, int epochs, int patience) {
        EarlyStopping stop = new EarlyStopping("val_loss").patience(patience).restoreBestWeights(true);
        Dataset train = run.quick() ? parts.train().take(1600) : parts.train();
        return m.fit(
                TokenizedSmiles.byLength(train, 20, 32, 48, TokenizedSmiles.WIDTH),
                run.fit(run.shorten(epochs, 2)).validate(parts.validation()).with(stop));
    }

    void recurrent(Run run) throws IOException {
        run.beyond(
                "The characters as they are, strings split at random, training stopped when the validation loss has not fallen for five epochs.");
        strings = TokenizedSmiles.caseSensitive(set.get());
        parts = strings.atRandom(run.seed());
        int repeats = repeats(run);
        recurrent = new ArrayList<>();
        for (int k = 0; k < repeats; k++) {
            Seeds.set(run.seed() + 1 + k);
            close();
            model = SolubilityNetworks.recurrent();
            History h = fit(run, model, parts, Sequences.EPOCHS, 5);
            recurrent.add(Quality.of(model, parts.test()));
            if (k == 0) {
                run.figure("losses", LossCurves.of(h), "Validation and training strings are now of one kind.");
                run.figure("parity", parity(recurrent.get(0)), "The 998 random test strings.");
            }
        }
        run.metric("test_correlation", mean(Quality::correlation)).band(0.85, 0.91);
        run.metric("test_rmse", mean(Quality::rmse), "log mol/L").band(1.0, 1.25);
        if (repeats > 1) {
            double[] rmse = recurrent.stream().mapToDouble(Quality::rmse).toArray();
            run.print("RMSE of %d trainings %.3f ± %.3f", repeats, Stats.mean(rmse), Stats.std(rmse, 1));
        }
        splits(run);
        run.say(
                "The split, not the tokenizer, explains the poor numbers of the book's run: its test strings come from one source.");
    }

    /** The same network on both splits. */
    private void splits(Run run) {
        Table t = Table.of(
                "the same network, " + parts.test().size() + " test strings",
                "split",
                "test RMSE (log mol/L)",
                "correlation");
        inFileOrder.get().ifPresent(q -> t.row("in file order, as the book", q.rmse(), q.correlation()));
        run.table(t.row("at random", mean(Quality::rmse), mean(Quality::correlation)));
    }

    private static int repeats(Run run) {
        double n = run.number("repeats");
        if (n < 1 || n != Math.rint(n)) {
            throw new IllegalArgumentException(
                    "Option repeats must be a whole number from 1, not " + run.option("repeats") + ".");
        }
        return (int) n;
    }

    private double mean(java.util.function.ToDoubleFunction<Quality> of) {
        return recurrent.stream().mapToDouble(of).average().orElseThrow();
    }

    void transformer(Run run) throws IOException {
        run.beyond(
                "Two encoder blocks of four heads, learnt positions, padding masked; the mean over the tokens goes to one dense unit. "
                        + "Batches hold strings of similar length.");
        Seeds.set(run.seed() + 2);
        try (Model m = SolubilityNetworks.transformer()) {
            run.print("%,d parameters", m.countParams());
            History h = fitByLength(run, m, parts, TRANSFORMER_EPOCHS, 5);
            Quality q = Quality.of(m, parts.test());
            run.figure("losses", LossCurves.of(h), "The transformer, with dropout 0.1 in training.");
            run.figure("parity", parity(q), "The transformer on the same test strings.");
            run.metric("test_correlation", q.correlation()).notComparable("no published value");
            run.metric("test_rmse", q.rmse(), "log mol/L").notComparable("no published value");
            sideBySide(run, q);
        }
    }

    private void sideBySide(Run run, Quality transformer) {
        double[] constant = new double[parts.test().size()];
        Arrays.fill(constant, Stats.mean(TokenizedSmiles.labels(parts.train())));
        double[] y = TokenizedSmiles.labels(parts.test());
        Quality linear = linear();
        run.table(Table.of("the same 998 random test strings", "model", "RMSE (log mol/L)", "correlation")
                .row("mean of the training strings", Scores.rmse(y, constant), "–")
                .row("linear, 17 descriptors", linear.rmse(), linear.correlation())
                .row("GRU on characters", mean(Quality::rmse), mean(Quality::correlation))
                .row("transformer on characters", transformer.rmse(), transformer.correlation()));
        run.metric("linear_rmse", linear.rmse(), "log mol/L").notComparable("depends on the random split");
    }

    /** Least squares on the descriptors of the same molecules, as in chapter 3. */
    private Quality linear() {
        Nd all = set.get().features().take(strings.rows());
        Nd train = all.take(parts.train().rows());
        Standardizer scale = Standardizer.fit(train, 0);
        double[] p = LeastSquares.with(Intercept.JOINT)
                .fit(scale.transform(train), TokenizedSmiles.labels(parts.train()))
                .predict(scale.transform(all.take(parts.test().rows())));
        return Quality.of(TokenizedSmiles.labels(parts.test()), p);
    }

    void predict(Run run) {
        SmilesPredictor predictor = new SmilesPredictor(model, strings.encoder());
        Table t = Table.of("predicted by the network of step 13.9", "SMILES", "solubility (log mol/L)", "remark");
        List<SmilesPredictor.Prediction> all = predictor.predict(Sequences.own(run));
        for (SmilesPredictor.Prediction p : all) {
            t.row(p.smiles(), p.isKnown() ? p.solubility() : "–", p.remark());
        }
        run.table(t);
        long refused = all.stream().filter(p -> !p.isKnown()).count();
        run.print("%d of %d strings were refused", refused, all.size());
    }

    static Figure parity(Quality q) {
        double lo = Math.min(Stats.quantile(q.y(), 0), Stats.quantile(q.predicted(), 0));
        double hi = Math.max(Stats.quantile(q.y(), 1), Stats.quantile(q.predicted(), 1));
        Figure fig = new Figure(5.6, 4.4);
        Axes ax =
                fig.axes().title("Testing Data").xlabel("Measured Solubility y").ylabel("Predicted Solubility ŷ");
        ax.plot(new double[] {lo, hi}, new double[] {lo, hi}).color(3).dashed();
        ax.scatter(q.y(), q.predicted()).size(4.5).alpha(0.6).color(0);
        String text = String.format(Locale.ROOT, "correlation = %.3f\nRMSE = %.3f", q.correlation(), q.rmse());
        ax.text(lo + 0.03 * (hi - lo), hi - 0.12 * (hi - lo), text);
        return fig;
    }

    void close() {
        if (model != null) {
            model.close();
            model = null;
        }
    }
}
