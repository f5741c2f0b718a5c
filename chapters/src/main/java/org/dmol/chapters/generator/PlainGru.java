package org.dmol.chapters.generator;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/**
 * The trained network in plain Java, one token at a time: what a browser has to compute. Embedding, gated recurrent unit (reset before the
 * product), logits.
 */
final class PlainGru {
    private final int tokens;
    private final int units;
    private final double[] recurrent;
    private final double[] out;
    private final double[] outBias;
    /** Embedding times kernel plus bias, one row for each token. */
    private final double[] entering;

    private final double[] h;

    /** The six weights in the order of the model; the state is 0. */
    PlainGru(List<Nd> w) {
        tokens = w.get(0).dim(0);
        int width = w.get(0).dim(1);
        units = w.get(2).dim(0);
        h = new double[units];
        double[] embedding = w.get(0).doubles();
        double[] kernel = w.get(1).doubles();
        recurrent = w.get(2).doubles();
        double[] bias = w.get(3).doubles();
        out = w.get(4).doubles();
        outBias = w.get(5).doubles();
        entering = new double[tokens * 3 * units];
        for (int t = 0; t < tokens; t++) {
            double[] row = Arrays.copyOf(bias, 3 * units);
            for (int k = 0; k < width; k++) {
                addScaled(embedding[t * width + k], kernel, k * 3 * units, row, 0, 3 * units);
            }
            System.arraycopy(row, 0, entering, t * 3 * units, 3 * units);
        }
    }

    private static void addScaled(double a, double[] x, int from, double[] y, int to, int n) {
        for (int j = 0; j < n; j++) {
            y[to + j] += a * x[from + j];
        }
    }

    /** Moves the state on by one token and returns the logits of the next. Gates are z, r, and the candidate, in this order. */
    double[] step(int token) {
        double[] x = Arrays.copyOfRange(entering, token * 3 * units, (token + 1) * 3 * units);
        for (int k = 0; k < units; k++) {
            addScaled(h[k], recurrent, k * 3 * units, x, 0, 2 * units);
        }
        for (int j = 0; j < 2 * units; j++) {
            x[j] = 1 / (1 + Math.exp(-x[j]));
        }
        for (int k = 0; k < units; k++) {
            addScaled(h[k] * x[units + k], recurrent, k * 3 * units + 2 * units, x, 2 * units, units);
        }
        double[] logits = outBias.clone();
        for (int j = 0; j < units; j++) {
            h[j] = x[j] * h[j] + (1 - x[j]) * Math.tanh(x[2 * units + j]);
            addScaled(h[j], out, j * tokens, logits, 0, tokens);
        }
        return logits;
    }
}
