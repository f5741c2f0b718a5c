package org.dmol.chapters.xai;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;
import org.dmol.chapters.report.Table;
import org.dmol.layers.explain.FeatureGame;
import org.dmol.layers.explain.MarginalSampling;
import org.dmol.layers.explain.Score;
import org.dmol.layers.explain.Shapley;
import org.dmol.layers.explain.ShapleyValues;

/** Step 8: Shapley values by walks along permutations, beside the estimators of both editions; and exact ones for a short peptide. */
final class ShapleySteps {
    private static final int SAMPLES = 1024;

    private final Hemolysis h;
    ShapleyValues values;

    ShapleySteps(Hemolysis h) {
        this.h = h;
    }

    void shapley(Run run) throws IOException {
        FeatureGame game = game(h.score, h.peptide, h.data);
        int m = run.shorten(SAMPLES, 128);
        values = Shapley.permutations(game, m, run.seed());
        ShapleyValues half = MarginalSampling.HALF.sample(game, m, run.seed());
        ShapleyValues shortened = MarginalSampling.SHORTENED.sample(game, m, run.seed());
        double target = h.logit - expectation(game);
        Table table = Table.of(
                "What the values should add up to, f(x) − E[f(x′)]: " + Hemolysis.round(target),
                "estimator",
                "Σφ",
                "standard error",
                "Σφ − target");
        row(table, "permutations (Shapley)", values, target);
        row(table, "coalitions of probability ½ (2023; Banzhaf)", half, target);
        row(table, "shortened prefixes (2026)", shortened, target);
        run.table(table);
        run.print("E[f] over all %d peptides: %.4f", h.data.size(), mean(h.score.values(h.data.x())));
        run.print("f(x) = %.4f, Σφ = %.4f", h.logit, values.sum());
        run.metric("gap_of_permutations", values.gap(), "logits")
                .band(-1e-3, 1e-3)
                .alsoQuick()
                .note("exact for every set of backgrounds that was used");
        double z = (values.sum() - target) / values.sumStandardError();
        run.metric("distance_from_target", z, "standard errors")
                .band(-4, 4)
                .note("from not using each background equally often");
        run.corrected(
                "The book compares Σφ with f(x), leaves out the expectation (2023 divides a mean by 634), and draws coalitions of "
                        + "the other residues with probability ½ each (2023: Banzhaf values) or too seldom large (2026). Shapley values weigh all "
                        + "sizes alike: a random order of arrival gives a sample of each residue at once, and these add up exactly. "
                        + "M = 4096 and 1024 exceed the 508 background peptides; they take turns here, each time with new orders.");
        run.note(
                "A residue that is left out is replaced by what a training peptide has there. Shorter ones have nothing there: the mixed "
                        + "sequence gets a gap in the middle, which no real one has. " + gapsAvoided(run));
        convergence(run, game, half, shortened);
        run.figure(
                "shapley", bars(values), "Shapley values with standard errors: red speaks for label 1, green against.");
    }

    static FeatureGame game(Score score, String peptide, Peptides data) {
        return FeatureGame.of(score, Peptides.encode(peptide), data.trainX()).first(peptide.length());
    }

    private static void row(Table table, String name, ShapleyValues v, double target) {
        table.row(
                name,
                Hemolysis.round(v.sum()),
                Hemolysis.round(v.sumStandardError()),
                Hemolysis.round(v.sum() - target));
    }

    /** Mean of the logit with all residues replaced, the empty positions kept. */
    private static double expectation(FeatureGame game) {
        int n = game.scenarios();
        return mean(game.values(
                new boolean[n][game.players()], IntStream.range(0, n).toArray()));
    }

    private static double mean(double[] v) {
        return Arrays.stream(v).average().orElseThrow();
    }

    /** The same with backgrounds that are at least as long as the peptide. */
    private String gapsAvoided(Run run) {
        Nd all = h.data.trainX();
        int last = h.peptide.length() - 1;
        int[] longer = IntStream.range(0, all.dim(0))
                .filter(i -> all.get(i, last, 0) == 0)
                .toArray();
        if (longer.length < 2) {
            return "There are no longer ones in the training set.";
        }
        FeatureGame game = FeatureGame.of(h.score, h.x, all.take(longer)).first(h.peptide.length());
        ShapleyValues v = Shapley.permutations(game, run.shorten(SAMPLES, 128), run.seed());
        double r = org.dmol.data.analysis.Correlation.pearson(v.values(), values.values());
        return String.format(
                java.util.Locale.ROOT,
                "With the %d backgrounds that are at least as long, which leave no gaps, the values correlate with these by %.2f.",
                longer.length,
                r);
    }

