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

    /** Standard error of the RMSE by the choice of test molecules: that of the mean squared error, through the root. */
    double rmseError() {
        int n = y.length;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double e = predicted[i] - y[i];
            spread += Math.pow(e * e - rmse * rmse, 2);
        }
        return Math.sqrt(spread / (n - 1) / n) / (2 * rmse);
    }

    /** Standard error of the correlation by the choice of test molecules. */
    double correlationError() {
        return (1 - correlation * correlation) / Math.sqrt(y.length - 1.0);
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
