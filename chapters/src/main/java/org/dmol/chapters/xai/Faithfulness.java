package org.dmol.chapters.xai;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.explain.FeatureGame;
import org.dmol.layers.explain.Gradients;
import org.dmol.layers.explain.IntegratedGradients;
import org.dmol.layers.explain.Shapley;
import org.dmol.layers.explain.SmoothGrad;

/**
 * Beyond the book: methods scored by deletion (Samek and others, IEEE Trans. Neural Netw. Learn. Syst. 2017, 28, 2660): residues are
 * replaced by those of other peptides, the most important first. The sooner the prediction is lost, the better the ranking.
 */
final class Faithfulness {
    private static final String[] METHODS = {"Gradient", "Integrated", "Smooth", "Shapley", "random order"};
    private static final int BACKGROUNDS = 16;
    private static final int POINTS = 11;

    private final Hemolysis h;

    Faithfulness(Hemolysis h) {
        this.h = h;
    }

    void curves(Run run) throws IOException {
        int peptides = run.shorten(40, 5);
        double[][] mean = new double[METHODS.length][POINTS];
        double[][] area = new double[METHODS.length][peptides];
        SplittableRandom random = new SplittableRandom(run.seed());
        for (int p = 0; p < peptides; p++) {
            String s = h.data.sequences()[p];
            Nd x = h.data.x().row(p);
            double sign = Math.signum(h.score.value(x));
            FeatureGame game = FeatureGame.of(h.score, x, h.data.trainX().rows(0, BACKGROUNDS))
                    .first(s.length());
            double[][] scores = {
                Peptides.atResidues(Gradients.of(h.score, x), s),
                Peptides.atResidues(
                        IntegratedGradients.steps(128).of(h.score, x).attributions(), s),
                Peptides.atResidues(
                        SmoothGrad.samples(128)
                                .sigma(0.15)
                                .seed(run.seed())
                                .repaired(SmoothGrad.simplex())
                                .of(h.score, x),
                        s),
                Shapley.permutations(ShapleySteps.game(h.score, s, h.data), run.shorten(64, 16), run.seed())
                        .values(),
                IntStream.range(0, s.length())
                        .mapToDouble(i -> random.nextDouble())
                        .toArray()
            };
            for (int k = 0; k < METHODS.length; k++) {
                double[] curve = curve(game, scores[k], sign);
                for (int i = 0; i < POINTS; i++) {
                    mean[k][i] += curve[i] / peptides;
                    area[k][p] += curve[i] / POINTS;
                }
            }
        }
        draw(run, mean);
        Table table = Table.of(
                "Mean logit for the predicted class while residues are replaced (lower is better)",
                "order by",
                "mean",
                "standard error",
                "below random order");
        double[] below = new double[METHODS.length];
        for (int k = 0; k < METHODS.length; k++) {
            double m = Hemolysis.mean(area[k]);
            int method = k;
            double[] gain = IntStream.range(0, peptides)
                    .mapToDouble(p -> area[METHODS.length - 1][p] - area[method][p])
                    .toArray();
            below[k] = Hemolysis.mean(gain);
            table.row(
                    METHODS[k],
                    Hemolysis.round(m),
                    Hemolysis.round(error(area[k])),
                    k == METHODS.length - 1
                            ? null
                            : String.format(java.util.Locale.ROOT, "%.2f ± %.2f", below[k], error(gain)));
        }
        run.beyond(
                "Which of the four pictures is right? A ranking of residues is faithful if the prediction falls when its first residues are replaced.");
        run.table(table);
        run.check(
                        "all_methods_beat_a_random_order",
                        Arrays.stream(below, 0, METHODS.length - 1).allMatch(v -> v > 0))
                .unlessQuick();
        run.table(Table.of("What the methods are good for", "", "actionable", "faithful", "sparse", "complete")
                .row("Gradient", "no", "locally", "no", "no")
                .row("Integrated gradients", "no", "yes", "no", "yes, from the baseline")
                .row("SmoothGrad", "no", "on average", "no", "no")
                .row("Shapley values", "no", "yes", "no", "yes, from the mean")
                .row("Counterfactuals", "yes", "yes", "yes", "no"));
    }

    private static double error(double[] v) {
        double m = Hemolysis.mean(v);
        return Math.sqrt(Arrays.stream(v).map(e -> (e - m) * (e - m)).sum() / Math.max(1, v.length - 1) / v.length);
    }

    /** Mean logit for the predicted class with 0, 10, … 100 % of the residues replaced. */
    private static double[] curve(FeatureGame game, double[] importance, double sign) {
        int n = importance.length;
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(sign * importance[b], sign * importance[a]));
        boolean[][] members = new boolean[POINTS * BACKGROUNDS][n];
        int[] scenario = new int[members.length];
        for (int i = 0; i < POINTS; i++) {
            boolean[] kept = new boolean[n];
            Arrays.fill(kept, true);
            for (int k = 0; k < Math.round((double) n * i / (POINTS - 1)); k++) {
                kept[order[k]] = false;
            }
            for (int b = 0; b < BACKGROUNDS; b++) {
                members[i * BACKGROUNDS + b] = kept;
                scenario[i * BACKGROUNDS + b] = b;
            }
        }
        double[] v = game.values(members, scenario);
        double[] out = new double[POINTS];
        for (int i = 0; i < v.length; i++) {
            out[i / BACKGROUNDS] += sign * v[i] / BACKGROUNDS;
        }
        return out;
    }

    private static void draw(Run run, double[][] mean) throws IOException {
        double[] share = IntStream.range(0, POINTS)
                .mapToDouble(i -> 100.0 * i / (POINTS - 1))
                .toArray();
        Figure fig = new Figure(7, 4);
        Axes ax = fig.axes().xlabel("Residues replaced [%]").ylabel("Logit for the predicted class");
        for (int k = 0; k < METHODS.length; k++) {
            var line = ax.plot(share, mean[k])
                    .marker('o')
                    .size(4)
                    .color((k + 1) % METHODS.length)
                    .label(METHODS[k]);
            if (k == METHODS.length - 1) {
                line.dashed();
            }
        }
        ax.legend();
        run.figure(
                "deletion",
                fig,
                "Deletion curves, mean over test peptides: the most important residues are replaced first.");
    }
}
