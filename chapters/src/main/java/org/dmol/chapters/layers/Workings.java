package org.dmol.chapters.layers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.layers.Activations;
import org.dmol.layers.convolution.Conv1D;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.layers.pooling.MaxPooling1D;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** Small demonstrations of single layers. */
final class Workings {
    void activations(Run run) throws IOException {
        double[] x = new double[50];
        Arrays.setAll(x, i -> -1.5 + 3.0 * i / 49);
        Figure fig = new Figure(5.6, 4);
        Axes ax = fig.axes().xlabel("x").ylabel("σ(x)");
        ax.axhline(0).dashed();
        ax.axvline(0).dashed();
        double[][] exact = {{1.5, 0}, {1.226362, -0.273638}, {1.399789, -0.100211}};
        double[] lowest = {0, -0.278404, -0.169932};
        String[] names = {"relu", "swish", "gelu"};
        String[] labels = {"ReLU", "Swish", "GELU"};
        for (int k = 0; k < names.length; k++) {
            String name = names[k];
            double[] y;
            try (Fn f = Fn.of((tf, in) -> Activations.get(name).apply(tf, in.get(0)))) {
                y = f.call(Nd.vector(x)).doubles();
            }
            ax.plot(x, y).label(labels[k]);
            run.metric(name + "_at_1.5", y[49]).near(exact[k][0], 1e-6).alsoStandIn();
            run.metric(name + "_at_-1.5", y[0]).near(exact[k][1], 1e-6).alsoStandIn();
            run.metric(name + "_lowest", Arrays.stream(y).min().orElseThrow())
                    .near(lowest[k], 1e-6)
                    .alsoStandIn();
        }
        ax.legend();
        run.figure("activations", fig, "Three activations.");
    }

    void layers(Run run) {
        run.beyond("The layers of the text, one at a time.");
        convolution(run);
        dropout(run);
        normalisation(run);
    }

    private static void convolution(Run run) {
        float[] signal = new float[40];
        float[] moved = new float[40];
        for (int i = 0; i < 40; i++) {
            signal[i] = i >= 12 && i < 24 ? (float) Math.sin(i) : 0;
            moved[i] = i >= 16 && i < 28 ? (float) Math.sin(i - 4) : 0;
        }
        try (Sequential conv = new Sequential(new Conv1D(1, 3));
                Sequential pooled = new Sequential(new Conv1D(1, 3), new MaxPooling1D(4))) {
            Nd x = Nd.of(signal, 1, 40, 1);
            conv.call(x);
            conv.setWeights(List.of(Nd.of(new float[] {1, -2, 0.5f}, 3, 1, 1), Nd.vector(0.25f)));
            float[] y = conv.call(x).floats();
            double worst = 0;
            for (int i = 0; i < y.length; i++) {
                worst = Math.max(worst, Math.abs(y[i] - (signal[i] - 2 * signal[i + 1] + 0.5 * signal[i + 2] + 0.25)));
            }
            run.print("convolution against the direct sum: largest difference %.1e", worst);
            run.check("convolution_is_a_sum", worst < 1e-5);
            pooled.call(x);
            pooled.setWeights(conv.getWeights());
            float[] a = pooled.call(x).floats();
            float[] b = pooled.call(Nd.of(moved, 1, 40, 1)).floats();
            boolean shifted = true;
            for (int i = 0; i + 1 < a.length; i++) {
                shifted &= Math.abs(a[i] - b[i + 1]) < 1e-6;
            }
            run.check("a_shift_by_4_moves_the_pooled_map_by_1", shifted);
        }
        run.corrected("Strided pooling is equivariant only under shifts by multiples of its stride.");
    }

    private static void dropout(Run run) {
        Dropout layer = new Dropout(0.3);
        Nd x = Nd.full(DType.FLOAT32, 2, 400, 500);
        double mean;
        double zeros = 0;
        try (Fn f = Fn.of((tf, in) -> layer.apply(
                Ctx.builder(tf)
                        .training(true)
                        .seed(tf.constant(new int[] {(int) run.seed(), 0}))
                        .build(),
                in.get(0)))) {
            double[] y = f.call(x).doubles();
            mean = Arrays.stream(y).average().orElseThrow();
            zeros = Arrays.stream(y).filter(v -> v == 0).count() / (double) y.length;
        }
        run.print("dropout 0.3 of twos: %.3f of them are 0, their mean is %.3f", zeros, mean);
        double error = 2 * Math.sqrt(0.3 / 0.7 / x.size());
        run.metric("dropout_mean", mean)
                .band(2 - 4 * error, 2 + 4 * error)
                .alsoQuick()
                .alsoStandIn();
        run.corrected("Units that stay are divided by 1 - rate, not by the fraction that happened to stay.");
    }

    private static void normalisation(Run run) {
        Nd x = Nd.of(new float[] {1, 2, 3, 4, 10, 20, 30, 40}, 2, 4);
        LayerNormalization layer = new LayerNormalization();
        try (Fn f = Fn.multi((tf, in) -> {
            var y = Trace.floats(layer.apply(Ctx.inference(tf), in.get(0)));
            return List.of(Trace.mean(tf, y, -1), Trace.mean(tf, tf.math.square(y), -1));
        })) {
            List<Nd> out = f.callAll(x);
            run.print("layer normalisation: means %s, mean squares %s", out.get(0), out.get(1));
            run.check(
                    "rows_have_mean_0_and_variance_1",
                    Math.abs(out.get(0).getFlat(1)) < 1e-5
                            && Math.abs(out.get(1).getFlat(1) - 1) < 1e-3);
        }
    }
}
