package org.dmol.chapters.classification;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.classification.SoundModel.Recipe;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.Bootstrap;
import org.dmol.data.analysis.Calibration;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.analysis.Fold;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.Interval;
import org.dmol.data.analysis.IsotonicScaling;
import org.dmol.data.analysis.PlattScaling;
import org.dmol.data.analysis.PrecisionRecall;
import org.dmol.data.analysis.Roc;
import org.dmol.data.analysis.Stats;
import org.dmol.layers.train.Fit;

/** Steps 16 to 18, beyond the book: sound splits, precision and recall, probabilities that mean what they say, costs. */
final class Sounder {
    static final double L2 = 1e-2;
    private static final double COST_OF_A_FALSE_POSITIVE = 10;

    private final DrugData data;
    /** Out-of-fold results for every molecule: plain model, class weights, and both calibrated. */
    private double[] plain;

    private double[] weighted;
    private double[] platt;
    private double[] isotonic;

    Sounder(DrugData data) {
        this.data = data;
    }

    private static Fit settings(Run run, int epochs) {
        return Fit.epochs(epochs).seed(run.seed()).silent();
    }

    void splits(Run run) {
        run.beyond(
                "Stratified random splits, preparation by training rows alone, features clipped at ±10, L2, Adam on all rows at once.");
        double[] strengths = {1e-3, 1e-2, 1e-1};
        int epochs = run.shorten(600, 100);
        int repeats = run.shorten(5, 2);
        Table table = Table.of(
                repeats + " stratified splits, four fifths to train on",
                "L2",
                "AUC",
                "deviation",
                "accuracy",
                "balanced accuracy");
        double[] mean = new double[3];
        for (int s = 0; s < 3; s++) {
            double[] auc = new double[repeats];
            double[] accuracy = new double[repeats];
            double[] balanced = new double[repeats];
            for (int r = 0; r < repeats; r++) {
                Split split = Splits.stratified(data.labels, 0.2, 0, run.seed() * 100 + r);
                int[] y = pick(split.test());
                try (SoundModel model = SoundModel.fit(
                        data.all, data.labels, split.train(), Recipe.of(strengths[s], epochs), settings(run, epochs))) {
                    double[] p = SoundModel.sigmoid(model.logits(data.all, split.test()));
                    ConfusionMatrix m = ConfusionMatrix.atThreshold(y, p, 0.5);
                    auc[r] = Roc.auc(y, p);
                    accuracy[r] = m.accuracy();
                    balanced[r] = m.balancedAccuracy();
                }
            }
            mean[s] = Stats.mean(auc);
            table.row(strengths[s], mean[s], Stats.std(auc, 1), Stats.mean(accuracy), Stats.mean(balanced));
        }
        run.table(table);
        run.series("auc", List.of("0.001", "0.01", "0.1"), mean, "")
                .each(
                        (m, i) -> m.band(0.74, 0.92)
                                .note(
                                        "RDKit's descriptors reach 0.81 to 0.82, Mordred's 0.84 to 0.87, each ± 0.04 to 0.09 over splits."));
        run.corrected(
                "The book trains and tests in file order (5.7 % and 9.1 % negatives), standardises with test rows, and leaves out the last 30 training rows. "
                        + "About 19 negatives in a test set make any single split noisy.");
    }

    private int[] pick(int[] rows) {
        return IntStream.of(rows).map(i -> data.labels[i]).toArray();
    }

    /** Every molecule is judged by models that have not seen it; a quarter of the other molecules calibrates. */
    private void outOfFold(Run run) {
        int n = data.labels.length;
        int epochs = run.shorten(600, 60);
        int folds = run.shorten(5, 3);
        plain = new double[n];
        weighted = new double[n];
        platt = new double[n];
        isotonic = new double[n];
        try (Progress progress = run.progress("folds", folds)) {
            for (Fold fold : Folds.stratified(data.labels, folds, run.seed())) {
                Split inner = Splits.stratified(pick(fold.train()), 0.25, 0, run.seed());
                int[] train =
                        IntStream.of(inner.train()).map(i -> fold.train()[i]).toArray();
                int[] calibration =
                        IntStream.of(inner.test()).map(i -> fold.train()[i]).toArray();
                Recipe recipe = Recipe.of(L2, epochs);
                try (SoundModel a = SoundModel.fit(data.all, data.labels, train, recipe, settings(run, epochs));
                        SoundModel b = SoundModel.fit(
                                data.all,
                                data.labels,
                                train,
                                recipe.balanced(data.labels, train),
                                settings(run, epochs))) {
                    double[] logits = b.logits(data.all, fold.test());
                    double[] held = b.logits(data.all, calibration);
                    int[] y = pick(calibration);
                    put(plain, fold.test(), SoundModel.sigmoid(a.logits(data.all, fold.test())));
                    put(weighted, fold.test(), SoundModel.sigmoid(logits));
                    put(platt, fold.test(), PlattScaling.fit(y, held).transform(logits));
                    put(
                            isotonic,
                            fold.test(),
                            IsotonicScaling.fit(
                                            held,
                                            Arrays.stream(y).asDoubleStream().toArray())
                                    .transform(logits));
                }
                progress.step();
            }
        }
    }

    private static void put(double[] out, int[] rows, double[] values) {
        for (int i = 0; i < rows.length; i++) {
            out[rows[i]] = values[i];
        }
    }

