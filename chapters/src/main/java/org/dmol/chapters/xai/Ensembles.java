package org.dmol.chapters.xai;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Correlation;
import org.dmol.layers.explain.IntegratedGradients;
import org.dmol.layers.explain.Score;
import org.dmol.layers.explain.Shapley;

/** Beyond the book: do equally good networks give one explanation? And which residues matter over all peptides? */
final class Ensembles {
    private final Hemolysis h;

    Ensembles(Hemolysis h) {
        this.h = h;
    }

    void seeds(Run run) throws IOException {
        String[] peptides = {h.peptide, Hemolysis.MELITTIN};
        Figure fig = Figure.grid(2, 1, 11, 7);
        Table table = Table.of(
                "Agreement of " + h.nets.size() + " networks on Shapley values",
                "peptide",
                "logits",
                "mean correlation of two networks",
                "residues of one sign in all");
        for (int p = 0; p < 2; p++) {
            String s = peptides[p];
            int k = h.nets.size();
            double[][] phi = new double[k][];
            double[] logits = new double[k];
            for (int i = 0; i < k; i++) {
                try (Score score = Score.of(h.nets.get(i))) {
                    logits[i] = score.value(Peptides.encode(s));
                    phi[i] = Shapley.permutations(ShapleySteps.game(score, s, h.data), run.shorten(508, 64), run.seed())
                            .values();
                }
            }
            double[] mean = new double[s.length()];
            double[] spread = new double[s.length()];
            int same = 0;
            for (int j = 0; j < mean.length; j++) {
                int at = j;
                double[] v = Arrays.stream(phi).mapToDouble(row -> row[at]).toArray();
                mean[j] = Hemolysis.mean(v);
                double m = mean[j];
                spread[j] =
                        Math.sqrt(Arrays.stream(v).map(e -> (e - m) * (e - m)).sum() / Math.max(1, k - 1));
                same += Math.abs(Arrays.stream(v).map(Math::signum).sum()) == k ? 1 : 0;
            }
            Axes ax = fig.axes(p)
                    .xlabel("Amino Acid x_i")
                    .ylabel("Shapley Value [logits]")
                    .title(s.equals(Hemolysis.MELITTIN) ? "melittin" : s);
            ax.axhline(0).width(0.8).color("#888888");
            ax.bar(PeptidePlots.positions(s), mean)
                    .color(2)
                    .edge(Palette.color(0))
                    .label("mean of the networks");
            ax.errorbar(PeptidePlots.positions(s), mean, spread).color(0).cap(3).label("standard deviation");
            PeptidePlots.letters(ax, s);
            table.row(s, text(logits), Hemolysis.round(agreement(phi)), same + " of " + s.length());
        }
        fig.axes(0).legend();
        run.beyond(
                "Networks that differ by nothing but the seed are equally good on the test peptides. What they say about one peptide is another matter:");
        run.figure(
                "ensemble",
                fig,
                "Shapley values as mean and standard deviation over networks of different seeds. A bar smaller than its line is no explanation.");
        run.table(table);
        run.say("Explain with several networks, and report what they agree on.");
    }

    private static String text(double[] logits) {
        return String.join(
                ", ",
                Arrays.stream(logits)
                        .mapToObj(v -> String.format(java.util.Locale.ROOT, "%.1f", v))
                        .toList());
    }

    private static double agreement(double[][] phi) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < phi.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += Correlation.pearson(phi[i], phi[j]);
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    /** Mean attribution of each amino acid over the test peptides. */
    void global(Run run) throws IOException {
        int peptides = run.shorten(63, 10);
        int letters = PeptideNet.SYMBOLS - 1;
        double[][] each = new double[h.nets.size()][letters];
        int[] count = new int[letters];
        for (int k = 0; k < each.length; k++) {
            try (Score score = Score.of(h.nets.get(k))) {
                for (int p = 0; p < peptides; p++) {
                    String s = h.data.sequences()[p];
                    double[] a = Peptides.atResidues(
                            IntegratedGradients.steps(128)
                                    .of(score, h.data.x().row(p))
                                    .attributions(),
                            s);
                    for (int i = 0; i < a.length; i++) {
                        int letter = Peptides.ALPHABET.indexOf(s.charAt(i)) - 1;
                        each[k][letter] += a[i];
                        count[letter] += k == 0 ? 1 : 0;
                    }
                }
            }
        }
        Integer[] order = IntStream.range(0, letters).boxed().toArray(Integer[]::new);
        double[] mean = new double[letters];
        double[] spread = new double[letters];
        for (int j = 0; j < letters; j++) {
            int at = j;
            double n = Math.max(1, count[j]);
            double[] v = Arrays.stream(each).mapToDouble(row -> row[at] / n).toArray();
            mean[j] = Hemolysis.mean(v);
            double m = mean[j];
            spread[j] = Math.sqrt(Arrays.stream(v).map(e -> (e - m) * (e - m)).sum() / Math.max(1, v.length - 1));
        }
        Arrays.sort(order, (a, b) -> Double.compare(mean[b], mean[a]));
        double[] sorted = Arrays.stream(order).mapToDouble(i -> mean[i]).toArray();
        double[] spreads = Arrays.stream(order).mapToDouble(i -> spread[i]).toArray();
        String names = Arrays.stream(order)
                .map(i -> Peptides.ALPHABET.substring(i + 1, i + 2))
                .reduce("", String::concat);
        Figure fig = PeptidePlots.bars(names, sorted, "Mean attribution [logits]");
        fig.axes()
                .xlabel("Amino acid")
                .errorbar(PeptidePlots.positions(names), sorted, spreads)
                .color(0)
                .cap(3);
        run.beyond("A global explanation from local ones: integrated gradients averaged over " + peptides
                + " test peptides.");
        run.figure(
                "amino-acids",
                fig,
                "Mean integrated gradient of each amino acid over the test peptides, with the standard deviation over the networks.");
        run.print(
                "%s speak most for label 1, %s most against",
                names.substring(0, 3).replaceAll("(.)(?=.)", "$1, "),
                names.substring(letters - 3).replaceAll("(.)(?=.)", "$1, "));
    }
}
