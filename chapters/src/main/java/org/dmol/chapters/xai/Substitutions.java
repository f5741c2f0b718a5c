package org.dmol.chapters.xai;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.ImageMark;
import org.dmol.chapters.report.Table;

/** Step 10: every exchange of one residue, and those that turn the prediction around. */
final class Substitutions {
    private static final int SHOWN = 24;

    private final Hemolysis h;

    Substitutions(Hemolysis h) {
        this.h = h;
    }

    /** An exchange of residue {@code at} for {@code letter}, '-' for its deletion; for two exchanges {@code and} is the other one. */
    record Edit(int at, char letter, String sequence, double logit, Edit and) {
        String describe(String original) {
            String one = original.charAt(at) + String.valueOf(at) + "→" + letter;
            return and == null ? one : one + ", " + and.describe(original);
        }
    }

    void scan(Run run) throws IOException {
        List<Edit> all = singles();
        double wild = h.logit;
        List<Edit> flips = all.stream()
                .filter(e -> e.logit * wild < 0)
                .sorted(Comparator.comparingDouble(e -> Math.abs(e.logit)))
                .toList();
        heatMap(run, all);
        Edit deleted = all.get(all.size() - h.peptide.length());
        run.print("f without residue 0: %.4f; with a gap in its place, as in the book: %.4f", deleted.logit, withGap());
        run.metric("counterfactuals", flips.size(), "of " + all.size())
                .band(0, 40)
                .note("2023: 19; it depends on the seed");
        List<Edit> shown = flips;
        if (flips.isEmpty()) {
            run.say("No exchange of a single residue turns this prediction around. The nearest exchanges of two:");
            shown = pairs(all).stream()
                    .filter(e -> e.logit * wild < 0)
                    .sorted(Comparator.comparingDouble(e -> Math.abs(e.logit)))
                    .toList();
        }
        if (shown.isEmpty()) {
            run.note("No exchange of one or two residues turns the prediction of " + h.peptide
                    + " around: there is no counterfactual nearby.");
            return;
        }
        Table table = Table.of("The nearest counterfactuals", "exchange", "sequence", "logit");
        shown.stream().limit(5).forEach(e -> table.row(e.describe(h.peptide), e.sequence, Hemolysis.round(e.logit)));
        run.table(table);
        picture(run, shown);
        run.say(
                "A counterfactual is an explanation that one can act upon: this peptide with that exchange gets the other label. It says what the network does, not what the peptide does; only a measurement says that.");
        run.corrected(
                "The book counts the exchange of a residue for itself, and deletes a residue by leaving a gap in the sequence. Here the identity is left out and a deletion makes the peptide shorter.");
    }

    /** 19 exchanges for each position, then the deletions. */
    private List<Edit> singles() {
        List<int[]> what = new ArrayList<>();
        List<String> sequences = new ArrayList<>();
        String s = h.peptide;
        for (int i = 0; i < s.length(); i++) {
            for (int j = 1; j < PeptideNet.SYMBOLS; j++) {
                if (Peptides.ALPHABET.charAt(j) != s.charAt(i)) {
                    what.add(new int[] {i, j});
                    sequences.add(s.substring(0, i) + Peptides.ALPHABET.charAt(j) + s.substring(i + 1));
                }
            }
        }
        for (int i = 0; i < s.length() && s.length() > 1; i++) {
            what.add(new int[] {i, 0});
            sequences.add(s.substring(0, i) + s.substring(i + 1));
        }
        double[] logits = h.score.values(Peptides.encodeAll(sequences.toArray(String[]::new)));
        return IntStream.range(0, logits.length)
                .mapToObj(k -> new Edit(
                        what.get(k)[0], Peptides.ALPHABET.charAt(what.get(k)[1]), sequences.get(k), logits[k], null))
                .toList();
    }

    /** Two exchanges at once: all pairs of the twelve that, one by one, bring the logit nearest to the other side at each position. */
    private List<Edit> pairs(List<Edit> singles) {
        double sign = Math.signum(h.logit);
        List<Edit> best = singles.stream()
                .filter(e -> e.letter != '-')
                .sorted(Comparator.comparingDouble(e -> sign * e.logit))
                .limit(60)
                .toList();
        List<Edit[]> both = new ArrayList<>();
        List<String> sequences = new ArrayList<>();
        for (int a = 0; a < best.size(); a++) {
            for (int b = a + 1; b < best.size(); b++) {
                Edit first = best.get(a);
                Edit second = best.get(b);
                if (first.at != second.at) {
                    StringBuilder s = new StringBuilder(first.sequence);
                    s.setCharAt(second.at, second.letter);
                    both.add(new Edit[] {first, second});
                    sequences.add(s.toString());
                }
            }
        }
        if (sequences.isEmpty()) {
            return List.of();
        }
        double[] logits = h.score.values(Peptides.encodeAll(sequences.toArray(String[]::new)));
        return IntStream.range(0, logits.length)
                .mapToObj(k ->
                        new Edit(both.get(k)[0].at, both.get(k)[0].letter, sequences.get(k), logits[k], both.get(k)[1]))
                .toList();
    }

