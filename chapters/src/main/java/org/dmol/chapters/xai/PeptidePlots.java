package org.dmol.chapters.xai;

import java.awt.Color;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;

/** Bars over the letters of a peptide. */
final class PeptidePlots {
    static final Color UP = Palette.color(3);
    static final Color DOWN = Palette.color(1);

    private PeptidePlots() {}

    /** One bar for each residue, red where it speaks for label 1, green where against. */
    static Figure bars(String peptide, double[] values, String ylabel) {
        Figure fig = new Figure(8, 4);
        Axes ax = fig.axes().xlabel("Amino Acid x_i").ylabel(ylabel);
        ax.axhline(0).width(0.8).color("#888888");
        ax.bar(positions(peptide), values)
                .colors(Arrays.stream(values).mapToObj(v -> v > 0 ? UP : DOWN).toArray(Color[]::new))
                .edge(Palette.color(0));
        letters(ax, peptide);
        return fig;
    }

    static double[] positions(String peptide) {
        return IntStream.range(0, peptide.length()).asDoubleStream().toArray();
    }

    /** The residues as names of the ticks. */
    static void letters(Axes ax, String peptide) {
        ax.xticks(positions(peptide), peptide.split("")).xlim(-0.8, peptide.length() - 0.2);
    }
}
