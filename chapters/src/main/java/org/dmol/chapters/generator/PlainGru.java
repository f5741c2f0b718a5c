package org.dmol.chapters.generator;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dmol.array.Nd;

/** The trained network in plain Java, one token at a time: embedding, gated recurrent unit ("reset before"), logits. */
final class PlainGru {
    private final int vocabulary;
    private final int units;
    private final double[] recurrent;
    private final double[] out;
    private final double[] outBias;
    /** Embedding times kernel plus bias, one row for each token. */
    private final double[] entering;

    /** The six weights in the order of the model. */
    PlainGru(List<Nd> w) {
        vocabulary = w.get(0).dim(0);
        int width = w.get(0).dim(1);
        units = w.get(2).dim(0);
        double[] embedding = w.get(0).doubles();
        double[] kernel = w.get(1).doubles();
        recurrent = w.get(2).doubles();
        double[] bias = w.get(3).doubles();
        out = w.get(4).doubles();
        outBias = w.get(5).doubles();
        entering = new double[vocabulary * 3 * units];
        for (int t = 0; t < vocabulary; t++) {
            double[] row = Arrays.copyOf(bias, 3 * units);
            for (int k = 0; k < width; k++) {
                axpy(embedding[t * width + k], kernel, k * 3 * units, row, 0, 3 * units);
            }
            System.arraycopy(row, 0, entering, t * 3 * units, 3 * units);
        }
    }

    private static void axpy(double a, double[] x, int from, double[] y, int to, int n) {
        for (int j = 0; j < n; j++) {
            y[to + j] += a * x[from + j];
        }
    }

    /** Moves the state on by one token and returns the logits of the next. */
    double[] step(double[] h, int token) {
        double[] x = Arrays.copyOfRange(entering, token * 3 * units, (token + 1) * 3 * units);
        for (int k = 0; k < units; k++) {
            axpy(h[k], recurrent, k * 3 * units, x, 0, 2 * units);
        }
        for (int j = 0; j < 2 * units; j++) {
            x[j] = 1 / (1 + Math.exp(-x[j]));
        }
        for (int k = 0; k < units; k++) {
            axpy(h[k] * x[units + k], recurrent, k * 3 * units + 2 * units, x, 2 * units, units);
        }
        double[] logits = outBias.clone();
        for (int j = 0; j < units; j++) {
            h[j] = x[j] * h[j] + (1 - x[j]) * Math.tanh(x[2 * units + j]);
            axpy(h[j], out, j * vocabulary, logits, 0, vocabulary);
        }
        return logits;
    }

    double[] start() {
        return new double[units];
    }

    /** A molecule: tokens drawn from softmax(logits / T) until the end token, at most {@code longest}. */
    int[] sample(double temperature, int longest, Random random) {
        int[] tokens = new int[longest];
        double[] h = start();
        int last = 0;
        for (int n = 0; n < longest; n++) {
            last = draw(step(h, last), temperature, random);
            if (last == 0) {
                return Arrays.copyOf(tokens, n);
            }
            tokens[n] = last;
        }
        return tokens;
    }

    /** Draws from softmax(logits / T). */
    static int draw(double[] logits, double temperature, Random random) {
        double top = Arrays.stream(logits).max().orElseThrow();
        double[] sums = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += Math.exp((logits[i] - top) / temperature);
            sums[i] = sum;
        }
        double u = random.nextDouble() * sum;
        int i = 0;
        while (i < sums.length - 1 && sums[i] <= u) {
            i++;
        }
        return i;
    }

    /** Mean cross-entropy of the tokens of these molecules, end tokens included; in nats. */
    double crossEntropy(List<int[]> rows) {
        double sum = 0;
        long n = 0;
        for (int[] row : rows) {
            double[] h = start();
            int last = 0;
            for (int i = 0; i <= row.length; i++) {
                double[] logits = step(h, last);
                last = i < row.length ? row[i] : 0;
                double top = Arrays.stream(logits).max().orElseThrow();
                double all = Arrays.stream(logits).map(v -> Math.exp(v - top)).sum();
                sum += Math.log(all) + top - logits[last];
                n++;
            }
        }
        return sum / n;
    }
}
