package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.tf.Backend;
import org.dmol.tf.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same golden outputs and gradients from layers compiled by XLA. Every fifteenth case; {@code -Dgolden.compiled=1} takes all (they
 * pass; it takes minutes).
 */
class GoldenTracesTest {
    static Stream<GoldenCase> cases() {
        int every = Integer.getInteger("golden.compiled", 15);
        List<GoldenCase> cases = GoldenCases.selected(GoldenGroup.cases("layer", GoldenLayersTest.GROUPS))
                .toList();
        return IntStream.range(0, cases.size()).filter(i -> i % every == 0).mapToObj(cases::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void equalsKeras(GoldenCase golden) {
        Layer layer = GoldenCases.layer(golden);
        List<Nd> inputs = GoldenCases.inputs(golden);
        layer.ensureBuilt(inputs.stream().map(Spec::like).toList());
        layer.setWeights(golden.entries("weights"));
        boolean training = Boolean.TRUE.equals(golden.map("call").get("training"));
        var run = new LayerRun(layer, inputs, golden.arrays("masks"), golden.arrays("cotangents"), training, false);
        Map<String, Nd> actual = run.run(Backend.COMPILED);
        List<Nd> outputs = golden.arrays("outputs");
        for (int i = 0; i < outputs.size(); i++) {
            Closeness.assertClose(golden + ": output " + i, actual.get("y" + i), outputs.get(i), golden.tolerance());
            assertThat(actual.get("ymask" + i))
                    .as(golden + ": mask of output " + i)
                    .isEqualTo(golden.arrays("output_masks").get(i));
        }
        GoldenLayersTest.gradients(golden, actual, "gradients", "g_", new ArrayList<>());
    }
}
