package org.dmol.chapters.overview;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** The network by hand: its output for given weights, and one step of gradient descent. */
final class HandCheck {
    private HandCheck() {}

    /** Output for W1 = 0.1, b1 = 0, W2 = 1, b2 = 0.5 and x = 1: 32 tanh(1.7) + 0.5. */
    static double fixedOutput() {
        try (Sequential model = Network.layers()) {
            Nd x = Nd.full(DType.FLOAT32, 1, 1, 17);
            model.call(x);
            model.setWeights(List.of(
                    Nd.full(DType.FLOAT32, 0.1, 17, Network.HIDDEN),
                    Nd.zeros(DType.FLOAT32, Network.HIDDEN),
                    Nd.full(DType.FLOAT32, 1, Network.HIDDEN, 1),
                    Nd.full(DType.FLOAT32, 0.5, 1)));
            return model.call(x).item();
        }
    }

    /** Largest difference of a weight between a step of {@code fit} and the formulas computed in float64. */
    static double oneStep(Nd x, Nd y) {
        try (Sequential model = Network.compiled()) {
            model.call(x);
            List<Nd> before =
                    model.getWeights().stream().map(w -> w.cast(DType.FLOAT64)).toList();
            model.fit(Dataset.of(x, y).batch(x.dim(0)), Fit.epochs(1).silent());
            List<Nd> after = model.getWeights();
            double[][] step = step(x, y, before);
            double worst = 0;
            for (int k = 0; k < 4; k++) {
                double[] w = before.get(k).doubles();
                for (int i = 0; i < w.length; i++) {
                    worst = Math.max(
                            worst,
                            Math.abs(w[i]
                                    - Network.RATE * step[k][i]
                                    - after.get(k).getFlat(i)));
                }
            }
            return worst;
        }
    }

    /** Gradients of the mean squared error by W1, b1, W2, b2. */
    private static double[][] step(Nd x, Nd y, List<Nd> w) {
        int n = x.dim(0);
        int d = x.dim(1);
        int m = Network.HIDDEN;
        double[][] g = {new double[d * m], new double[m], new double[m], new double[1]};
        for (int r = 0; r < n; r++) {
            double[] h = new double[m];
            double out = w.get(3).get(0);
            for (int j = 0; j < m; j++) {
                double a = w.get(1).get(j);
                for (int i = 0; i < d; i++) {
                    a += x.get(r, i) * w.get(0).get(i, j);
                }
                h[j] = Math.tanh(a);
                out += h[j] * w.get(2).get(j, 0);
            }
            double residual = 2 * (out - y.get(r, 0)) / n;
            g[3][0] += residual;
            for (int j = 0; j < m; j++) {
                g[2][j] += residual * h[j];
                double dh = residual * w.get(2).get(j, 0) * (1 - h[j] * h[j]);
                g[1][j] += dh;
                for (int i = 0; i < d; i++) {
                    g[0][i * m + j] += x.get(r, i) * dh;
                }
            }
        }
        return g;
    }
}
