package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.callbacks.ReduceLROnPlateau;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.losses.Losses;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Supervision;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;
import org.dmol.tf.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole trainings against Keras, from the same weights in the same order, by both back ends: every number of every epoch. */
class GoldenFitTest {
    /** Float32 rounding of up to sixty optimizer steps: Keras's own logs are float32 means of float32 losses. */
    private static final double TOLERANCE = 2e-5;

    private static final GoldenFile GOLDEN = GoldenFile.read("fit");

    /** What is compiled by XLA, too, unless {@code -Dgolden.compiled=1} asks for all (they pass). */
    private static final List<String> COMPILED = List.of(
            "short_batch",
            "validation_weights",
            "adam_huber",
            "class_weight",
            "two_in_two_out",
            "batch_normalization",
            "masked_gru");

    static Stream<Arguments> cases() {
        boolean all = Integer.getInteger("golden.compiled", 0) == 1;
        return GOLDEN.cases(c -> !c.get("id").asText().equals("validation_freq")).stream()
                .map(c -> c.get("id").asText())
                .flatMap(id -> Stream.of(Backend.values())
                        .filter(b -> b == Backend.SESSION || all || COMPILED.contains(id))
                        .map(b -> Arguments.of(id, b)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void equalsKeras(String id, Backend backend) throws Exception {
        JsonNode golden = GOLDEN.cases(c -> c.get("id").asText().equals(id)).get(0);
        Map<String, Object> object =
                GoldenFile.JSON.convertValue(golden.get("model"), new TypeReference<Map<String, Object>>() {});
        try (Model model = (Model) LayerRegistry.fromConfig(object)) {
            List<Nd> x = arrays(golden.get("x"));
            model.ensureBuilt(x.stream().map(GoldenFitTest::rows).toList());
            model.setWeights(entries(golden.get("weights")));
            model.compile(OptimizerGoldenTest.optimizer(golden.at("/compile/optimizer")), supervision(golden));
            Dataset data = Dataset.of(x, arrays(golden.get("y"))).batch(batchSize(golden));
            JsonNode weights = golden.at("/fit/sample_weight");
            if (weights.isObject()) {
                data = data.weights(array(weights));
            }
            History history = model.fit(data, settings(golden, backend));
            golden.get("history").fields().forEachRemaining(e -> {
                String key = e.getKey().equals("AUC") ? "auc" : e.getKey();
                if (!weightedMetrics(golden).contains(key)) {
                    double[] expected = numbers(e.getValue());
                    assertThat(history.get(key)).as(key).hasSameSizeAs(expected);
                    for (int i = 0; i < expected.length; i++) {
                        Closeness.assertClose(
                                id + ": " + key + " of epoch " + i, history.get(key)[i], expected[i], TOLERANCE);
                    }
                }
            });
            List<Nd> after = arrays(golden.get("after"));
            for (int i = 0; i < after.size(); i++) {
                Closeness.assertClose(id + ": weight " + i, model.getWeights().get(i), after.get(i), TOLERANCE);
            }
            Dataset all = Dataset.of(x, arrays(golden.get("y"))).batch(5);
            model.evaluate(all).forEach((key, value) -> {
                JsonNode expected = golden.at("/evaluate/" + (key.equals("auc") ? "AUC" : key));
                assertThat(value).as("evaluate " + key).isCloseTo(expected.asDouble(), within(TOLERANCE));
            });
            List<Nd> predictions = arrays(golden.get("predictions"));
            for (int i = 0; i < predictions.size(); i++) {
                Closeness.assertClose(id + ": prediction", model.predict(x).get(i), predictions.get(i), TOLERANCE);
            }
        }
    }

    private static Spec rows(Nd x) {
        long[] axes = Spec.like(x).shape().asArray();
        axes[0] = -1;
        return Spec.of(x.dtype(), axes);
    }

    private static Fit settings(JsonNode golden, Backend backend) {
        JsonNode fit = golden.get("fit");
        Fit settings = Fit.epochs(fit.get("epochs").asInt()).silent().backend(backend);
        if (fit.has("initial_epoch")) {
            settings = settings.from(fit.get("initial_epoch").asInt());
        }
        if (fit.has("validation_split")) {
            settings = settings.validationSplit(fit.get("validation_split").asDouble());
        }
        if (fit.has("validation_data")) {
            JsonNode v = fit.get("validation_data");
            Dataset data = Dataset.of(array(v.get(0)), array(v.get(1))).batch(batchSize(golden));
            settings = settings.validate(v.size() > 2 ? data.weights(array(v.get(2))) : data);
        }
        if (fit.has("class_weight")) {
            Map<Integer, Double> weights = new HashMap<>();
            fit.get("class_weight")
                    .fields()
                    .forEachRemaining(e -> weights.put(
                            Integer.valueOf(e.getKey()), e.getValue().asDouble()));
            settings = settings.classWeights(weights);
        }
        for (JsonNode c : golden.get("callbacks")) {
            settings = settings.with(callback(c));
        }
        return settings;
    }

    private static Callback callback(JsonNode object) {
        JsonNode c = object.get("config");
        String monitor = c.get("monitor").asText();
        return switch (object.get("class_name").asText()) {
            case "EarlyStopping" ->
                new EarlyStopping(monitor)
                        .patience(c.get("patience").asInt())
                        .minDelta(c.get("min_delta").asDouble())
                        .restoreBestWeights(c.get("restore_best_weights").asBoolean());
            case "ReduceLROnPlateau" ->
                new ReduceLROnPlateau(monitor)
                        .patience(c.get("patience").asInt())
                        .factor(c.get("factor").asDouble())
                        .minDelta(c.get("min_delta").asDouble());
            default -> throw new AssertionError(object);
        };
    }

    private static Supervision supervision(JsonNode golden) {
        JsonNode compile = golden.get("compile");
        List<Loss> losses = new ArrayList<>();
        each(compile.get("loss")).forEach(l -> losses.add(loss(l)));
        Supervision s = Supervision.of(losses);
        if (compile.has("loss_weights")) {
            s = s.lossWeights(numbers(compile.get("loss_weights")));
        }
        JsonNode metrics = compile.path("metrics");
        for (int i = 0; i < losses.size(); i++) {
            for (JsonNode m : losses.size() == 1 ? metrics : metrics.get(i)) {
                s = m.isTextual() ? s.metricNames(i, name(m.asText())) : s.metrics(i, metric(m));
            }
        }
        return s;
    }

    private static String name(String keras) {
        return keras.equals("AUC") ? "auc" : keras;
    }

    private static Metric metric(JsonNode object) {
        return MetricGoldenTest.metric(
                GoldenFile.JSON.createObjectNode().put("id", "").set("metric", object));
    }

    private static Loss loss(JsonNode l) {
        if (l.isTextual()) {
            return Loss.get(l.asText());
        }
        return switch (l.get("class_name").asText()) {
            case "Huber" -> Losses.huber(l.at("/config/delta").asDouble(0.5));
            case "SparseCategoricalCrossentropy" -> Crossentropy.sparseCategorical(true);
            default -> throw new AssertionError(l);
        };
    }

    private static List<String> weightedMetrics(JsonNode golden) {
        List<String> names = new ArrayList<>();
        golden.at("/compile/weighted_metrics").forEach(m -> names.add(m.asText()));
        return names;
    }

    private static int batchSize(JsonNode golden) {
        return golden.at("/fit/batch_size").asInt();
    }

    private static List<JsonNode> each(JsonNode one) {
        List<JsonNode> all = new ArrayList<>();
        if (one.isArray()) {
            one.forEach(all::add);
        } else {
            all.add(one);
        }
        return all;
    }

    private static double[] numbers(JsonNode list) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asDouble();
        }
        return values;
    }

    private static Nd array(JsonNode object) {
        return GOLDEN.array(object.get("array").asText());
    }

    private static List<Nd> arrays(JsonNode keys) {
        List<Nd> all = new ArrayList<>();
        keys.forEach(k -> all.add(GOLDEN.array(k.asText())));
        return all;
    }

    private static List<Nd> entries(JsonNode objects) {
        List<Nd> all = new ArrayList<>();
        objects.forEach(o -> all.add(array(o)));
        return all;
    }
}
