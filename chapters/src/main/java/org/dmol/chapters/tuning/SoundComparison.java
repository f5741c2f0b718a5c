package org.dmol.chapters.tuning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.analysis.Calibration;
import org.dmol.data.analysis.Roc;
import org.dmol.data.analysis.Stats;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Sequential;

/** The four recipes on a split without leaks, several times each: which differences are larger than chance? */
final class SoundComparison {
    private static final List<PublishedRuns.Remedy> REMEDIES =
            List.of(PublishedRuns.PLAIN, PublishedRuns.L2, PublishedRuns.STOPPING, PublishedRuns.DROPOUT);

    private final Data data;

    SoundComparison(Data data) {
        this.data = data;
    }

    void compare(Run run) throws IOException {
        run.corrected(
                "All rows of a sequence stay in one part, the recipes are trained from several seeds, and they are judged by "
                        + "numbers that do not profit from the rare class being rare.");
        Peptides p = data.peptides();
        Split split = p.bySequence(run.seed());
        int[] labels = p.labels(split.test());
        run.metric("test_rows_seen_in_training", Baselines.seen(p, split.test(), split.train()))
                .expected(0, 0)
                .alsoStandIn();
        int seeds = run.shorten(4, 2);
        Table table = Table.of(
                split.test().length + " test rows, " + seeds + " seeds: mean ± standard error",
                "recipe",
                "AUC",
                "average precision",
                "balanced accuracy",
                "accuracy",
                "log loss");
        Map<String, double[]> means = new LinkedHashMap<>();
        try (Progress progress = run.progress("trainings", (long) seeds * REMEDIES.size())) {
            for (PublishedRuns.Remedy remedy : REMEDIES) {
                List<double[]> scores = new ArrayList<>();
                for (int s = 0; s < seeds; s++) {
                    scores.add(train(run, remedy, split, run.seed() + s));
                    progress.step();
                }
                row(table, remedy.name(), labels, scores);
                means.put(remedy.name(), mean(scores));
            }
        }
        for (var e : means.entrySet()) {
            row(table, e.getKey() + ", mean of the seeds", labels, List.of(e.getValue()));
        }
        double[] composition = Baselines.composition(p, split.test(), split.train());
        row(table, "composition and length, logistic", labels, List.of(composition));
        double prior = p.positiveShare(split.train());
        row(
                table,
                "share of the class",
                labels,
                List.of(IntStream.of(labels).mapToDouble(i -> prior).toArray()));
        run.table(table);
        curves(run, labels, means);
        double best = means.values().stream()
                .mapToDouble(v -> Roc.auc(labels, v))
                .max()
                .orElseThrow();
        run.check("ensembles_beat_composition", best > Roc.auc(labels, composition))
                .onRealData()
                .unlessQuick();
        run.check("better_than_chance", best > 0.6).onRealData().unlessQuick();
    }

    private double[] train(Run run, PublishedRuns.Remedy remedy, Split split, long seed) {
        Peptides p = data.peptides();
        Seeds.set(seed);
        try (Sequential model = remedy.recipe().network()) {
            PublishedRuns.fit(run, model, p, split, remedy, run.shorten(PublishedRuns.EPOCHS, 1));
            return model.predict(p.rows(split.test()).input(0)).doubles();
        }
    }

    private static double[] mean(List<double[]> scores) {
        return IntStream.range(0, scores.get(0).length)
                .mapToDouble(
                        i -> scores.stream().mapToDouble(s -> s[i]).average().orElseThrow())
                .toArray();
    }

    private static void row(Table table, String name, int[] labels, List<double[]> scores) {
        List<Quality> all = scores.stream().map(s -> Quality.of(labels, s)).toList();
        table.row(
                name,
                text(all.stream().mapToDouble(Quality::auc).toArray()),
                text(all.stream().mapToDouble(Quality::averagePrecision).toArray()),
                text(all.stream().mapToDouble(Quality::balancedAccuracy).toArray()),
                text(all.stream().mapToDouble(Quality::accuracy).toArray()),
                text(all.stream().mapToDouble(Quality::logLoss).toArray()));
    }

    private static String text(double[] v) {
        return v.length == 1
                ? String.format(Locale.ROOT, "%.3f", v[0])
                : String.format(Locale.ROOT, "%.3f ± %.3f", Stats.mean(v), Stats.std(v, 1) / Math.sqrt(v.length));
    }

    private static void curves(Run run, int[] labels, Map<String, double[]> scores) throws IOException {
        Figure fig = Figure.grid(1, 2, 10, 4.4);
        Axes roc = fig.axes(0).xlabel("False positive rate").ylabel("True positive rate");
        Axes calibration = fig.axes(1).xlabel("Predicted probability").ylabel("Share of hemolytic peptides");
        roc.plot(new double[] {0, 1}, new double[] {0, 1}).dashed();
        calibration.plot(new double[] {0, 1}, new double[] {0, 1}).dashed();
        scores.forEach((name, s) -> {
            Roc r = Roc.of(labels, s);
            roc.plot(r.falsePositiveRate(), r.truePositiveRate()).label(name);
            List<Calibration.Bin> bins = Calibration.of(labels, s, 8).bins().stream()
                    .filter(b -> b.count() > 0)
                    .toList();
            calibration
                    .plot(
                            bins.stream()
                                    .mapToDouble(Calibration.Bin::predicted)
                                    .toArray(),
                            bins.stream().mapToDouble(Calibration.Bin::observed).toArray())
                    .marker('o')
                    .label(name);
        });
        roc.legend("lower right");
        run.figure(
                "roc",
                fig,
                "ROC curves and calibration of the means over the seeds, on sequences that were never trained on.");
    }
}
