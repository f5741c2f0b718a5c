package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.layers.optimizers.Adadelta;
import org.dmol.layers.optimizers.Adagrad;
import org.dmol.layers.optimizers.Adam;
import org.dmol.layers.optimizers.AdamW;
import org.dmol.layers.optimizers.Adamax;
import org.dmol.layers.optimizers.LearningRate;
import org.dmol.layers.optimizers.Lion;
import org.dmol.layers.optimizers.Nadam;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.RmsProp;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.optimizers.Sgd;
import org.dmol.tf.Backend;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Ten steps of every optimizer of Keras on given gradients; every schedule at given steps. */
class OptimizerGoldenTest {
    private static final GoldenFile GOLDEN = GoldenFile.read("optimizers");

    /** Averaged weights and Ftrl have no counterpart here (see layers/README.md). */
    static List<String> optimizers() {
        return ids("optimizer").stream()
                .filter(id -> !id.startsWith("Ftrl") && !id.endsWith("_ema"))
                .toList();
    }

    static List<String> schedules() {
        return ids("schedule");
    }

    private static List<String> ids(String kind) {
        return GOLDEN.cases(c -> c.get("kind").asText().equals(kind)).stream()
                .map(c -> c.get("id").asText())
                .toList();
    }

    private static JsonNode golden(String id) {
        return GOLDEN.cases(c -> c.get("id").asText().equals(id)).get(0);
    }

    private static double number(JsonNode c, String key) {
        return c.get(key).asDouble();
    }

    static Optimizer optimizer(JsonNode object) {
        JsonNode c = object.get("config");
        Optimizer o = switch (object.get("class_name").asText()) {
            case "SGD" ->
                new Sgd(0)
                        .momentum(number(c, "momentum"))
                        .nesterov(c.get("nesterov").asBoolean());
            case "Adam" -> adam(new Adam(0), c);
            case "AdamW" -> adam(new AdamW(0), c);
            case "RMSprop" ->
                new RmsProp(0)
                        .rho(number(c, "rho"))
                        .momentum(number(c, "momentum"))
                        .epsilon(number(c, "epsilon"))
                        .centered(c.get("centered").asBoolean());
            case "Adagrad" ->
                new Adagrad(0)
                        .initialAccumulator(number(c, "initial_accumulator_value"))
                        .epsilon(number(c, "epsilon"));
            case "Adadelta" -> new Adadelta(0, number(c, "rho"), number(c, "epsilon"));
            case "Adamax" -> new Adamax(0, number(c, "beta_1"), number(c, "beta_2"), number(c, "epsilon"));
            case "Nadam" -> new Nadam(0, number(c, "beta_1"), number(c, "beta_2"), number(c, "epsilon"));
            case "Lion" -> new Lion(0, number(c, "beta_1"), number(c, "beta_2"));
            default -> throw new AssertionError(object.get("class_name"));
        };
        JsonNode rate = c.get("learning_rate");
        o.learningRate(rate.isObject() ? schedule(rate) : LearningRate.constant(rate.asDouble()));
        if (c.hasNonNull("weight_decay")) {
            o.weightDecay(number(c, "weight_decay"));
        }
        if (c.hasNonNull("clipnorm")) {
            o.clipNorm(number(c, "clipnorm"));
        }
        if (c.hasNonNull("global_clipnorm")) {
            o.globalClipNorm(number(c, "global_clipnorm"));
        }
        return c.hasNonNull("clipvalue") ? o.clipValue(number(c, "clipvalue")) : o;
    }

    private static Optimizer adam(Adam adam, JsonNode c) {
        return adam.betas(number(c, "beta_1"), number(c, "beta_2"))
                .epsilon(number(c, "epsilon"))
                .amsgrad(c.get("amsgrad").asBoolean());
    }

