package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of {@code summary}, and the order of layers. */
class GoldenSummaryTest {
    static List<GoldenCase> cases() {
        return GoldenGroup.cases("summary", "models");
    }

    private static Model model(String id) {
        GoldenCase of = GoldenGroup.cases("layer", "models").stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
        return (Model) LayerRegistry.fromConfig(of.map("layer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void summary(GoldenCase golden) {
        Map<String, Object> json = golden.json();
        try (Model model = json.containsKey("model_of")
                ? model((String) json.get("model_of"))
                : (Model) LayerRegistry.fromConfig(golden.map("model"))) {
            if (golden.id().equals("summary_sequential_trained")) {
                model.compile("adam", "mse");
                Nd x = Nd.zeros(DType.FLOAT32, 2, 4);
                model.fit(x, Nd.zeros(DType.FLOAT32, 2, 2), Fit.epochs(1).silent());
            }
            assertThat(model.summary()).isEqualTo(json.get("text"));
        }
    }

    /** Farthest from the outputs first, whatever branch comes first. */
    @Test
    void layersInTheOrderOfKeras() {
        try (Model model = model("uneven_branches")) {
            assertThat(model.layers().stream().map(l -> l.name()).toList())
                    .containsExactly("far", "near", "long_1", "short", "long_2", "cat", "head", "side");
        }
    }
}