    private void convergence(Run run, FeatureGame game, ShapleyValues half, ShapleyValues shortened)
            throws IOException {
        double start = expectation(game);
        int points = 25;
        double[] at = new double[points];
        Arrays.setAll(at, i -> Math.round(2 + (values.samples().length - 2.0) * i / (points - 1)));
        Figure fig = new Figure(7, 4);
        Axes ax = fig.axes().xlabel("Sample Number").ylabel("Function Value [logits]");
        ShapleyValues[] all = {values, half, shortened};
        String[] names = {"Shapley (permutations)", "½ coalitions (2023)", "shortened (2026)"};
        for (int k = 0; k < 3; k++) {
            ShapleyValues v = all[k];
            double[] y =
                    Arrays.stream(at).map(m -> start + v.sumOfFirst((int) m)).toArray();
            ax.plot(at, y).marker('o').size(4).color(k + 1).label(names[k]);
        }
        ax.axhline(h.logit).dashed().color(0).label("f(x)");
        ax.legend();
        run.figure(
                "shapley-convergence",
                fig,
                "E[f] + Sum of Shapley Values against the number of samples. Only the first estimator tends to f(x).");
    }

    private Figure bars(ShapleyValues v) {
        Figure fig = PeptidePlots.bars(h.peptide, v.values(), "Shapley Value [logits]");
        fig.axes()
                .errorbar(PeptidePlots.positions(h.peptide), v.values(), v.standardErrors())
                .color(Palette.color(0))
                .cap(3);
        return fig;
    }

    /** All coalitions of a short peptide as the truth for all estimators. */
    void exact(Run run) {
        int shortest = IntStream.range(0, h.data.size())
                .reduce((a, b) -> h.data.sequences()[b].length() < h.data.sequences()[a].length() ? b : a)
                .orElseThrow();
        String peptide = h.data.sequences()[shortest];
        int backgrounds = run.shorten(24, 4);
        int n = Math.min(peptide.length(), 12);
        FeatureGame game = FeatureGame.of(
                        h.score, Peptides.encode(peptide), h.data.trainX().rows(0, backgrounds))
                .first(n);
        ShapleyValues truth = Shapley.exact(game);
        ShapleyValues walks = Shapley.permutations(game, run.shorten(2400, 400), run.seed());
        ShapleyValues half = MarginalSampling.HALF.sample(game, run.shorten(1200, 200), run.seed());
        ShapleyValues shortened = MarginalSampling.SHORTENED.sample(game, run.shorten(1200, 200), run.seed());
        Table table = Table.of(
                peptide + ", " + backgrounds + " backgrounds: all " + (1 << n) + " coalitions and samples of them",
                "residue",
                "exact",
                "permutations",
                "± standard error",
                "½ coalitions",
                "shortened");
        double worst = 0;
        for (int i = 0; i < n; i++) {
            table.row(
                    peptide.charAt(i) + " " + i,
                    Hemolysis.round(truth.values()[i]),
                    Hemolysis.round(walks.values()[i]),
                    Hemolysis.round(walks.standardErrors()[i]),
                    Hemolysis.round(half.values()[i]),
                    Hemolysis.round(shortened.values()[i]));
            worst = Math.max(worst, Math.abs(walks.values()[i] - truth.values()[i]) / walks.standardErrors()[i]);
        }
        table.row(
                "sum",
                Hemolysis.round(truth.sum()),
                Hemolysis.round(walks.sum()),
                null,
                Hemolysis.round(half.sum()),
                Hemolysis.round(shortened.sum()));
        run.table(table);
        run.beyond("Enumeration of all coalitions is the truth that samples are measured by.");
        run.metric("exact_gap", truth.gap(), "logits").band(-1e-4, 1e-4).alsoQuick();
        run.metric("largest_deviation_of_permutations", worst, "standard errors")
                .band(0, 4.5)
                .alsoQuick();
    }
}
