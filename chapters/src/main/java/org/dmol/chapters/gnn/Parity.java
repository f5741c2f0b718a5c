package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Scores;

/** Measured and predicted values of test molecules. */
record Parity(double[] y, double[] predicted, double correlation, double rmse) {
    static Parity of(double[] y, double[] predicted) {
        return new Parity(y, predicted, Correlation.pearson(y, predicted), Scores.rmse(y, predicted));
    }

    void draw(Run run, String name) throws IOException {
        double lo = Arrays.stream(y).min().orElse(0);
        double hi = Arrays.stream(y).max().orElse(1);
        Figure fig = new Figure(6, 4.4);
        Axes ax =
                fig.axes().title("Testing Data").xlabel("Measured Solubility y").ylabel("Predicted Solubility ŷ");
        ax.plot(new double[] {lo, hi}, new double[] {lo, hi});
        ax.scatter(y, predicted).size(4);
        ax.text(lo + 1, hi - 2, String.format(Locale.ROOT, "correlation = %.3f", correlation));
        ax.text(lo + 1, hi - 3, String.format(Locale.ROOT, "RMSE = %.3f", rmse));
        run.figure(name, fig, y.length + " test molecules.");
    }
}