    private static LearningRate schedule(JsonNode object) {
        JsonNode c = object.get("config");
        return switch (object.get("class_name").asText()) {
            case "ExponentialDecay" ->
                Schedules.exponentialDecay(
                        number(c, "initial_learning_rate"),
                        c.get("decay_steps").asInt(),
                        number(c, "decay_rate"),
                        c.get("staircase").asBoolean());
            case "InverseTimeDecay" ->
                Schedules.inverseTimeDecay(
                        number(c, "initial_learning_rate"),
                        c.get("decay_steps").asInt(),
                        number(c, "decay_rate"),
                        c.get("staircase").asBoolean());
            case "PiecewiseConstantDecay" ->
                Schedules.piecewiseConstant(
                        IntStream.range(0, c.get("boundaries").size())
                                .mapToLong(i -> c.get("boundaries").get(i).asLong())
                                .toArray(),
                        IntStream.range(0, c.get("values").size())
                                .mapToDouble(i -> c.get("values").get(i).asDouble())
                                .toArray());
            case "PolynomialDecay" ->
                Schedules.polynomialDecay(
                        number(c, "initial_learning_rate"),
                        c.get("decay_steps").asInt(),
                        number(c, "end_learning_rate"),
                        number(c, "power"),
                        c.get("cycle").asBoolean());
            case "CosineDecay" ->
                c.hasNonNull("warmup_target")
                        ? Schedules.cosineDecay(
                                number(c, "initial_learning_rate"),
                                c.get("decay_steps").asInt(),
                                number(c, "alpha"),
                                number(c, "warmup_target"),
                                c.get("warmup_steps").asInt())
                        : Schedules.cosineDecay(
                                number(c, "initial_learning_rate"),
                                c.get("decay_steps").asInt(),
                                number(c, "alpha"));
            case "CosineDecayRestarts" ->
                Schedules.cosineDecayRestarts(
                        number(c, "initial_learning_rate"),
                        c.get("first_decay_steps").asInt(),
                        number(c, "t_mul"),
                        number(c, "m_mul"),
                        number(c, "alpha"));
            default -> throw new AssertionError(object.get("class_name"));
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void tenSteps(String id) {
        JsonNode golden = golden(id);
        Optimizer o = optimizer(golden.get("optimizer"));
        Nd pathKernel = GOLDEN.array(golden, "path_kernel");
        Nd pathBias = GOLDEN.array(golden, "path_bias");
        Nd gradientsKernel = GOLDEN.array(golden, "gradients_kernel");
        Nd gradientsBias = GOLDEN.array(golden, "gradients_bias");
        List<Nd> state =
                new ArrayList<>(List.of(GOLDEN.array(golden, "start_kernel"), GOLDEN.array(golden, "start_bias")));
        Var kernel = new Var("kernel", state.get(0), true);
        Var bias = new Var("bias", state.get(1), true);
        List<Nd> first = o.moments(state.get(0));
        List<Nd> second = o.moments(state.get(1));
        state.addAll(first);
        state.addAll(second);
        int n = first.size();
        for (int step = 0; step < pathKernel.dim(0); step++) {
            List<Nd> in = new ArrayList<>(state);
            in.addAll(List.of(
                    gradientsKernel.row(step),
                    gradientsBias.row(step),
                    Nd.scalar((float) o.learningRate().at(step)),
                    Nd.scalar(step + 1f)));
            try (Program p = Program.of(in.stream().map(Spec::like).toList(), Backend.SESSION, (tf, x) -> {
                List<Operand<TFloat32>> f = x.stream().map(Trace::floats).toList();
                int at = 2 + 2 * n;
                List<Operand<TFloat32>> gradients = o.clip(tf, f.subList(at, at + 2));
                var updated = o.apply(
                        tf,
                        List.of(
                                new Optimizer.Param(kernel, f.get(0), gradients.get(0), f.subList(2, 2 + n)),
                                new Optimizer.Param(bias, f.get(1), gradients.get(1), f.subList(2 + n, at))),
                        f.get(at + 2),
                        f.get(at + 3));
                List<Operand<?>> out = new ArrayList<>(
                        List.of(updated.get(0).weight(), updated.get(1).weight()));
                out.addAll(updated.get(0).moments());
                out.addAll(updated.get(1).moments());
                return out;
            })) {
                state = p.call(in);
            }
            Close.assertClose("kernel after step " + (step + 1), state.get(0), pathKernel.row(step), 1e-5);
            Close.assertClose("bias after step " + (step + 1), state.get(1), pathBias.row(step), 1e-5);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schedules")
    void rates(String id) {
        JsonNode golden = golden(id);
        LearningRate rate = schedule(golden.get("schedule"));
        for (int i = 0; i < golden.get("steps").size(); i++) {
            double expected = golden.get("rates").get(i).asDouble();
            assertThat(rate.at(golden.get("steps").get(i).asLong()))
                    .isCloseTo(expected, within(1e-6 * Math.max(0.01, Math.abs(expected))));
        }
    }
}
