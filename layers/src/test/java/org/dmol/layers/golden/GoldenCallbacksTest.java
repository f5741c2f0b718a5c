package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.callbacks.LearningRateScheduler;
import org.dmol.layers.callbacks.ModelCheckpoint;
import org.dmol.layers.callbacks.ReduceLROnPlateau;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.LearningRate;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Training;
import org.dmol.tf.Var;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callbacks decide on given sequences of numbers, against Keras. */
class GoldenCallbacksTest {
    @TempDir
    private Path dir;

    static Stream<GoldenCase> stops() {
        return GoldenGroup.cases("early_stopping", "callbacks").stream();
    }

    static Stream<GoldenCase> reductions() {
        return GoldenGroup.cases("reduce_lr", "callbacks").stream();
    }

    static Stream<GoldenCase> checkpoints() {
        return GoldenGroup.cases("checkpoint", "callbacks").stream();
    }

    static Stream<GoldenCase> schedulers() {
        return GoldenGroup.cases("rate_scheduler", "callbacks").stream();
    }

    /** A training whose only weight is the number of the epoch. */
    private static final class Epochs implements Training {
        private final Sequential model =
                new Sequential(new Dense(1).useBias(false).kernelInitializer(Initializers.zeros()));
        private final Optimizer optimizer = Optimizer.sgd(0.1);
        private final List<Double> rates = new ArrayList<>();
        private boolean stopped;
        private int epochs;

        Epochs() {
            model.call(Nd.of(new float[1], 1, 1));
        }

        void run(Callback callback, String key, List<?> values) {
            callback.onTrainBegin(this);
            for (int epoch = 0; epoch < values.size() && !stopped; epoch++) {
                weights().get(0).assign(Nd.of(new float[] {epoch}, 1, 1));
                callback.onEpochBegin(this, epoch);
                Map<String, Double> logs = new HashMap<>();
                logs.put(key, ((Number) values.get(epoch)).doubleValue());
                callback.onEpochEnd(this, epoch, logs);
                rates.add(optimizer.learningRate().at(0));
                epochs++;
            }
            callback.onTrainEnd(this);
        }

        @Override
        public List<Var> weights() {
            return model.weights();
        }

        @Override
        public Optimizer optimizer() {
            return optimizer;
        }

        @Override
        public int epochs() {
            return 100;
        }

        @Override
        public long steps() {
            return 0;
        }

        @Override
        public void stop(String reason) {
            stopped = true;
        }

        @Override
        public void weightsChanged() {}
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stops")
    void earlyStopping(GoldenCase golden) {
        Map<String, Object> c = golden.map("config");
        String monitor = Config.text(c, "monitor", "");
        EarlyStopping stop = new EarlyStopping(monitor)
                .patience(Config.integer(c, "patience", 0))
                .minDelta(Config.number(c, "min_delta", 0))
                .mode(Config.text(c, "mode", "auto"))
                .restoreBestWeights(Config.flag(c, "restore_best_weights", false))
                .startFromEpoch(Config.integer(c, "start_from_epoch", 0));
        if (c.get("baseline") != null) {
            stop.baseline(Config.number(c, "baseline", 0));
        }
        Epochs e = new Epochs();
        e.run(stop, monitor, golden.list("values"));
        assertThat(e.epochs).as("epochs").isEqualTo((int) golden.number("epochs"));
        int stopped = (int) golden.number("stopped_epoch"); // Keras has 0 where training was not stopped
        assertThat(stop.stoppedEpoch()).as("stopped epoch").isEqualTo(stopped == 0 ? -1 : stopped);
        assertThat(stop.bestEpoch()).as("best epoch").isEqualTo((int) golden.number("best_epoch"));
        assertThat(e.weights().get(0).value().item())
                .as("weights of epoch")
                .isEqualTo(golden.number("weights_of_epoch"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reductions")
    void reduceLearningRate(GoldenCase golden) {
        Map<String, Object> c = golden.map("config");
        String monitor = Config.text(c, "monitor", "");
        ReduceLROnPlateau reduce = new ReduceLROnPlateau(monitor)
                .patience(Config.integer(c, "patience", 10))
                .factor(Config.number(c, "factor", 0.1))
                .mode(Config.text(c, "mode", "auto"))
                .minDelta(Config.number(c, "min_delta", 1e-4))
                .cooldown(Config.integer(c, "cooldown", 0))
                .minRate(Config.number(c, "min_lr", 0));
        Epochs e = new Epochs();
        e.run(reduce, monitor, golden.list("values"));
        check(golden, e.rates);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schedulers")
    void schedule(GoldenCase golden) {
        int from = (int) golden.number("half_from");
        Epochs e = new Epochs();
        e.optimizer.learningRate(LearningRate.constant(golden.number("start")));
        e.run(
                new LearningRateScheduler((epoch, rate) -> epoch < from ? rate : rate * 0.5),
                "loss",
                golden.list("rates"));
        check(golden, e.rates);
    }

    private static void check(GoldenCase golden, List<Double> rates) {
        List<?> expected = golden.list("rates");
        assertThat(rates).hasSameSizeAs(expected);
        for (int i = 0; i < rates.size(); i++) {
            double rate = ((Number) expected.get(i)).doubleValue();
            assertThat(rates.get(i)).as("after epoch " + i).isCloseTo(rate, within(1e-6 * rate));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checkpoints")
    void checkpoint(GoldenCase golden) {
        Map<String, Object> c = golden.map("config");
        String monitor = Config.text(c, "monitor", "");
        Epochs e = new Epochs();
        ModelCheckpoint keep =
                new ModelCheckpoint(e.model, dir.resolve("w{epoch}.npz").toString());
        if (Config.flag(c, "save_best_only", false)) {
            keep.bestOnly(monitor);
        }
        if (c.get("initial_value_threshold") != null) {
            keep.initialValue(Config.number(c, "initial_value_threshold", 0));
        }
        e.run(keep, monitor, golden.list("values"));
        for (int epoch = 0; epoch < golden.list("values").size(); epoch++) {
            boolean saved = Files.exists(dir.resolve(String.format(java.util.Locale.ROOT, "w%02d.npz", epoch + 1)));
            assertThat(saved)
                    .as("saved epoch " + epoch)
                    .isEqualTo(golden.list("saved_epochs").contains(epoch));
        }
    }
}
