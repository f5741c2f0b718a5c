package org.dmol.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dmol.array.Nd;
import org.dmol.layers.core.Dense;
import org.dmol.layers.explain.DeepLift;
import org.dmol.layers.explain.FeatureGame;
import org.dmol.layers.explain.Gradients;
import org.dmol.layers.explain.IntegratedGradients;
import org.dmol.layers.explain.Score;
import org.dmol.layers.explain.Shapley;
import org.dmol.layers.explain.ShapleyValues;
import org.dmol.layers.explain.SmoothGrad;
import org.dmol.layers.export.KerasFile;
import org.dmol.layers.export.SavedModelExport;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.GlobalAveragePooling1D;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.layers.train.TrainStep;
import org.dmol.layers.train.Trainer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The programs of layers/README.md. */
class ReadmeTest {
    private static Nd normal(long seed, int... shape) {
        Random r = new Random(seed);
        float[] f = new float[Nd.sizeOf(shape)];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) r.nextGaussian();
        }
        return Nd.of(f, shape);
    }

    @Test
    void trainsAndExports(@TempDir Path directory) throws IOException {
        Nd features = normal(1, 100, 17);
        Nd labels = normal(2, 100, 1);
        Dataset all = Dataset.of(features, labels);
        try (var model = new Sequential(new Dense(32, "tanh"), new Dense(1))) {
            model.compile(Optimizer.sgd(1e-2), Loss.mse(), Metric.mae());
            History h = model.fit(
                    all.skip(20).batch(16),
                    Fit.epochs(3).validate(all.take(20).batch(16)).seed(0).silent());
            assertThat(model.summary()).contains(" Trainable params: 609 (2.38 KB)");
            assertThat(h.last("val_mae")).isPositive();
            SavedModelExport.of(model).write(directory.resolve("saved-model"));
            KerasFile.save(model, directory.resolve("model.keras"));
        }
        assertThat(Files.exists(directory.resolve("saved-model/saved_model.pb")))
                .isTrue();
        assertThat(Files.size(directory.resolve("model.keras"))).isGreaterThan(2000);
    }

    static final class Gcn extends Layer {
        private Var w;

        @Override
        protected void build(Weights ws, List<Spec> in) {
            long f = in.get(0).shape().get(2);
            w = ws.add("w", Shape.of(f, f), Initializers.glorotUniform());
        }

        @Override
        protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
            Ops tf = c.tf();
            Operand<TFloat32> nodes = Trace.floats(in.get(0));
            Operand<TFloat32> adjacency = Trace.floats(in.get(1));
            Operand<TFloat32> sum = Einsum.einsum(tf, "bij,bjk,kl->bil", adjacency, nodes, c.read(w));
            return List.of(tf.nn.relu(tf.math.div(sum, Trace.sumKeep(tf, adjacency, -1))), adjacency);
        }
    }

    @Test
    void functionalModelOfAnOwnLayer() {
        Sym nodes = Input.of("nodes", -1, -1, 10);
        Sym adjacency = Input.of("adjacency", -1, -1, -1);
        Outs x = new Gcn().on(nodes, adjacency);
        x = new Gcn().on(x);
        Sym mean = new GlobalAveragePooling1D().on(x.get(0)).one();
        try (Model model = Model.of(
                List.of(nodes, adjacency), List.of(new Dense(1).on(mean).one()))) {
            Nd a = Nd.full(org.dmol.array.DType.FLOAT32, 1, 2, 4, 4);
            assertThat(model.predict(List.of(normal(1, 2, 4, 10), a)).get(0).shape())
                    .containsExactly(2, 1);
            assertThat(model.countParams()).isEqualTo(211);
        }
    }

    @Test
    void ownStep() {
        Nd points = normal(3, 256, 2).map(v -> v + 1);
        Var mu = new Var("mu", Nd.vector(0f, 0f), true);
        TrainStep step = TrainStep.of((c, batch) -> {
            Operand<TFloat32> e = c.tf().math.sub(batch.input(0), c.read(mu));
            return Trace.mean(c.tf(), c.tf().math.square(e));
        });
        History h = Trainer.of(step, List.of(mu), Optimizer.adam(0.05))
                .fit(Dataset.of(points).batch(64).shuffle(), Fit.epochs(20).silent());
        assertThat(h.last("loss")).isLessThan(h.get("loss")[0]);
        assertThat(mu.value().get(0)).isBetween(0.8, 1.2);
    }

    @Test
    void explains() {
        Nd rows = normal(3, 20, 4);
        Nd x = rows.row(0);
        Nd start = rows.row(1);
        Nd background = rows.rows(2, 12);
        try (var model = new Sequential(new Dense(8, "tanh"), new Dense(1))) {
            double value = model.predict(rows).getFlat(0);
            try (Score logit = Score.of(model)) {
                Nd gradient = Gradients.of(logit, x);
                IntegratedGradients.Result ig =
                        IntegratedGradients.steps(64).baseline(start).of(logit, x);
                Nd smooth = SmoothGrad.samples(64).sigma(0.1).of(logit, x);
                FeatureGame game = FeatureGame.of(logit, x, background);
                ShapleyValues sampled = Shapley.permutations(game, 200, 0);
                ShapleyValues exact = Shapley.exact(game);
                Nd rescaled = DeepLift.of(model, start).of(rows);
                assertThat(gradient.shape()).isEqualTo(smooth.shape()).containsExactly(4);
                assertThat(Math.abs(ig.gap())).isLessThan(1e-3);
                assertThat(Math.abs(exact.gap())).isLessThan(1e-5);
                assertThat(exact.full()).isCloseTo(value, org.assertj.core.api.Assertions.within(1e-5));
                for (int i = 0; i < 4; i++) {
                    assertThat(Math.abs(sampled.values()[i] - exact.values()[i]))
                            .isLessThan(4 * sampled.standardErrors()[i] + 1e-6);
                }
                assertThat(rescaled.shape()).isEqualTo(rows.shape());
            }
        }
    }
}
