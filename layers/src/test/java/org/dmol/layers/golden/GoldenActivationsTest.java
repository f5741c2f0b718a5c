package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Activations with settings, and far from zero, against Keras: values, first and second derivatives. */
class GoldenActivationsTest {
    static Stream<GoldenCase> cases() {
        return GoldenCases.selected(GoldenGroup.cases("activation", "activations"));
    }

    private static Activation activation(String name, Map<String, Object> c) {
        if (c.isEmpty()) {
            return Activations.get(name);
        }
        return switch (name) {
            case "relu" ->
                Activations.relu(
                        Config.number(c, "negative_slope", 0),
                        Config.number(c, "max_value", Double.POSITIVE_INFINITY),
                        Config.number(c, "threshold", 0));
            case "leaky_relu" -> Activations.leakyRelu(Config.number(c, "negative_slope", 0.2));
            case "elu" -> Activations.elu(Config.number(c, "alpha", 1));
            case "celu" -> Activations.celu(Config.number(c, "alpha", 1));
            case "gelu" -> (tf, x) -> Activations.gelu(tf, x, Config.flag(c, "approximate", false));
            case "softmax" -> (tf, x) -> Activations.softmax(tf, x, Config.integer(c, "axis", -1));
            case "log_softmax" -> (tf, x) -> Activations.logSoftmax(tf, x, Config.integer(c, "axis", -1));
            case "soft_shrink" -> Activations.softShrink(Config.number(c, "threshold", 0.5));
            case "hard_shrink" -> Activations.hardShrink(Config.number(c, "threshold", 0.5));
            case "squareplus" -> Activations.squareplus(Config.number(c, "b", 4));
            case "threshold" ->
                Activations.threshold(Config.number(c, "threshold", 0), Config.number(c, "default_value", 0));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equalsKeras(GoldenCase golden) {
        Activation f = activation((String) golden.json().get("activation"), golden.map("kwargs"));
        boolean gradients = golden.has("gradient");
        Nd x = golden.array("input");
        Nd cotangent = gradients ? golden.array("cotangent") : golden.array("output");
        Fn fn = Fn.multi((tf, in) -> {
            Operand<TFloat32> y = f.apply(tf, in.get(0));
            List<Operand<?>> out = new ArrayList<>(List.of(y));
            Operand<TFloat32> loss = Trace.sum(tf, tf.math.mul(y, in.get(1)));
            Operand<TFloat32> g =
                    Trace.floats(Grad.of(tf, loss, List.of(in.get(0))).get(0));
            out.add(g);
            out.addAll(Grad.of(tf, Trace.sum(tf, tf.math.square(g)), List.of(in.get(0))));
            return out;
        });
        try (fn) {
            List<Nd> actual = fn.callAll(x, cotangent);
            Closeness.assertClose(golden + ": values", actual.get(0), golden.array("output"), 1e-5);
            for (int i = 0; i < x.size(); i++) {
                assertThat(actual.get(1).getFlat(i))
                        .as("derivative at " + x.getFlat(i))
                        .isFinite();
            }
            if (gradients) {
                Closeness.assertClose(golden + ": gradient", actual.get(1), golden.array("gradient"), 1e-5);
                if (golden.has("second")) {
                    Closeness.assertClose(golden + ": second order", actual.get(2), golden.array("second"), 1e-5);
                } else {
                    Closeness.assertZero(golden + ": second order", actual.get(2), 1e-5);
                }
            }
        }
    }
}
