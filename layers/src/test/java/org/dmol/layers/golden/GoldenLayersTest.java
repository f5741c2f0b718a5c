package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.tf.Backend;
import org.dmol.tf.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer and option against Keras: outputs, masks, losses, state updates, first and second order gradients. Every second case is
 * traced with a batch of unknown size.
 */
class GoldenLayersTest {
    static final String[] GROUPS = {
        "dense",
        "conv",
        "pooling",
        "reshaping",
        "normalization",
        "recurrent",
        "wrappers",
        "attention",
        "activations",
        "regularization",
        "masking",
        "models"
    };

    static Stream<GoldenCase> cases() {
        return GoldenCases.selected(GoldenGroup.cases("layer", GROUPS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equalsKeras(GoldenCase golden) {
        Layer layer = GoldenCases.layer(golden);
        List<Nd> inputs = GoldenCases.inputs(golden);
        List<Spec> specs = GoldenCases.specs(golden, inputs);
        layer.ensureBuilt(specs);
        assertThat(layer.weights()).as(golden + ": weights").hasSameSizeAs(golden.list("weights"));
        layer.setWeights(golden.entries("weights"));
        List<Nd> cotangents = golden.arrays("cotangents");
        boolean training = Boolean.TRUE.equals(golden.map("call").get("training"));
        var run = new LayerRun(layer, inputs, golden.arrays("masks"), cotangents, training, golden.has("second"))
                .specs(specs);
        check(golden, run.run(Backend.SESSION));
    }

    private static void check(GoldenCase golden, Map<String, Nd> actual) {
        double tolerance = golden.tolerance();
        List<Nd> outputs = golden.arrays("outputs");
        List<Nd> masks = golden.arrays("output_masks");
        for (int i = 0; i < outputs.size(); i++) {
            Closeness.assertClose(golden + ": output " + i, actual.get("y" + i), outputs.get(i), tolerance);
            assertThat(actual.get("ymask" + i))
                    .as(golden + ": mask of output " + i)
                    .isEqualTo(masks.get(i));
        }
        assertThat(actual).as(golden + ": number of outputs").doesNotContainKey("y" + outputs.size());
        double losses = golden.list("losses").stream()
                .mapToDouble(v -> ((Number) v).doubleValue())
                .sum();
        Closeness.assertClose(golden + ": losses", actual.get("losses").item(), losses, tolerance);
        List<Nd> updates = golden.entries("updates");
        for (int i = 0; i < updates.size(); i++) {
            Closeness.assertClose(golden + ": state " + i, actual.get("u" + i), updates.get(i), tolerance);
        }
        List<String> checked = new ArrayList<>();
        gradients(golden, actual, "gradients", "g_", checked);
        gradients(golden, actual, "second", "h_", checked);
        assertThat(checked).as("gradients compared").isNotEmpty();
    }

    static void gradients(GoldenCase golden, Map<String, Nd> actual, String kind, String prefix, List<String> checked) {
        double scale = golden.map(kind).values().stream()
                .mapToDouble(key -> key == null ? 0 : Closeness.largest(golden.byKey(key)))
                .max()
                .orElse(0);
        golden.map(kind).forEach((target, key) -> {
            String mine = GoldenCases.argumentName(golden, target);
            String what = golden + ": " + kind + " by " + target;
            if (key == null) {
                Closeness.assertZero(what, actual.get(prefix + mine), golden.tolerance() * scale);
            } else {
                Closeness.assertClose(what, actual.get(prefix + mine), golden.byKey(key), golden.tolerance());
            }
            checked.add(what);
        });
    }
}
