package org.dmol.layers.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.layers.Seeds;
import org.dmol.layers.Weights;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

class TrainerTest {
    private final Nd x = random(1, 70, 5);
    private final Nd y = random(2, 70, 1);

    private static Nd random(long seed, int n, int m) {
        Random r = new Random(seed);
        float[] f = new float[n * m];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) r.nextGaussian();
        }
        return Nd.of(f, n, m);
    }

    private static Sequential network() {
        Seeds.set(3);
        return new Sequential(new Dense(8, "tanh"), new Dense(1));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void oneStepIsTheFormula(Backend backend) {
        Nd w = Nd.of(new float[] {0.5f, -1f}, 2, 1);
        try (Sequential model = new Sequential(new Dense(1).useBias(false))) {
            model.call(Nd.of(new float[2], 1, 2));
            model.setWeights(List.of(w));
            model.compile(Optimizer.sgd(0.1), Loss.mse(), Metric.mae());
            Nd in = Nd.of(new float[] {1, 2, 3, 4, -1, 0.5f}, 3, 2);
            Nd out = Nd.of(new float[] {1, 0, 2}, 3, 1);
            History h = model.fit(
                    Dataset.of(in, out).batch(3), Fit.epochs(1).backend(backend).silent());
            // residuals: -1.5-1, -2.5-0, -1-2
            assertThat(h.last("loss")).isCloseTo((6.25 + 6.25 + 9) / 3, within(1e-5));
            assertThat(h.last("mae")).isCloseTo((2.5 + 2.5 + 3) / 3, within(1e-5));
            double g0 = 2 * (-2.5 * 1 + -2.5 * 3 + -3 * -1) / 3;
            double g1 = 2 * (-2.5 * 2 + -2.5 * 4 + -3 * 0.5) / 3;
            float[] after = model.getWeights().get(0).floats();
            assertThat(after[0]).isCloseTo((float) (0.5 - 0.1 * g0), within(1e-5f));
            assertThat(after[1]).isCloseTo((float) (-1 - 0.1 * g1), within(1e-5f));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void sharedArraysComeWholeToEveryStep(Backend backend) {
        // The inputs of the examples lie in a shared table; a row is a place in it.
        Nd table = x;
        Nd places = Nd.of(IntStream.range(0, 70).toArray(), 70, 1);
        double[][] losses = new double[2][];
        for (int shared = 0; shared < 2; shared++) {
            try (Sequential inner = network()) {
                boolean looksUp = shared == 1;
                Model model = looksUp ? new LookUp(inner) : inner;
                Dataset data = looksUp ? Dataset.of(places, y).shared(table) : Dataset.of(x, y);
                model.compile(Optimizer.adam(0.01), Loss.mse());
                losses[shared] = model.fit(
                                data.batch(16).shuffle(),
                                Fit.epochs(3)
                                        .seed(5)
                                        .backend(backend)
                                        .validate(data.batch(16))
                                        .silent())
                        .get("val_loss");
            }
        }
        assertThat(losses[1]).containsExactly(losses[0], within(1e-5));
    }

    private static final class LookUp extends Model {
        private final Sequential inner;

        LookUp(Sequential inner) {
            this.inner = inner;
        }

        @Override
        protected void build(Weights weights, List<Spec> inputs) {
            weights.add(inner);
        }

        @Override
        protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
            Ops tf = c.tf();
            Operand<TInt32> place = tf.reshape(Trace.<TInt32>as(in.get(0)), tf.constant(new int[] {-1}));
            return inner.apply(c, List.of(tf.gather(Trace.floats(in.get(1)), place, tf.constant(0))));
        }
    }

    @Test
    void bothBackEndsGiveTheSameLosses() {
        Dataset data = Dataset.of(x, y).batch(16).shuffle();
        double[][] losses = new double[2][];
        for (Backend b : Backend.values()) {
            try (Sequential model = network()) {
                model.compile(Optimizer.adam(0.01), Loss.mse());
                losses[b.ordinal()] = model.fit(
                                data, Fit.epochs(20).seed(5).backend(b).silent())
                        .get("loss");
            }
        }
        for (int i = 0; i < 20; i++) {
            assertThat(losses[1][i]).isCloseTo(losses[0][i], within(1e-5 * losses[0][i]));
        }
        assertThat(losses[0][19]).isLessThan(0.8 * losses[0][0]);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void theSameSeedGivesTheSameBits(Backend backend) {
        List<List<Nd>> weights = new java.util.ArrayList<>();
        for (long seed : new long[] {5, 5, 6}) {
            try (Sequential model = network()) {
                model.compile(Optimizer.adam(0.01), Loss.mse());
                model.fit(
                        Dataset.of(x, y).batch(16).shuffle(),
                        Fit.epochs(5).seed(seed).backend(backend).silent());
                weights.add(model.getWeights());
            }
        }
        assertThat(weights.get(1)).isEqualTo(weights.get(0));
        assertThat(weights.get(2)).isNotEqualTo(weights.get(0));
    }

    @Test
    void batchesAreToldOneByOne() {
        List<Double> losses = new java.util.ArrayList<>();
        List<Long> steps = new java.util.ArrayList<>();
        Callback listener = new Callback() {
            @Override
            public void onBatch(Training training, long step, Map<String, Double> logs) {
                steps.add(step);
                losses.add(logs.get("loss"));
            }

            @Override
            public boolean usesBatches() {
                return true;
            }

            @Override
            public boolean needsEveryEpoch() {
                return false;
            }
        };
        try (Sequential model = network()) {
            model.compile(Optimizer.sgd(0.01), Loss.mse());
            History h = model.fit(
                    Dataset.of(x, y).batch(35), Fit.epochs(3).with(listener).silent());
            assertThat(steps).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            for (int e = 0; e < 3; e++) {
                double mean = (losses.get(2 * e) + losses.get(2 * e + 1)) / 2;
                assertThat(h.get("loss")[e]).isCloseTo(mean, within(1e-6));
            }
        }
    }

    @Test
    void epochsInOneBundleAreTheSameAsOneByOne() {
        Dataset data = Dataset.of(x, y).batch(32).shuffle();
        double[][] losses = new double[2][];
        for (int i = 0; i < 2; i++) {
            try (Sequential model = network()) {
                model.compile(Optimizer.sgd(0.05), Loss.mse());
                Fit fit = Fit.epochs(40).silent();
                losses[i] = model.fit(data, i == 0 ? fit : fit.with(new Callback() {}))
                        .get("loss");
            }
        }
        assertThat(losses[0]).containsExactly(losses[1], within(1e-6));
    }

    @Test
    void validationAndEvaluationAgree() {
        try (Sequential model = network()) {
            model.compile(Optimizer.sgd(0.05), Loss.mse(), Metric.mae());
            Dataset held = Dataset.of(x, y).skip(50).batch(8);
            History h = model.fit(
                    Dataset.of(x, y).take(50).batch(8),
                    Fit.epochs(3).validate(held).silent());
            Map<String, Double> e = model.evaluate(held);
            assertThat(e.get("loss")).isCloseTo(h.last("val_loss"), within(1e-6));
            assertThat(e.get("mae")).isCloseTo(h.last("val_mae"), within(1e-6));
            double mse = 0;
            Nd p = model.predict(x.rows(50, 70));
            for (int i = 0; i < 20; i++) {
                mse += Math.pow(p.getFlat(i) - y.getFlat(50 + i), 2) / 20;
            }
            assertThat(e.get("loss")).isCloseTo(mse, within(1e-5));
        }
    }

    @Test
    void anInterruptedTrainingResumesWithTheSameResult(@TempDir Path dir) {
        Dataset data = Dataset.of(x, y).batch(16).shuffle();
        List<Nd> whole;
        try (Sequential model = network()) {
            model.compile(Optimizer.adam(0.01), Loss.mse());
            model.fit(data, Fit.epochs(6).silent());
            whole = model.getWeights();
        }
        Path file = dir.resolve("checkpoint.npz");
        try (Sequential model = network()) {
            model.compile(Optimizer.adam(0.01), Loss.mse());
            model.fit(data, Fit.epochs(4).checkpoint(file).silent());
        }
        try (Sequential model = network()) {
            model.compile(Optimizer.adam(0.01), Loss.mse());
            History h = model.fit(data, Fit.epochs(6).checkpoint(file).silent());
            assertThat(h.epochs()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(model.getWeights()).isEqualTo(whole);
        }
    }

    @Test
    void badDataAreNamed() {
        try (Sequential model = network()) {
            model.compile(Optimizer.sgd(0.05), Loss.mse());
            assertThatThrownBy(() -> model.fit(Dataset.of(x, y).take(0), Fit.epochs(1)))
                    .hasMessageContaining("empty");
            Nd bad = Nd.of(x.floats().clone(), 70, 5);
            bad.floats()[12] = Float.NaN;
            assertThatThrownBy(() -> model.fit(Dataset.of(bad, y), Fit.epochs(1)))
                    .hasMessageContaining("NaN in row 2");
            model.fit(Dataset.of(x, y), Fit.epochs(1).silent());
            assertThatThrownBy(() -> model.fit(Dataset.of(random(1, 70, 4), y), Fit.epochs(1)))
                    .hasMessageContaining("Dense")
                    .hasMessageContaining("float32[?, 4]")
                    .hasMessageContaining("5 features");
        }
    }
}
