package org.dmol.chapters.xai;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;
import org.dmol.chapters.report.Table;
import org.dmol.layers.explain.Gradients;
import org.dmol.layers.explain.IntegratedGradients;
import org.dmol.layers.explain.IntegratedGradients.Rule;
import org.dmol.layers.explain.Score;
import org.dmol.layers.explain.SmoothGrad;

/** Steps 5 to 7 and 9: gradients, integrated gradients, SmoothGrad, and all methods side by side. */
final class Attributions {
    static final int SAMPLES = 1024;
    private static final double BOOK_SIGMA = 1e-3;
    private static final double SIGMA = 0.15;
    private static final String PER_RESIDUE = "one bar for each residue; red speaks for label 1, green against.";

    private final Hemolysis h;
    double[] gradient;
    double[] integrated;
    double[] smooth;

    Attributions(Hemolysis h) {
        this.h = h;
    }

    void gradient(Run run) throws IOException {
        gradient = Peptides.atResidues(Gradients.of(h.score, h.x), h.peptide);
        run.figure(
                "gradient",
                PeptidePlots.bars(h.peptide, gradient, "Gradient ∂f(x)/∂x_i"),
                "Gradient of the logit at each residue's own symbol: " + PER_RESIDUE);
        run.say(
                "The gradient says how the logit would answer if a little more of the symbol that is there already were there. That is no change that a peptide can make.");
        double[] product = Peptides.atResidues(Gradients.timesInput(h.score, h.x), h.peptide);
        run.check("gradient_times_input_is_the_same_for_ones", Arrays.equals(product, gradient));
    }

    void integrated(Run run) throws IOException {
        IntegratedGradients ig = IntegratedGradients.steps(SAMPLES);
        IntegratedGradients.Result mid = ig.of(h.score, h.x);
        IntegratedGradients.Result ends = ig.rule(Rule.ENDPOINTS).of(h.score, h.x);
        integrated = Peptides.atResidues(mid.attributions(), h.peptide);
        run.figure(
                "integrated",
                PeptidePlots.bars(h.peptide, integrated, "Integrated Gradient [logits]"),
                "Integrated gradients from an input of zeros: " + PER_RESIDUE);
        run.metric("completeness_gap_midpoints", mid.gap(), "logits").band(-0.01, 0.01);
        run.metric("completeness_gap_endpoints", ends.gap(), "logits")
                .band(-0.03, 0.03)
                .note("the rule of the book");
        run.metric(
                        "attribution_of_padding",
                        mid.sum() - Arrays.stream(integrated).sum(),
                        "logits")
                .band(-0.7, 0.7);
        run.say(
                "Completeness: the attributions add up to f(x) − f(0) if the empty positions after the end are counted too; they have a share in the logit.");
        ties(run, ig);
        baselines(run, ig);
    }

    /** How much of the attribution lies on every fourth residue, for both ways to share the gradient of a maximum. */
    private void ties(Run run, IntegratedGradients ig) {
        Table table = Table.of(
                "Share of |attribution| on residues 0, 4, 8, …",
                "network",
                "gradient to the first",
                "shared evenly",
                "expected by chance");
        double chance = (h.peptide.length() + 3) / 4 / (double) h.peptide.length();
        double first = 0;
        double even = 0;
        for (int k = 0; k < h.nets.size(); k++) {
            double a = share(h.nets.get(k).withFirstOfTies(), ig);
            double b = share(h.nets.get(k), ig);
            table.row("network " + (k + 1), Hemolysis.round(a), Hemolysis.round(b), Hemolysis.round(chance));
            first += a / h.nets.size();
            even += b / h.nets.size();
        }
        run.table(table);
        run.metric("share_on_every_fourth_first_of_ties", first).band(0.25, 0.60);
        run.metric("share_on_every_fourth_even", even).band(0.15, 0.42);
        run.check("less_on_every_fourth_with_even_ties", even < first)
                .unlessQuick()
                .onRealData();
        run.corrected(
                "The mask is 1 for all residues, so that every pooling window of it is a tie, and the original's gradient of "
                        + "a maximum goes to the first of those that attain it: residues 0, 4, 8, … get the whole effect of mask and length. "
                        + "The \"strong dependence on position\" of the book is in part this artefact. Here ties share the gradient.");
    }

