package org.dmol.layers.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Initializers;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the golden values of Keras do not show: training, both back ends, dropout, unknown lengths, state, errors. */
class RecurrentLayersTest {
    private static final int ROWS = 12, STEPS = 5, WORDS = 6;

    private static Nd words() {
        int[] ids = new int[ROWS * STEPS];
        Random random = new Random(3);
        for (int i = 0; i < ids.length; i++) {
            // ends in padding of various lengths
            ids[i] = i % STEPS < 2 + i / STEPS % 4 ? 1 + random.nextInt(WORDS - 1) : 0;
        }
        return Nd.of(ids, ROWS, STEPS);
    }

    static Stream<Supplier<Layer>> layers() {
        return Stream.of(
                () -> new SimpleRNN(3).named("rnn"),
                () -> new GRU(3).named("gru"),
                () -> new GRU(3).resetAfter(false).goBackwards(true).named("gru"),
                () -> new LSTM(3).named("lstm"),
                () -> new Bidirectional(new GRU(3)).named("both"),
                () -> new RNN(List.of(new GRUCell(2), new LSTMCell(3))).named("stack"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void bothBackEndsTrainAlike(Supplier<Layer> layer) {
        double[][] losses = new double[2][];
        for (Backend backend : Backend.values()) {
            try (Model model = new Sequential(
                    embedding(), layer.get(), new Dense(1).kernelInitializer(Initializers.constant(0.3)))) {
                model.ensureBuilt(List.of(Spec.of(DType.INT32, -1, STEPS)));
                for (var v : model.weights()) { // initial values do not repeat from model to model
                    double[] values = new Random(v.value().size())
                            .doubles(v.value().size(), -0.5, 0.5)
                            .toArray();
                    v.assign(Nd.of(values, v.shape()));
                }
                model.compile(Optimizer.sgd(0.3), Loss.mse());
                double[] y = new Random(5).doubles(ROWS).toArray();
                Dataset data = Dataset.of(words(), Nd.of(y, ROWS, 1).cast(DType.FLOAT32))
                        .batch(5);
                losses[backend.ordinal()] =
                        model.fit(data, Fit.epochs(4).silent().backend(backend)).get("loss");
            }
        }
        assertThat(losses[0]).containsExactly(losses[1], within(2e-6));
        assertThat(losses[0][3]).isLessThan(losses[0][0]);
    }

    private static Embedding embedding() {
        return new Embedding(WORDS, 2).maskZero(true);
    }

    /** A layer that adds up its inputs shows the mask of dropout directly. */
    private static SimpleRNN adder(int units) {
        return new SimpleRNN(units)
                .activation("linear")
                .useBias(false)
                .kernelInitializer(Initializers.identity(1))
                .recurrentInitializer(Initializers.identity(1))
                .returnSequences(true);
    }

    private static Nd traced(Layer layer, Nd x, boolean training, int step) {
        layer.ensureBuilt(List.of(Spec.like(x)));
        try (Program program = Program.of(List.of(Spec.like(x)), Backend.SESSION, (tf, in) -> {
            Ctx c = Ctx.builder(tf)
                    .training(training)
                    .seed(tf.constant(new int[] {1, step}))
                    .build();
            return layer.apply(c, in);
        })) {
            return program.call(x).get(0);
        }
    }

    @Test
    void dropoutOfTheInputIsTheSameAtAllTimes() {
        int n = 100;
        SimpleRNN layer = adder(n).dropout(0.25);
        Nd x = Nd.full(DType.FLOAT32, 1, 2, 4, n);
        Nd y = traced(layer, x, true, 0);
        int dropped = 0;
        for (int u = 0; u < n; u++) {
            double first = y.get(0, 0, u);
            dropped += first == 0 ? 1 : 0;
            assertThat(first).isIn(0.0, (double) (float) (1 / 0.75));
            assertThat(y.get(0, 3, u)).isCloseTo(4 * first, within(1e-5));
        }
        assertThat(dropped).isBetween(10, 42);
        assertThat(y.row(0)).as("other masks for other rows").isNotEqualTo(y.row(1));
        assertThat(traced(layer, x, true, 1)).as("other masks at the next step").isNotEqualTo(y);
        assertThat(traced(layer, x, true, 0)).isEqualTo(y);
        assertThat(traced(layer, x, false, 0).get(1, 3, 7)).isEqualTo(4);
    }

    @Test
    void dropoutOfTheStateIsTheSameAtAllTimes() {
        int n = 100;
        Nd x = Nd.full(DType.FLOAT32, 1, 1, 3, n);
        Nd y = traced(adder(n).recurrentDropout(0.5), x, true, 0);
        int dropped = 0;
        for (int u = 0; u < n; u++) {
            double second = y.get(0, 1, u); // 1, or 1 + 2
            dropped += second == 1 ? 1 : 0;
            assertThat(second).isIn(1.0, 3.0);
            assertThat(y.get(0, 2, u)).isEqualTo(second == 1 ? 1 : 7);
        }
        assertThat(dropped).isBetween(30, 70);
    }

    @Test
    void gatesHaveMasksOfTheirOwnIfTheStateIsDropped() {
        for (Layer layer : List.of(
                new GRU(4).dropout(0.5).recurrentDropout(0.5),
                new GRU(4).resetAfter(false).dropout(0.5).recurrentDropout(0.5),
                new LSTM(4).dropout(0.5).recurrentDropout(0.5))) {
            Nd x = Nd.full(DType.FLOAT32, 1, 2, 3, 4);
            assertThat(traced(layer, x, true, 0).shape()).containsExactly(2, 4);
            assertThat(traced(layer, x, true, 0)).isNotEqualTo(traced(layer, x, false, 0));
        }
    }

    @Test
    void anyLengthAtInference() {
        try (Model model = new Sequential(embedding(), new Bidirectional(new LSTM(2)))) {
            Nd all = words().cast(DType.INT32);
            Nd short2 = Nd.of(new int[] {1, 2, 3, 4}, 2, 2), long4 = Nd.of(new int[] {1, 2, 0, 0, 3, 4, 0, 0}, 2, 4);
            model.ensureBuilt(List.of(Spec.of(DType.INT32, -1, -1)));
            double[] a = model.predict(short2).cast(DType.FLOAT64).doubles();
            double[] b = model.predict(long4).cast(DType.FLOAT64).doubles();
            assertThat(a).as("padding does not count").containsExactly(b, within(1e-6));
            assertThat(model.predict(all).shape()).containsExactly(ROWS, 4);
        }
    }

    @Test
    void aStatefulModelGoesOnWhereItStopped() {
        Nd x = Nd.of(new Random(1).doubles(2 * 4 * 3).toArray(), 2, 4, 3).cast(DType.FLOAT32);
        GRU layer = new GRU(3).stateful(true);
        Sym in = Input.of("x", DType.FLOAT32, 2, -1, 3);
        GRU stateless = new GRU(3);
        try (Model stateful = Model.of(in, layer.on(in).get(0));
                Model whole = new Sequential(stateless)) {
            whole.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, -1, 3)));
            stateless.setWeights(layer.getWeights());
            Nd expected = whole.predict(x);
            stateful.predict(steps(x, 0, 1));
            stateful.predict(steps(x, 1, 3));
            close(stateful.predict(steps(x, 3, 4)), expected);
            layer.resetStates();
            close(stateful.predict(x), expected);
            assertThat(stateful.weights()).as("states are no weights").hasSize(3);
            assertThat(stateful.states()).hasSize(1);
            assertThatThrownBy(() -> stateful.predict(Nd.zeros(DType.FLOAT32, 3, 4, 3)))
                    .hasMessageContaining("keeps the states of 2 rows");
        }
    }

