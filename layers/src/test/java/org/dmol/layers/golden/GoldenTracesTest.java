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
 * The same golden outputs from other traces of a layer: with a batch of unknown size, and compiled by XLA. Every tenth case is
 * compiled; {@code -Dgolden.compiled=1} takes all.
 */
class GoldenTracesTest {
    static Stream<GoldenCase> all() {
        return GoldenCases.selected(GoldenGroup.cases("layer", GoldenLayersTest.GROUPS));
    }

    static Stream<GoldenCase> some() {
        int every = Integer.getInteger("golden.compiled", 10);
        List<GoldenCase> cases = all().toList();
        return IntStream.range(0, cases.size()).filter(i -> i % every == 0).mapToObj(cases::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void batchOfUnknownSize(GoldenCase golden) {
        check(golden, Backend.SESSION, true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("some")
    void compiled(GoldenCase golden) {
        check(golden, Backend.COMPILED, false);
    }

    private static void check(GoldenCase golden, Backend backend, boolean unknownBatch) {
        Layer layer = GoldenCases.layer(golden);
        List<Nd> inputs = GoldenCases.inputs(golden);
        List<Spec> specs = new ArrayList<>();
        for (Nd x : inputs) {
            Spec spec = Spec.like(x);
            long[] axes = spec.shape().asArray();
            if (unknownBatch && axes.length > 1) {
                axes[0] = -1;
            }
            specs.add(Spec.of(spec.dtype(), axes));
        }
        layer.ensureBuilt(specs);
        layer.setWeights(golden.entries("weights"));
        boolean training = Boolean.TRUE.equals(golden.map("call").get("training"));
        List<Nd> cotangents = backend == Backend.COMPILED ? golden.arrays("cotangents") : List.of();
        var run = new LayerRun(layer, inputs, golden.arrays("masks"), cotangents, training, false).specs(specs);
        Map<String, Nd> actual = run.run(backend);
        List<Nd> outputs = golden.arrays("outputs");
        for (int i = 0; i < outputs.size(); i++) {
            Closeness.assertClose(golden + ": output " + i, actual.get("y" + i), outputs.get(i), golden.tolerance());
            assertThat(actual.get("ymask" + i))
                    .as(golden + ": mask of output " + i)
                    .isEqualTo(golden.arrays("output_masks").get(i));
        }
        if (backend == Backend.COMPILED) {
            GoldenLayersTest.gradients(golden, actual, "gradients", "g_", new ArrayList<>());
        }
    }
}