    private double withGap() {
        float[] v = h.x.floats().clone();
        java.util.Arrays.fill(v, 0, PeptideNet.SYMBOLS, 0);
        v[0] = 1;
        return h.score.value(Nd.of(v, h.x.shape()));
    }

    private void heatMap(Run run, List<Edit> all) throws IOException {
        int n = h.peptide.length();
        double[][] logits = new double[PeptideNet.SYMBOLS][n];
        double limit = 0;
        for (int i = 0; i < n; i++) {
            for (double[] row : logits) {
                row[i] = h.logit;
            }
        }
        for (Edit e : all) {
            int row = e.letter == '-' ? PeptideNet.SYMBOLS - 1 : Peptides.ALPHABET.indexOf(e.letter) - 1;
            logits[row][e.at] = e.logit;
            limit = Math.max(limit, Math.abs(e.logit));
        }
        Figure fig = new Figure(Math.max(7, 0.34 * n + 2.2), 6.2);
        Axes ax = fig.axes().xlabel("Amino Acid x_i").ylabel("Exchanged for");
        ImageMark image = ax.imshow(logits).colormap(DIVERGING).limits(-limit, limit);
        String[] names = (Peptides.ALPHABET.substring(1) + "-").split("");
        ax.yticks(IntStream.range(0, names.length).asDoubleStream().toArray(), names);
        ax.xticks(PeptidePlots.positions(h.peptide), h.peptide.split(""));
        for (int i = 0; i < n; i++) {
            int own = Peptides.ALPHABET.indexOf(h.peptide.charAt(i)) - 1;
            ax.text(i, own, "·").bold().size(16).centred();
        }
        ax.colorbar(image, "logit");
        run.figure(
                "exchanges",
                fig,
                "The logit after each exchange of one residue; dots mark the residue that is there, the last row is its deletion. Red is label 1.");
    }

    /** Green over paper to red. */
    static final Colormap DIVERGING = Colormap.stops("#1BBC9B", "#f5f4e9", "#F06060");

    /** The sequences under each other, changed letters in red. */
    private void picture(Run run, List<Edit> shown) throws IOException {
        int rows = Math.min(SHOWN, shown.size());
        int n = h.peptide.length();
        Figure fig = new Figure(0.24 * n + 2.2, 0.26 * (rows + 1) + 0.5);
        Axes ax = fig.axes().off().xlim(-1, n + 5).ylim(-rows - 0.7, 0.7);
        line(ax, 0, h.peptide, h.logit, new int[0], '\0');
        for (int k = 0; k < rows; k++) {
            Edit e = shown.get(k);
            String s =
                    e.letter == '-' ? h.peptide.substring(0, e.at) + "-" + h.peptide.substring(e.at + 1) : e.sequence;
            int[] at = e.and == null ? new int[] {e.at} : new int[] {e.at, e.and.at};
            line(ax, -k - 1, s, e.logit, at, e.letter);
        }
        String left = shown.size() > rows ? " The " + rows + " nearest of " + shown.size() + "." : "";
        run.figure(
                "counterfactuals",
                fig,
                "The peptide and its counterfactuals, with their logits; what was exchanged is red." + left);
    }

    private static void line(Axes ax, int row, String s, double logit, int[] changed, char letter) {
        for (int i = 0; i < s.length(); i++) {
            int at = i;
            boolean red = IntStream.of(changed).anyMatch(c -> c == at);
            var mark = ax.text(i, row, s.substring(i, i + 1))
                    .size(13)
                    .centred()
                    .color(red ? "#d62728" : row == 0 ? "#444444" : "#8a8a8a");
            if (red || row == 0) {
                mark.bold();
            }
        }
        ax.text(s.length() + 0.8, row, String.format(java.util.Locale.ROOT, "%+.2f", logit))
                .size(12)
                .align(0, 0.5);
    }
}