    private static void close(Nd actual, Nd expected) {
        assertThat(actual.cast(DType.FLOAT64).doubles())
                .containsExactly(expected.cast(DType.FLOAT64).doubles(), within(1e-6));
    }

    private static Nd steps(Nd x, int from, int to) {
        double[] part = new double[x.dim(0) * (to - from) * x.dim(2)];
        int k = 0;
        for (int i = 0; i < x.dim(0); i++) {
            for (int t = from; t < to; t++) {
                for (int f = 0; f < x.dim(2); f++) {
                    part[k++] = x.get(i, t, f);
                }
            }
        }
        return Nd.of(part, x.dim(0), to - from, x.dim(2)).cast(DType.FLOAT32);
    }

    @Test
    void statefulTrainingCarriesTheStateOn() {
        Sym in = Input.of("x", DType.FLOAT32, 2, 3, 1);
        SimpleRNN layer = new SimpleRNN(1)
                .stateful(true)
                .activation("linear")
                .kernelInitializer(Initializers.ones())
                .recurrentInitializer(Initializers.ones());
        try (Model model = Model.of(in, layer.on(in).get(0))) {
            model.compile(Optimizer.sgd(0), Loss.mse());
            Nd x = Nd.full(DType.FLOAT32, 1, 4, 3, 1);
            model.fit(
                    Dataset.of(x, Nd.zeros(DType.FLOAT32, 4, 1)).batch(2),
                    Fit.epochs(2).silent());
            // 2 epochs of 2 batches of 3 steps, and a weight of one for each: 12
            assertThat(layer.states().get(0).value()).isEqualTo(Nd.full(DType.FLOAT32, 12, 2, 1));
        }
    }

