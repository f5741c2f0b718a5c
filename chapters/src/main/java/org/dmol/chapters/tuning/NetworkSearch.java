package org.dmol.chapters.tuning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dmol.chapters.Run;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.JsonReports;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.analysis.Roc;
import org.dmol.data.tuning.Attempt;
import org.dmol.data.tuning.Direction;
import org.dmol.data.tuning.Parameter;
import org.dmol.data.tuning.Point;
import org.dmol.data.tuning.Space;
import org.dmol.data.tuning.SuccessiveHalving;
import org.dmol.data.tuning.Trial;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Sequential;

/** The chapter's network tuned by successive halving: sixteen random settings, the better half of which trains twice as long, and so on. */
final class NetworkSearch {
    private static final Space SPACE = Space.empty()
            .logUniform("rate", 1e-4, 1e-2)
            .logUniform("l2", 1e-5, 1e-1)
            .uniform("dropout", 0, 0.5)
            .choice("filters", 8, 16, 32)
            .choice("width", 32, 64, 128, 256);

    private final Data data;
    private final Map<Integer, Sequential> models = new HashMap<>();
    private final Map<Integer, Integer> epochs = new HashMap<>();

    NetworkSearch(Data data) {
        this.data = data;
    }

    void search(Run run) throws IOException {
        run.beyond(
                "A real search, judged by the AUC of validation sequences; a trial that survives goes on training where it was.");
        Peptides p = data.peptides();
        Split split = p.bySequence(run.seed());
        int trials = run.shorten(16, 4);
        int rungs = Integer.numberOfTrailingZeros(trials) + 1;
        int all = trials * (rungs + 1) / 2 + trials / 2;
        List<List<Trial>> result;
        try (Progress progress = run.progress("epochs", all)) {
            result = new SuccessiveHalving(
                            trials, 1, Double.POSITIVE_INFINITY, 2, Direction.MAXIMIZE, run.seed(), t -> {})
                    .run(SPACE, a -> train(run, a, p, split, progress));
        }
        Trial winner = result.get(result.size() - 1).get(0);
        table(run, result);
        run.figure(
                "parallel",
                parallel(result),
                "Each line is a trial, dark where its validation AUC was high when it ended.");
        JsonReports.write(run.directory().resolve("search.json"), log(result));
        run.print("all trials are in search.json");

        int[] labels = p.labels(split.test());
        double tuned = Roc.auc(labels, scores(models.get(winner.number()), p, split.test()));
        double published = published(run, p, split, labels, (int) Math.round(winner.budget()));
        run.metric("test_auc_of_the_winner", tuned).notComparable("no published value");
        run.metric("test_auc_of_the_published_settings", published).notComparable("the published split leaks");
        run.check("the_winner_is_better_than_chance", tuned > 0.6).onRealData().unlessQuick();
        run.note(
                "One search on one split: the winner was chosen because its validation number was high, so that number is too good. "
                        + "Only the test sequences, which the search has not seen, tell what was gained.");
    }

    private double train(Run run, Attempt a, Peptides p, Split split, Progress progress) {
        int from = epochs.getOrDefault(a.number(), 0);
        int to = (int) Math.round(a.budget());
        Seeds.set(run.seed() + a.number());
        Sequential model =
                models.computeIfAbsent(a.number(), n -> recipe(a.point()).network());
        var history = model.fit(
                PublishedRuns.training(run, p, split), run.fit(to).from(from).validate(p.rows(split.validation())));
        for (double auc : history.get("val_auc")) {
            a.report(auc);
        }
        epochs.put(a.number(), to);
        for (int e = from; e < to; e++) {
            progress.step();
        }
        return history.last("val_auc");
    }

    private static Recipe recipe(Point p) {
        return new Recipe(
                p.number("rate"), p.number("l2"), p.number("dropout"), p.integer("filters"), p.integer("width"));
    }

    private static double[] scores(Sequential model, Peptides p, int[] part) {
        return model.predict(p.rows(part).input(0)).doubles();
    }

    private static double published(Run run, Peptides p, Split split, int[] labels, int epochs) {
        Seeds.set(run.seed());
        try (Sequential model = Recipe.PLAIN.withL2(0.01).network()) {
            model.fit(PublishedRuns.training(run, p, split), run.fit(epochs));
            return Roc.auc(labels, scores(model, p, split.test()));
        }
    }

    private static void table(Run run, List<List<Trial>> rungs) {
        Table t = Table.of(
                "trials that went on",
                "trial",
                "epochs",
                "validation AUC",
                "rate",
                "l2",
                "dropout",
                "filters",
                "width");
        for (List<Trial> rung : rungs.subList(1, rungs.size())) {
            for (Trial trial : rung) {
                Recipe r = recipe(trial.point());
                t.row(
                        trial.number(),
                        (int) trial.budget(),
                        trial.score(),
                        r.rate(),
                        r.l2(),
                        r.dropout(),
                        r.filters(),
                        r.width());
            }
        }
        run.table(t);
    }

    /** The last trial of each number. */
    private static List<Trial> ends(List<List<Trial>> rungs) {
        Map<Integer, Trial> last = new HashMap<>();
        rungs.forEach(rung -> rung.forEach(t -> last.put(t.number(), t)));
        return new ArrayList<>(last.values());
    }

    private static Figure parallel(List<List<Trial>> rungs) {
        List<Trial> trials = ends(rungs);
        double low = trials.stream().mapToDouble(Trial::score).min().orElseThrow();
        double high = trials.stream().mapToDouble(Trial::score).max().orElseThrow();
        List<Parameter> axes = SPACE.parameters();
        double[] at = new double[axes.size() + 1];
        String[] names = new String[at.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = i;
            names[i] = i < axes.size() ? axes.get(i).name() : "AUC";
        }
        Figure fig = new Figure(7.5, 4.2);
        Axes ax = fig.axes()
                .xticks(at, names)
                .ylabel("low to high")
                .xlim(-0.3, at.length - 0.7)
                .ylim(-0.08, 1.08);
        trials.stream().sorted((a, b) -> Double.compare(a.score(), b.score())).forEach(t -> {
            double quality = high > low ? (t.score() - low) / (high - low) : 0.5;
            double[] place = java.util.Arrays.copyOf(SPACE.unit(t.point()), at.length);
            place[at.length - 1] = quality;
            ax.plot(at, place).marker('o').size(4).color(Colormap.VIRIDIS.at(1 - 0.9 * quality));
        });
        for (double x : at) {
            ax.axvline(x).dotted();
        }
        return fig;
    }

    private static List<Map<String, Object>> log(List<List<Trial>> rungs) {
        return rungs.stream()
                .flatMap(List::stream)
                .map(t -> Map.<String, Object>of(
                        "trial",
                        t.number(),
                        "point",
                        t.point().values(),
                        "epochs",
                        t.budget(),
                        "validation_auc",
                        t.score()))
                .toList();
    }

    void close() {
        models.values().forEach(Sequential::close);
    }
}