    void calibration(Run run) throws IOException {
        run.beyond(
                "Class weights through fit, precision and recall of the rare class, and calibrated probabilities; each molecule is judged by models that have not seen it.");
        outOfFold(run);
        int[] y = data.labels;
        int[] rare = IntStream.of(y).map(v -> 1 - v).toArray();
        String[] names = {"plain", "class weights", "class weights, Platt", "class weights, isotonic"};
        double[][] all = {plain, weighted, platt, isotonic};
        Figure fig = Figure.grid(1, 2, 11, 4.6);
        Axes left = fig.axes(0)
                .title("The rare class")
                .xlabel("Recall")
                .ylabel("Precision")
                .ylim(0, 1.02);
        Axes right = fig.axes(1)
                .title("Reliability")
                .xlabel("Predicted probability of approval")
                .ylabel("Share approved");
        right.plot(new double[] {0, 1}, new double[] {0, 1}).dashed().color(3).label("calibrated");
        Table table = Table.of(
                "all molecules, out of fold",
                "model",
                "AUC",
                "average precision, rare class",
                "balanced accuracy at 0.5",
                "Brier score",
                "log loss",
                "calibration error");
        double[] error = new double[4];
        for (int k = 0; k < 4; k++) {
            double[] p = all[k];
            PrecisionRecall pr =
                    PrecisionRecall.of(rare, Arrays.stream(p).map(v -> 1 - v).toArray());
            Calibration c = Calibration.of(y, p, 10);
            error[k] = c.expectedError();
            table.row(
                    names[k],
                    Roc.auc(y, p),
                    pr.averagePrecision(),
                    ConfusionMatrix.atThreshold(y, p, 0.5).balancedAccuracy(),
                    Calibration.brier(y, p),
                    Calibration.logLoss(y, p),
                    error[k]);
            if (k < 2) {
                left.plot(pr.recall(), pr.precision()).label(names[k]);
            }
            right.plot(
                            c.bins().stream()
                                    .mapToDouble(Calibration.Bin::predicted)
                                    .toArray(),
                            c.bins().stream()
                                    .mapToDouble(Calibration.Bin::observed)
                                    .toArray())
                    .marker('o')
                    .label(names[k]);
        }
        double share = Arrays.stream(rare).average().orElseThrow();
        left.axhline(share).dashed().color(3).label("chance");
        left.legend("upper right");
        right.legend("lower right");
        run.figure(
                "precision-recall-and-reliability",
                fig,
                "Left: precision and recall of drugs that failed. Right: class weights spoil the probabilities, calibration repairs them.");
        run.table(table);
        int n = y.length;
        Interval auc = Bootstrap.of(
                        n,
                        500,
                        run.seed(),
                        rows -> Roc.auc(
                                pick(rows),
                                IntStream.of(rows).mapToDouble(i -> plain[i]).toArray()))
                .interval(0.95);
        run.print("AUC %.3f, 95 %% bootstrap interval %.3f to %.3f", Roc.auc(y, plain), auc.lower(), auc.upper());
        run.metric("auc", Roc.auc(y, plain)).band(0.74, 0.92);
        run.metric("calibration_error_with_class_weights", error[1]);
        run.metric("calibration_error_after_platt", error[2]);
        run.check("class_weights_spoil_probabilities", run.quick() || error[1] > error[0]);
        run.check("calibration_repairs_them", run.quick() || (error[2] < error[1] && error[3] < error[1]));
    }

    void costs(Run run) throws IOException {
        run.beyond(
                "If approving a toxic drug costs ten times as much as missing a good one, a threshold of 10/11 on calibrated probabilities is best; weights are not needed.");
        int[] y = data.labels;
        double best = COST_OF_A_FALSE_POSITIVE / (COST_OF_A_FALSE_POSITIVE + 1);
        double[] thresholds =
                IntStream.range(0, 200).mapToDouble(i -> i / 199.0).toArray();
        Figure fig = new Figure(6, 4.2);
        Axes ax = fig.axes().xlabel("Threshold").ylabel("Cost a molecule");
        String[] names = {"plain", "class weights", "class weights, Platt"};
        double[][] all = {plain, weighted, platt};
        Table table = Table.of(
                "cost a molecule",
                "model",
                "at 0.5",
                String.format(Locale.ROOT, "at %.3f", best),
                "at the best threshold",
                "which is");
        double[] atBest = new double[3];
        double[] lowest = new double[3];
        for (int k = 0; k < 3; k++) {
            double[] p = all[k];
            double[] cost = Arrays.stream(thresholds).map(t -> cost(y, p, t)).toArray();
            int least = IntStream.range(0, 200)
                    .reduce((a, b) -> cost[b] < cost[a] ? b : a)
                    .orElseThrow();
            ax.plot(thresholds, cost).label(names[k]);
            atBest[k] = cost(y, p, best);
            lowest[k] = cost[least];
            table.row(names[k], cost(y, p, 0.5), atBest[k], lowest[k], thresholds[least]);
        }
        double share = 1 - Arrays.stream(y).average().orElseThrow();
        ax.axhline(COST_OF_A_FALSE_POSITIVE * share).dashed().color(3).label("approve all");
        ax.axvline(best).dotted().color(0).label("10/11");
        ax.ylim(0, 1).legend("lower left");
        run.figure("costs", fig, "Cost against threshold.");
        run.table(table);
        run.metric("cost_of_approving_all", COST_OF_A_FALSE_POSITIVE * share).expected(10 * 94 / 1478.0, 1e-12);
        run.metric("cost_plain_at_10/11", atBest[0]);
        run.check("beats_approving_all", run.quick() || lowest[0] < COST_OF_A_FALSE_POSITIVE * share);
    }

    private static double cost(int[] y, double[] p, double threshold) {
        ConfusionMatrix m = ConfusionMatrix.atThreshold(y, p, threshold);
        return (COST_OF_A_FALSE_POSITIVE * m.falsePositives() + m.falseNegatives()) / y.length;
    }
}