    @Test
    void settingsSurviveKerasForm() {
        for (Layer layer : List.of(
                new GRU(3)
                        .resetAfter(false)
                        .returnSequences(true)
                        .goBackwards(true)
                        .dropout(0.1)
                        .recurrentDropout(0.2)
                        .seed(4),
                new LSTM(2)
                        .unitForgetBias(false)
                        .recurrentActivation("hard_sigmoid")
                        .stateful(true),
                new SimpleRNN(2).useBias(false).activation("relu").unroll(true).zeroOutputForMask(true),
                new RNN(List.of(new GRUCell(2), new LSTMCell(3))).returnState(true),
                new Bidirectional(new GRU(2).returnSequences(true)).mergeMode(null),
                new TimeDistributed(new Dense(3)))) {
            var object = LayerRegistry.toConfig(layer);
            assertThat(LayerRegistry.toConfig(LayerRegistry.fromConfig(object))).isEqualTo(object);
        }
    }

    @Test
    void timeDistributedUnderXla() {
        Nd x = Nd.of(new Random(1).doubles(2 * 3 * 4).toArray(), 2, 3, 4).cast(DType.FLOAT32);
        Layer layer = new TimeDistributed(new Dense(2, "tanh"));
        layer.ensureBuilt(List.of(Spec.like(x)));
        for (Backend backend : Backend.values()) {
            try (Program program =
                    Program.of(List.of(Spec.like(x)), backend, (tf, in) -> layer.apply(Ctx.inference(tf), in))) {
                Nd y = program.call(x).get(0);
                assertThat(y.shape()).containsExactly(2, 3, 2);
                assertThat(y.get(1, 2, 0)).isNotZero();
            }
        }
        assertThat(layer.outputSpecs(List.of(Spec.of(DType.FLOAT32, -1, 3, 4)))).hasToString("[float32[?, 3, 2]]");
    }

    @Test
    void errors() {
        Sym flat = Input.of("x", -1, 3), sequence = Input.of("x", -1, -1, 3);
        assertThatThrownBy(() -> new GRU(2).named("g").on(flat))
                .hasMessageContaining("'g'")
                .hasMessageContaining("three axes (batch, time, features)");
        assertThatThrownBy(() -> new GRU(2).stateful(true).named("g").on(sequence))
                .hasMessageContaining("batch size is known");
        assertThatThrownBy(() -> new LSTM(2).named("l").on(sequence, Input.of("h", -1, 2)))
                .hasMessageContaining("has 2 states, but got 1 initial ones");
        assertThatThrownBy(() -> new GRU(2).unroll(true).on(sequence)).hasMessageContaining("unrolled");
        assertThatThrownBy(() -> new GRU(0)).hasMessageContaining("positive number of units");
        assertThatThrownBy(() -> new GRU(2).activation("tanhh")).hasMessageContaining("tanh");
        assertThatThrownBy(() -> new Bidirectional(new GRU(2)).mergeMode("add"))
                .hasMessageContaining("nearest: ave, mul, sum");
        assertThatThrownBy(() -> new Bidirectional(new GRU(2), new GRU(2))).hasMessageContaining("opposite directions");
    }
}
