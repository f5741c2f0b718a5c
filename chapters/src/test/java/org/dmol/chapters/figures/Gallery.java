package org.dmol.chapters.figures;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** One figure of each kind, for tests and for a look. */
final class Gallery {
    private Gallery() {}

    static Map<String, Figure> all() {
        Map<String, Figure> out = new LinkedHashMap<>();
        out.put("lines", lines());
        out.put("log", log());
        out.put("parity", parity());
        out.put("grid", grid());
        out.put("bars", bars());
        out.put("heat", heat());
        out.put("shared", shared());
        out.put("twin", twin());
        return out;
    }

    static double[] range(int n, double lo, double hi) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = lo + (hi - lo) * i / (n - 1);
        }
        return x;
    }

    static double[] map(double[] x, java.util.function.DoubleUnaryOperator f) {
        return java.util.Arrays.stream(x).map(f).toArray();
    }

    static Figure lines() {
        Figure fig = new Figure(6, 4);
        double[] x = range(60, -3, 3);
        Axes ax = fig.axes().title("Activations").xlabel("x").ylabel("σ(x)");
        ax.axhline(0).color("#999999").dashed();
        ax.axvline(0).color("#999999").dashed();
        ax.plot(x, map(x, v -> Math.max(0, v))).label("ReLU");
        ax.plot(x, map(x, v -> v / (1 + Math.exp(-v)))).label("Swish").dashed();
        ax.plot(x, map(x, Math::tanh)).label("tanh").marker('o').size(4);
        ax.fillBetween(x, map(x, v -> Math.tanh(v) - 0.2), map(x, v -> Math.tanh(v) + 0.2))
                .label("± 0.2");
        ax.annotate("kink", 0, 0, 1, -0.6);
        ax.legend();
        return fig;
    }

    static Figure log() {
        Figure fig = Figure.grid(1, 2, 9, 3.6);
        double[] x = range(50, 1, 400);
        fig.axes(0).title("log y").xlabel("Step").ylabel("Loss").logy();
        fig.axes(0).plot(x, map(x, v -> 1e6 * Math.exp(-v / 40) + 3)).marker('o');
        fig.axes(1).title("log-log").xlabel("n").ylabel("MSE").logx().logy().grid();
        fig.axes(1).plot(x, map(x, v -> 8 / Math.sqrt(v))).label("power law");
        fig.axes(1)
                .errorbar(new double[] {10, 50, 200}, new double[] {2.5, 1.2, 0.6}, new double[] {1, 0.4, 0.2})
                .color(3);
        fig.axes(1).legend();
        return fig;
    }

    static Figure parity() {
        Random random = new Random(1);
        double[] x = random.doubles(4000, -12, 2).toArray();
        double[] y = map(x, v -> v + random.nextGaussian());
        Figure fig = new Figure(5, 4);
        Axes ax = fig.axes().xlabel("Measured Solubility y").ylabel("Predicted Solubility ŷ");
        ax.plot(new double[] {-12, 2}, new double[] {-12, 2}).dotted();
        ax.scatter(x, y).size(4).alpha(0.5);
        ax.text(-11, 0, "correlation = 0.970\nRMSE = 1.003");
        return fig;
    }

    static Figure grid() {
        Figure fig = Figure.grid(2, 3, 9, 5).title("Panels");
        for (int i = 0; i < 5; i++) {
            double k = i + 1;
            double[] x = range(40, 0, 2 * Math.PI);
            fig.axes(i).plot(x, map(x, v -> Math.sin(k * v) * k)).color(i);
            fig.axes(i).title("k = " + (i + 1)).xlabel("t");
        }
        return fig;
    }

    static Figure bars() {
        Random random = new Random(2);
        Figure fig = Figure.grid(1, 3, 11, 3.6);
        fig.axes(0)
                .bar(range(6, 0, 5), new double[] {3, 1, -2, 5, 4, 2})
                .edge(java.awt.Color.BLACK)
                .color(1);
        fig.axes(0)
                .xticks(range(6, 0, 5), new String[] {"A", "R", "N", "D", "C", "Q"})
                .xlabel("Amino Acid")
                .ylabel("Gradient");
        fig.axes(1)
                .hist(random.doubles(2000).map(d -> random.nextGaussian()).toArray(), 40, true)
                .color(5)
                .label("data");
        double[] x = range(100, -4, 4);
        fig.axes(1)
                .plot(x, map(x, v -> Math.exp(-v * v / 2) / Math.sqrt(2 * Math.PI)))
                .color(0)
                .label("normal");
        fig.axes(1).xlabel("x").ylabel("Density").legend("upper left");
        fig.axes(2).barh(range(4, 0, 3), new double[] {0.2, 0.5, 0.9, 0.4}, 0.7);
        fig.axes(2)
                .yticks(range(4, 0, 3), new String[] {"gradient", "integrated", "smooth", "Shapley"})
                .xlabel("importance");
        return fig;
    }

    static Figure heat() {
        double[][] z = new double[12][20];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 20; j++) {
                z[i][j] = Math.sin(i / 3.0) * Math.cos(j / 4.0);
            }
        }
        Figure fig = Figure.grid(1, 2, 10, 3.6);
        ImageMark a = fig.axes(0).imshow(z).colormap(Colormap.RDBU).limits(-1, 1);
        fig.axes(0).title("Weights").colorbar(a, "value");
        Random random = new Random(3);
        double[] x = random.doubles(500).toArray();
        double[] y = random.doubles(500).toArray();
        ScatterMark s = fig.axes(1).scatter(x, y).colors(x, Colormap.VIRIDIS).size(5);
        fig.axes(1).title("Embedding").noTicks().colorbar(s, "Solubility");
        return fig;
    }

    static Figure shared() {
        Figure fig = Figure.grid(2, 2, 7, 5).shareX().shareY();
        for (int i = 0; i < 4; i++) {
            double k = i + 1;
            double[] x = range(30, 0, k);
            fig.axes(i).scatter(x, map(x, v -> v * k)).color(i);
            if (i % 2 == 0) {
                fig.axes(i).ylabel("y");
            }
        }
        BufferedImage picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        fig.axes(3).marks.clear();
        fig.axes(3).image(picture);
        fig.axes(3).title("picture");
        return fig;
    }

    static Figure twin() {
        Figure fig = new Figure(6, 3.6);
        double[] x = range(20, 0, 19);
        fig.axes()
                .xlabel("Epoch")
                .ylabel("Loss")
                .plot(x, map(x, v -> Math.exp(-v / 5)))
                .label("loss");
        Axes right = fig.axes().twinx("Accuracy");
        right.plot(x, map(x, v -> 100 * (1 - Math.exp(-v / 4)))).color(3).label("accuracy");
        fig.axes().legend("lower right");
        return fig;
    }
}
