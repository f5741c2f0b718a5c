package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A layer made from Keras's settings gives the same settings back, and a layer made from those gives them again. */
class GoldenConfigTest {
    /** What belongs to Keras's other back ends, number formats and bookkeeping. */
    private static final Set<String> IGNORED = Set.of(
            "dtype",
            "quantization_config",
            "module",
            "registered_name",
            "build_config",
            "input_axes",
            "output_axes",
            "renorm",
            "renorm_clipping",
            "renorm_momentum",
            "synchronized",
            "use_gate",
            "sliding_window",
            "sparse",
            "ragged",
            "optional");

    static Stream<GoldenCase> cases() {
        // A model's settings are compared by what the model does: its layers may come in another order.
        return GoldenCases.selected(GoldenGroup.cases("layer", GoldenLayersTest.GROUPS))
                .filter(c -> {
                    String name = (String) c.map("layer").get("class_name");
                    return !name.equals("Functional") && !name.equals("Sequential") && !c.id().endsWith("_sequential");
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void settingsComeBack(GoldenCase golden) {
        Layer layer = GoldenCases.layer(golden);
        Map<String, Object> mine = LayerRegistry.toConfig(layer);
        List<String> differences = new ArrayList<>();
        compare("", golden.map("layer"), mine, differences);
        assertThat(differences).as(golden.toString()).isEmpty();
        assertThat(LayerRegistry.toConfig(LayerRegistry.fromConfig(mine)))
                .as(golden + ": second round")
                .isEqualTo(mine);
    }

    private static void compare(String path, Object keras, Object mine, List<String> differences) {
        if (keras instanceof Map<?, ?> k && mine instanceof Map<?, ?> m) {
            k.forEach((key, value) -> {
                if (!IGNORED.contains(key)) {
                    compare(path + "/" + key, value, m.get(key), differences);
                }
            });
        } else if (keras instanceof List<?> k && mine instanceof List<?> m && k.size() == m.size()) {
            for (int i = 0; i < k.size(); i++) {
                compare(path + "[" + i + "]", k.get(i), m.get(i), differences);
            }
        } else if (!same(keras, mine)) {
            differences.add(path + " is " + mine + ", not " + keras);
        }
    }

    /** Equal numbers of any type; one number and a list of it; nothing and an empty list. */
    private static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> list && list.size() == 1) {
            return same(list.get(0), b);
        }
        if (b instanceof List<?> list && list.size() == 1) {
            return same(a, list.get(0));
        }
        return Objects.equals(a, b);
    }
}
