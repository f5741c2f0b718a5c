package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Hinge;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.losses.Losses;
import org.dmol.layers.losses.Overlap;
import org.dmol.tf.Backend;
import org.dmol.tf.Grad;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every loss of Keras: value and gradient, with weights, masks and reductions. */
class LossGoldenTest {
    private static final GoldenFile GOLDEN = GoldenFile.read("losses");

    /** {@code Loss.values} is the reduction "none"; the axis of a cosine and an ignored class are not options here. */
    static List<String> ids() {
        return GOLDEN
                .cases(c -> !c.at("/loss/config/reduction").asText().equals("none")
                        && !c.get("id").asText().startsWith("CosineSimilarity_axis")
                        && !c.get("id").asText().contains("_ignore"))
                .stream()
                .map(c -> c.get("id").asText())
                .toList();
    }

    private static Loss loss(JsonNode golden) {
        JsonNode c = golden.at("/loss/config");
        boolean logits = c.path("from_logits").asBoolean();
        double smoothing = c.path("label_smoothing").asDouble();
        Loss loss = switch (golden.at("/loss/class_name").asText()) {
            case "Huber" ->
                Losses.huber(
                        golden.get("id").asText().startsWith("Huber_delta")
                                ? golden.at("/loss/config/delta")
                                        .asDouble(golden.path("delta").asDouble(1))
                                : 1);
            case "LogCosh" -> Losses.logCosh();
            case "KLDivergence" -> Losses.klDivergence();
            case "BinaryCrossentropy" -> Crossentropy.binary(logits, smoothing);
            case "BinaryFocalCrossentropy" ->
                Overlap.binaryFocal(
                        logits,
                        c.get("gamma").asDouble(),
                        c.get("apply_class_balancing").asBoolean()
                                ? c.get("alpha").asDouble()
                                : Double.NaN);
            case "CategoricalFocalCrossentropy" ->
                Overlap.categoricalFocal(
                        logits, c.get("alpha").asDouble(), c.get("gamma").asDouble());
            case "CategoricalCrossentropy" -> Crossentropy.categorical(logits, smoothing);
            case "SparseCategoricalCrossentropy" -> Crossentropy.sparseCategorical(logits);
            case "Dice" -> Overlap.dice();
            case "Tversky" ->
                Overlap.tversky(c.get("alpha").asDouble(), c.get("beta").asDouble());
            case "CategoricalHinge" -> Hinge.categoricalHinge();
            default -> Losses.get(c.get("name").asText());
        };
        String reduction = c.get("reduction").asText();
        return loss.reduction(Loss.Reduction.valueOf(
                reduction.equals("mean") ? "SUM_OVER_BATCH_SIZE" : reduction.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void equalsKeras(String id) {
        JsonNode golden = GOLDEN.cases(c -> c.get("id").asText().equals(id)).get(0);
        List<Nd> in = new ArrayList<>(List.of(GOLDEN.array(golden, "y_true"), GOLDEN.array(golden, "y_pred")));
        Nd weight = GOLDEN.array(golden, "sample_weight");
        Nd mask = GOLDEN.array(golden, "mask");
        if (weight != null) {
            in.add(weight);
        }
        if (mask != null) {
            in.add(mask.cast(DType.BOOL));
        }
        Loss loss = loss(golden);
        in.replaceAll(a -> a.dtype().isFloat() ? a.cast(DType.FLOAT64) : a); // as the golden values were computed
        try (Program p = Program.of(in.stream().map(Spec::like).toList(), Backend.SESSION, (tf, x) -> {
            Operand<TFloat32> yPred = Trace.floats(x.get(1));
            Operand<TFloat32> value = loss.call(
                    tf,
                    x.get(0),
                    yPred,
                    weight == null ? null : Trace.floats(x.get(2)),
                    mask == null ? null : Trace.as(x.get(x.size() - 1)),
                    null);
            return List.of(value, Grad.of(tf, value, List.of(yPred)).get(0));
        })) {
            List<Nd> out = p.call(in);
            double expected = golden.get("value").asDouble();
            assertThat(out.get(0).item()).isCloseTo(expected, within(1e-6 * Math.max(1e-3, Math.abs(expected))));
            Close.assertClose("gradient", out.get(1), GOLDEN.array(golden, "gradient"), 1e-6);
        }
    }
}
