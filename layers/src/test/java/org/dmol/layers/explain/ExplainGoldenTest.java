package org.dmol.layers.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network of three layers with the weights and results of {@code make_explain.py} (JAX). */
class ExplainGoldenTest {
    private static JsonNode golden;
    private static Sequential model;
    private static Score score;
    private static Nd x;
    private static Nd baseline;

    @BeforeAll
    static void load() throws IOException {
        try (var in = ExplainGoldenTest.class.getResourceAsStream("/golden/explain.json")) {
            golden = new ObjectMapper().readTree(in);
        }
        model = new Sequential(new Dense(6, "tanh"), new Dense(3, "relu"), new Dense(1));
        model.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, 4)));
        List<Nd> weights = new ArrayList<>();
        for (JsonNode layer : golden.get("weights")) {
            double[][] w = new double[layer.get(0).size()][];
            for (int i = 0; i < w.length; i++) {
                w[i] = doubles(layer.get(0).get(i));
            }
            weights.add(Nd.matrix(w).cast(DType.FLOAT32));
            weights.add(Nd.vector(doubles(layer.get(1))).cast(DType.FLOAT32));
        }
        model.setWeights(weights);
        score = Score.of(model);
        x = array("x");
        baseline = array("baseline");
    }

    @AfterAll
    static void close() {
        score.close();
        model.close();
    }

    private static double[] doubles(JsonNode list) {
        double[] out = new double[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = list.get(i).asDouble();
        }
        return out;
    }

    private static Nd array(String key) {
        return Nd.vector(doubles(golden.get(key))).cast(DType.FLOAT32);
    }

    private static void equal(double[] ours, String key) {
        assertThat(ours).as(key).containsExactly(doubles(golden.get(key)), within(2e-6));
    }

    @Test
    void value() {
        assertThat(score.value(x)).isCloseTo(golden.get("value").asDouble(), within(1e-6));
    }

    @Test
    void gradient() {
        equal(Gradients.of(score, x).doubles(), "gradient");
    }

    @Test
    void gradientOfARowDoesNotDependOnTheOthers() {
        Nd rows = Nd.concat(baseline.reshape(1, 4), x.reshape(1, 4), baseline.reshape(1, 4));
        equal(score.evaluate(rows).gradients().row(1).doubles(), "gradient");
    }

    @Test
    void integratedGradients() {
        IntegratedGradients ig = IntegratedGradients.steps(64).baseline(baseline);
        equal(ig.of(score, x).attributions().doubles(), "integrated_midpoint_64");
        equal(
                ig.rule(IntegratedGradients.Rule.ENDPOINTS)
                        .of(score, x)
                        .attributions()
                        .doubles(),
                "integrated_endpoints_64");
    }

    @Test
    void integratedGradientsAreComplete() {
        var many = IntegratedGradients.steps(1024).baseline(baseline).of(score, x);
        assertThat(many.value() - many.baselineValue()).isNotCloseTo(0, within(0.05));
        assertThat(many.gap()).isCloseTo(0, within(1e-3));
    }

    @Test
    void shapleyValues() {
        Nd rows = Nd.matrix(new double[][] {
                    doubles(golden.get("backgrounds").get(0)),
                    doubles(golden.get("backgrounds").get(1)),
                    doubles(golden.get("backgrounds").get(2))
                })
                .cast(DType.FLOAT32);
        FeatureGame game = FeatureGame.of(score, x, rows);
        ShapleyValues exact = Shapley.exact(game);
        equal(exact.values(), "shapley");
        assertThat(exact.gap()).isCloseTo(0, within(1e-6));
        ShapleyValues sampled = Shapley.permutations(game, 1500, 1);
        assertThat(sampled.gap()).isCloseTo(0, within(1e-5));
        for (int i = 0; i < 4; i++) {
            assertThat(sampled.values()[i])
                    .isCloseTo(exact.values()[i], within(4 * sampled.standardErrors()[i] + 1e-6));
        }
    }

    @Test
    void rescaleRule() {
        Nd a = DeepLift.of(model, baseline).of(x.reshape(1, 4));
        equal(a.doubles(), "rescale");
        double difference = score.value(x) - score.value(baseline);
        double sum = 0;
        for (double v : a.doubles()) {
            sum += v;
        }
        assertThat(sum).isCloseTo(difference, within(1e-5));
    }

    @Test
    void withoutNoiseSmoothGradIsTheGradient() {
        equal(SmoothGrad.samples(3).sigma(0).of(score, x).doubles(), "gradient");
    }

    @Test
    void newWeightsCountAtOnce() {
        double before = score.value(x);
        List<Nd> weights = new ArrayList<>(model.getWeights());
        Nd bias = weights.get(5);
        weights.set(5, bias.map(v -> v + 2));
        model.setWeights(weights);
        try {
            assertThat(score.value(x)).isCloseTo(before + 2, within(1e-5));
        } finally {
            weights.set(5, bias);
            model.setWeights(weights);
        }
    }
}