    private double share(PeptideNet net, IntegratedGradients ig) {
        try (Score s = Score.of(net)) {
            double[] a = Peptides.atResidues(ig.of(s, h.x).attributions(), h.peptide);
            double total = Arrays.stream(a).map(Math::abs).sum();
            return IntStream.range(0, a.length)
                            .filter(i -> i % 4 == 0)
                            .mapToDouble(i -> Math.abs(a[i]))
                            .sum()
                    / total;
        }
    }

    private void baselines(Run run, IntegratedGradients ig) {
        Table table = Table.of("Where the way starts", "baseline", "f(baseline)", "five largest attributions");
        String[] names = {"all zeros (not a sequence)", "200 empty positions", "glycine everywhere"};
        Nd[] baselines = {Nd.zeros(h.x.dtype(), h.x.shape()), empty(), Peptides.encode("G".repeat(h.peptide.length()))};
        for (int k = 0; k < 3; k++) {
            IntegratedGradients.Result r = ig.baseline(baselines[k]).of(h.score, h.x);
            table.row(names[k], Hemolysis.round(r.baselineValue()), largest(difference(r.attributions())));
        }
        run.table(table);
    }

    /** What a position contributes in all: its own symbol and, where the baseline has another, that one. */
    private double[] difference(Nd attributions) {
        double[] out = new double[h.peptide.length()];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < PeptideNet.SYMBOLS; j++) {
                out[i] += attributions.get(i, j);
            }
        }
        return out;
    }

    private static Nd empty() {
        float[] v = new float[PeptideNet.LENGTH * PeptideNet.SYMBOLS];
        for (int i = 0; i < v.length; i += PeptideNet.SYMBOLS) {
            v[i] = 1;
        }
        return Nd.of(v, PeptideNet.LENGTH, PeptideNet.SYMBOLS);
    }

    String largest(double[] a) {
        return IntStream.range(0, a.length)
                .boxed()
                .sorted((i, j) -> Double.compare(Math.abs(a[j]), Math.abs(a[i])))
                .limit(5)
                .map(i -> String.format(java.util.Locale.ROOT, "%c%d %.1f", h.peptide.charAt(i), i, a[i]))
                .reduce((s, t) -> s + ", " + t)
                .orElse("");
    }

    void smooth(Run run) throws IOException {
        SmoothGrad noisy = SmoothGrad.samples(SAMPLES).seed(run.seed());
        SmoothGrad book = noisy.sigma(BOOK_SIGMA).repaired(SmoothGrad.simplex());
        SmoothGrad atResidues = noisy.sigma(BOOK_SIGMA).repaired(this::residuesOnly);
        smooth = Peptides.atResidues(
                noisy.sigma(SIGMA).repaired(this::residuesOnly).of(h.score, h.x), h.peptide);
        run.figure(
                "smooth",
                PeptidePlots.bars(h.peptide, smooth, "Gradient ∂f(x)/∂x_i"),
                "SmoothGrad with noise of " + SIGMA + " at the residues: " + PER_RESIDUE);
        Table table = Table.of("SmoothGrad beside the gradient", "ties", "noise", "five largest", "change");
        double[] broken;
        try (Score original = Score.of(h.nets.get(0).withFirstOfTies())) {
            double[] g = Peptides.atResidues(Gradients.of(original, h.x), h.peptide);
            broken = Peptides.atResidues(atResidues.of(original, h.x), h.peptide);
            table.row("to the first", "none", largest(g), null);
            table.row("to the first", "0.001, residues", largest(broken), percent(broken, g));
        }
        double[] everywhere = Peptides.atResidues(book.of(h.score, h.x), h.peptide);
        double[] even = Peptides.atResidues(atResidues.of(h.score, h.x), h.peptide);
        table.row("even", "none", largest(gradient), null)
                .row("even", "0.001, residues", largest(even), percent(even, gradient))
                .row("even", "0.001, all 200 positions (book)", largest(everywhere), percent(everywhere, gradient))
                .row("even", SIGMA + ", residues", largest(smooth), percent(smooth, gradient));
        run.table(table);
        double[] moved = Peptides.atResidues(Gradients.of(h.score, movedByNoise()), h.peptide);
        run.metric("change_by_tiny_noise_with_even_ties", distance(even, gradient) / norm(gradient));
        run.metric("tiny_noise_against_moved_input_with_even_ties", distance(even, moved) / norm(moved))
                .band(0, 0.1)
                .note("the gradient, without noise, where the mean of the noise moves the residues to");
        run.metric("even_ties_against_ties_broken_by_noise", distance(broken, even) / norm(even))
                .band(0, 0.1);
        run.corrected(
                "The book's noise of 0.001 does not smooth. It breaks the ties of the pooled mask, and the mean over many broken ties is what "
                        + "evenly shared ties give at once. Being cut off at zero, it also moves the input: a little of every residue is added everywhere, also at empty positions. "
                        + "Noise that smooths is of the order of 0.1 to 0.2, here at the residues alone. The text's formula samples around the baseline, its program (as here) around the input.");
    }

    /**
     * The code with the mean of the book's noise, which is cut off at zero and at one, at the residues; each position adds up to 1. Numbers
     * of 24 bits, so that the sums over the symbols are exact in any order: rounding would break the ties of the mask.
     */
    private Nd movedByNoise() {
        float[] v = h.x.floats().clone();
        double mean = BOOK_SIGMA / Math.sqrt(2 * Math.PI);
        // the residue's own 1 loses what each of the 20 others gains
        double gain = Math.rint(0x1p24 * mean / (1 + (PeptideNet.SYMBOLS - 2) * mean)) * 0x1p-24;
        for (int i = 0; i < h.peptide.length() * PeptideNet.SYMBOLS; i++) {
            v[i] = (float) (v[i] > 0 ? 1 - (PeptideNet.SYMBOLS - 1) * gain : gain);
        }
        return Nd.of(v, h.x.shape());
    }

    private static String percent(double[] a, double[] b) {
        return String.format(java.util.Locale.ROOT, "%.0f %%", 100 * distance(a, b) / norm(b));
    }

    /** Distributions at the residues, and nothing but emptiness after the end. */
    private Nd residuesOnly(Nd rows) {
        float[] v = SmoothGrad.simplex().apply(rows).floats().clone();
        float[] clean = h.x.floats();
        int from = h.peptide.length() * PeptideNet.SYMBOLS;
        for (int at = 0; at < v.length; at += clean.length) {
            System.arraycopy(clean, from, v, at + from, clean.length - from);
        }
        return Nd.of(v, rows.shape());
    }

    private static double distance(double[] a, double[] b) {
        return norm(IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray());
    }

    private static double norm(double[] a) {
        return Math.sqrt(Arrays.stream(a).map(v -> v * v).sum());
    }

    /** The figure of all methods, with the Shapley values of the step before. */
    void together(Run run, double[] shapley) throws IOException {
        Figure fig = new Figure(12, 4);
        Axes ax = fig.axes().xlabel("Amino Acid x_i").ylabel("Importance [logits]");
        ax.axhline(0).width(0.8).color("#888888");
        List<String> names = List.of("Gradient", "Integrated", "Smooth", "Shapley");
        double[][] all = {gradient, integrated, smooth, shapley};
        for (int k = 0; k < all.length; k++) {
            int shift = k;
            double[] at = Arrays.stream(PeptidePlots.positions(h.peptide))
                    .map(p -> p + 0.2 * (shift - 1.5))
                    .toArray();
            ax.bar(at, all[k], 0.2).color(k + 1).edge(Palette.color(0)).label(names.get(k));
        }
        PeptidePlots.letters(ax, h.peptide);
        ax.legend();
        run.figure("four-methods", fig, "Four methods, four pictures of one prediction.");
        Table table = Table.of("Correlation between methods", "", "Gradient", "Integrated", "Smooth", "Shapley");
        for (int i = 0; i < all.length; i++) {
            Object[] row = new Object[5];
            row[0] = names.get(i);
            for (int j = 0; j < all.length; j++) {
                row[j + 1] = String.format(
                        java.util.Locale.ROOT, "%.2f", org.dmol.data.analysis.Correlation.pearson(all[i], all[j]));
            }
            table.row(row);
        }
        run.table(table);
    }
}
