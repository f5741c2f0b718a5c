package org.dmol.chapters.attention;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;

/** What the division by the root of the features' number is for. */
final class Scaling {
    private Scaling() {}

    static void show(Run run) throws IOException {
        run.beyond(
                "Products of random vectors spread as the root of their length; without the division the softmax becomes hard.");
        NumpyRandom r = new NumpyRandom(run.seed());
        int[] sizes = {4, 16, 64, 256, 1024};
        double[] d = Arrays.stream(sizes).asDoubleStream().toArray();
        double[][] entropy = new double[2][sizes.length];
        Table t = Table.of(
                "1,000 random queries, 16 keys", "d", "deviation of q.k", "entropy of the weights", "entropy, scaled");
        for (int k = 0; k < sizes.length; k++) {
            double square = 0;
            int draws = run.shorten(1000, 100);
            for (int n = 0; n < draws; n++) {
                double[] q = r.randn(sizes[k]).doubles();
                double[] scores = new double[16];
                for (int i = 0; i < 16; i++) {
                    scores[i] = dot(q, r.randn(sizes[k]).doubles());
                    square += scores[i] * scores[i] / (16.0 * draws);
                }
                entropy[0][k] += entropy(scores, 1) / draws;
                entropy[1][k] += entropy(scores, Math.sqrt(sizes[k])) / draws;
            }
            t.row(sizes[k], Math.sqrt(square), entropy[0][k], entropy[1][k]);
            run.metric("deviation_over_root_d_" + sizes[k], Math.sqrt(square / sizes[k]))
                    .band(0.9, 1.1)
                    .alsoQuick()
                    .alsoStandIn();
        }
        run.table(t);
        Figure fig = new Figure(5.4, 3.8);
        Axes ax = fig.axes().xlabel("d").ylabel("entropy of the weights").logx();
        ax.plot(d, entropy[0]).label("q.k");
        ax.plot(d, entropy[1]).label("q.k / √d");
        ax.axhline(Math.log(16)).dashed().label("uniform");
        ax.legend();
        run.figure("entropy", fig, "Entropy of a softmax over 16 random keys.");
    }

    private static double entropy(double[] scores, double divisor) {
        double top = DoubleStream.of(scores).max().orElseThrow();
        double sum = 0;
        double weighted = 0;
        for (double s : scores) {
            double e = Math.exp((s - top) / divisor);
            sum += e;
            weighted += e * (s - top) / divisor;
        }
        return Math.log(sum) - weighted / sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
