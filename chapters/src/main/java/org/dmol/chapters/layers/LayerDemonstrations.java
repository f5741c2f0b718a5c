package org.dmol.chapters.layers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.data.analysis.Stats;
import org.dmol.layers.Activations;
import org.dmol.layers.Initializers;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Sym;
import org.dmol.layers.convolution.Conv1D;
import org.dmol.layers.convolution.Conv2D;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.merging.Add;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.normalization.BatchNormalization;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.MaxPooling1D;
import org.dmol.layers.pooling.MaxPooling2D;
import org.dmol.layers.regularization.ActivityRegularization;
import org.dmol.layers.train.Dataset;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;

/** Small demonstrations of single layers. */
final class LayerDemonstrations {
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
        run.corrected(
                "GELU here is x Φ(x) with the standard normal distribution; the text's formula has a mean and a deviation.");
    }

    void layers(Run run) {
        run.beyond("The layers of the text, one at a time.");
        convolution(run);
        pictures(run);
        dropout(run);
        normalisation(run);
        residual(run);
        activityPenalty(run);
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

    /** Two dimensions: shapes and weights. */
    private static void pictures(Run run) {
        try (Sequential m = new Sequential(new Conv2D(8, 3, "relu").padding("same"), new MaxPooling2D(2))) {
            Nd y = m.call(Nd.zeros(DType.FLOAT32, 1, 64, 64, 3));
            run.print("a picture (1, 64, 64, 3), 8 filters of 3 x 3, pooled by 2: %s", y.describe());
            run.check("pooling_halves_the_grid", Arrays.equals(y.shape(), new int[] {1, 32, 32, 8}));
            run.metric("weights_of_the_convolution", m.countParams())
                    .expected(3 * 3 * 3 * 8 + 8, 0)
                    .alsoStandIn();
        }
    }

    /** The mean over many masks is the input; in evaluation nothing happens. */
    private static void dropout(Run run) {
        Dropout layer = new Dropout(0.3);
        Nd x = Nd.full(DType.FLOAT32, 2, 400, 500);
        try (Fn training = in(layer, true, run.seed());
                Fn evaluation = in(layer, false, run.seed())) {
            double[] y = training.call(x).doubles();
            double mean = Arrays.stream(y).average().orElseThrow();
            double zeros = Arrays.stream(y).filter(v -> v == 0).count() / (double) y.length;
            run.print("dropout 0.3 of twos: %.3f of them are 0, their mean is %.3f", zeros, mean);
            double error = 2 * Math.sqrt(0.3 / 0.7 / x.size());
            run.metric("dropout_mean", mean)
                    .band(2 - 3 * error, 2 + 3 * error)
                    .alsoQuick()
                    .alsoStandIn();
            run.check("evaluation_leaves_the_input_alone", evaluation.call(x).equals(x));
        }
    }

    /** A layer as a function, as in training or as in evaluation. */
    private static Fn in(Layer layer, boolean training, long seed) {
        return Fn.of((tf, in) -> layer.apply(
                        Ctx.builder(tf)
                                .training(training)
                                .seed(tf.constant(new int[] {(int) seed, 0}))
                                .build(),
                        List.of(in.get(0)))
                .get(0));
    }

    private static void normalisation(Run run) {
        Nd x = Nd.of(new float[] {1, 2, 3, 4, 10, 20, 30, 40}, 2, 4);
        try (Fn layer = in(new LayerNormalization(), false, 0);
                Fn batch = in(new BatchNormalization(), true, 0);
                Fn running = in(new BatchNormalization(), false, 0)) {
            Nd rows = layer.call(x);
            run.print("layer normalisation, each row by itself:\n%s", rows);
            run.check("rows_have_mean_0_and_variance_1", standard(rows));
            Nd columns = batch.call(x);
            run.print("batch normalisation in training, each column over the batch:\n%s", columns);
            run.check("columns_have_mean_0_and_variance_1", standard(columns.transpose()));
            Nd before = running.call(x);
            run.check(
                    "evaluation_uses_the_running_averages",
                    Math.abs(before.get(1, 3) - 40 / Math.sqrt(1 + 1e-3)) < 1e-4);
        }
        run.corrected(
                "Batch normalisation divides by the standard deviation; the text says variance. In evaluation it takes running averages, which start at 0 and 1.");
    }

    private static boolean standard(Nd rows) {
        boolean all = true;
        for (int i = 0; i < rows.dim(0); i++) {
            double[] row = rows.row(i).doubles();
            all &= Math.abs(Stats.mean(row)) < 1e-4 && Math.abs(Stats.variance(row, 0) - 1) < 5e-3;
        }
        return all;
    }

    /** relu(x w + b) + x with all weights zero: the input goes through. */
    private static void residual(Run run) {
        Sym in = Input.of("x", DType.FLOAT32, -1, 3);
        Sym inner = new Dense(3, "relu")
                .kernelInitializer(Initializers.zeros())
                .on(in)
                .one();
        try (Model m = Model.of(in, new Add().on(inner, in).one())) {
            Nd x = Nd.of(new float[] {1, -2, 3}, 1, 3);
            run.check("a_residual_block_starts_as_the_identity", m.call(x).equals(x));
        }
    }

    private static void activityPenalty(Run run) {
        try (Sequential m = new Sequential(new ActivityRegularization(0, 0.01))) {
            m.compile(Optimizer.sgd(0.1), Loss.mse());
            Nd x = Nd.of(new float[] {1, 2, 3, 4}, 2, 2);
            double loss = m.evaluate(Dataset.of(x, x).batch(2)).get("loss");
            run.print("a penalty on activities: 0.01 (1 + 4 + 9 + 16) / 2 rows = %.3f", loss);
            run.metric("activity_penalty", loss).expected(0.15, 1e-6).alsoStandIn();
        }
    }
}
