package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Names;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Losses;
import org.dmol.layers.metrics.Auc;
import org.dmol.layers.metrics.Confusion;
import org.dmol.layers.metrics.MeanMetric;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.metrics.Metrics;
import org.dmol.layers.metrics.R2Score;
import org.dmol.tf.Backend;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every metric of Keras that is one number, after each of three updates. */
class MetricGoldenTest {
    private static final GoldenFile GOLDEN = GoldenFile.read("metrics");

    /** Metrics that are vectors, and options that have no counterpart here (see layers/README.md). */
    private static final List<String> ELSEWHERE = List.of(
            "R2Score_none",
            "R2Score_adjusted",
            "PearsonCorrelation_axis",
            "ConcordanceCorrelation",
            "Precision_thresholds",
            "AUC_multi_label",
            "F1Score_none",
            "F1Score_binary",
            "F1Score_multi_label",
            "FBetaScore",
            "Precision_class",
            "Recall_top_k",
            "Accuracy");

    static List<String> ids() {
        return GOLDEN
                .cases(c -> c.get("kind").asText().equals("metric")
                        && !ELSEWHERE.contains(c.get("id").asText().replaceFirst("_weighted$", "")))
                .stream()
                .map(c -> c.get("id").asText())
                .toList();
    }

    static Metric metric(JsonNode golden) {
        JsonNode c = golden.at("/metric/config");
        String className = golden.at("/metric/class_name").asText();
        double threshold = c.path("threshold").isNumber() ? c.get("threshold").asDouble() : Double.NaN;
        return switch (className) {
            case "AUC" ->
                new Auc(
                        "auc",
                        c.get("curve").asText(),
                        c.get("summation_method").asText(),
                        c.get("num_thresholds").asInt(),
                        c.get("from_logits").asBoolean());
            case "Precision" -> Confusion.precision(only(c.get("thresholds")));
            case "Recall" -> Confusion.recall(only(c.get("thresholds")));
            case "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives" ->
                Confusion.count(Names.snakeCase(className), 0.5);
            case "F1Score" -> Confusion.fBeta(1, c.get("average").asText(), threshold);
            case "R2Score" -> new R2Score(c.get("class_aggregation").asText());
            case "BinaryAccuracy" -> Metrics.binaryAccuracy(threshold);
            case "TopKCategoricalAccuracy" ->
                Metrics.topKCategoricalAccuracy(c.get("k").asInt());
            case "SparseTopKCategoricalAccuracy" ->
                Metrics.sparseTopKCategoricalAccuracy(c.get("k").asInt());
            case "LogCoshError" -> MeanMetric.of("logcosh", Losses.logCosh()::values);
            case "BinaryCrossentropy" ->
                MeanMetric.of("bce", Crossentropy.binary(c.get("from_logits").asBoolean())::values);
            case "KLDivergence" -> Metric.get("kl_divergence");
            default -> Metric.get(Names.snakeCase(className));
        };
    }

    private static double only(JsonNode thresholds) {
        return thresholds == null || thresholds.isNull()
                ? 0.5
                : thresholds.isArray() ? thresholds.get(0).asDouble() : thresholds.asDouble();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void equalsKeras(String id) {
        JsonNode golden = GOLDEN.cases(c -> c.get("id").asText().equals(id)).get(0);
        Metric metric = metric(golden);
        double[] total = null;
        for (JsonNode update : golden.get("updates")) {
            List<Nd> in = new ArrayList<>(List.of(GOLDEN.array(update, "y_true"), GOLDEN.array(update, "y_pred")));
            Nd weight = GOLDEN.array(update, "sample_weight");
            in.add(weight == null ? Nd.full(in.get(1).dtype(), 1, in.get(1).dim(0)) : weight);
            double[] sums;
            try (Program p = Program.of(in.stream().map(Spec::like).toList(), Backend.SESSION, (tf, x) -> {
                Operand<TFloat32> w = Trace.floats(x.get(2));
                return List.of(metric.sums(tf, x.get(0), Trace.floats(x.get(1)), w));
            })) {
                sums = p.call(in).get(0).doubles().clone();
            }
            for (int i = 0; total != null && i < sums.length; i++) {
                sums[i] += total[i];
            }
            total = sums;
            double expected = update.get("result").asDouble();
            assertThat(metric.result(total)).isCloseTo(expected, within(2e-5 * Math.max(0.1, Math.abs(expected))));
        }
    }
}
