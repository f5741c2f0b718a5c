package org.dmol.probability.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dmol.probability.golden.Golden.array;
import static org.dmol.probability.golden.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.probability.Bijector;
import org.dmol.probability.Distribution;
import org.dmol.probability.KlDivergence;
import org.dmol.probability.bijectors.AutoregressiveNetwork;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Tensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;

/** Every method of every distribution, divergence and bijector beside TensorFlow Probability, in float64. */
class GoldenTest {
    private static final double TOLERANCE = 1e-9;
    private static final Map<String, Function<Distribution, Nd>> OF_NOTHING = new LinkedHashMap<>();

    static {
        OF_NOTHING.put("mean", Distribution::mean);
        OF_NOTHING.put("variance", Distribution::variance);
        OF_NOTHING.put("stddev", Distribution::stddev);
        OF_NOTHING.put("mode", Distribution::mode);
        OF_NOTHING.put("entropy", Distribution::entropy);
    }

    @BeforeAll
    static void wide() {
        FloatX.set(DType.FLOAT64);
    }

    @AfterAll
    static void restore() {
        FloatX.set(DType.FLOAT32);
    }

    static Stream<Golden.Entry> distributions() {
        return Stream.concat(Golden.read("distributions.json"), Golden.read("corners_distributions.json"));
    }

    static Stream<Golden.Entry> divergences() {
        return Stream.concat(Golden.read("divergences.json"), Golden.read("corners_divergences.json"));
    }

    static Stream<Golden.Entry> bijectors() {
        return Stream.concat(Golden.read("bijectors.json"), Golden.read("corners_bijectors.json"));
    }

    private static Nd ofValue(String method, Distribution d, Nd x, Nd p) {
        return switch (method) {
            case "log_prob" -> d.logProb(x);
            case "log_prob_gradient" -> slope(d::logProb, x);
            case "log_cdf_gradient" -> slope(d::logCdf, x);
            case "prob" -> d.prob(x);
            case "cdf" -> d.cdf(x);
            case "log_cdf" -> d.logCdf(x);
            case "survival_function" -> d.survival(x);
            case "quantile" -> d.quantile(p);
            default -> null;
        };
    }

    private static Nd slope(BiFunction<Ctx, Operand<?>, Expr> f, Nd x) {
        try (Fn sum = Fn.of((tf, in) -> f.apply(Ctx.inference(tf), in.get(0)).sum());
                Fn slope = sum.grad(0)) {
            return slope.call(x);
        }
    }

    /** Values that differ on purpose, with the reason. */
    private static boolean leftOut(String kind, String method) {
        // There it is NaN, as that of a gamma distribution with concentration 1.
        return kind.equals("Exponential") && method.equals("mode");
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void distribution(Golden.Entry entry) {
        JsonNode json = entry.json();
        String kind = json.get("kind").asText();
        Distribution d = Made.distribution(kind, Golden.arrays(json.get("parameters")));
        assertThat(Tensors.ints(d.batchShape())).isEqualTo(Golden.ints(json.get("batch_shape")));
        assertThat(Tensors.ints(d.eventShape())).isEqualTo(Golden.ints(json.get("event_shape")));
        Nd x = array(json.get("x"));
        Nd p = json.get("quantile_at").isNull() ? null : array(json.get("quantile_at"));
        assertAll(json.get("expected").properties().stream()
                .filter(f -> !leftOut(kind, f.getKey()))
                .map(f -> () -> {
                    String method = f.getKey();
                    Nd actual = OF_NOTHING.containsKey(method)
                            ? OF_NOTHING.get(method).apply(d)
                            : ofValue(method, d, x, p);
                    assertClose(kind + "." + method, actual, array(f.getValue()), TOLERANCE);
                }));
    }

    static Stream<Golden.Entry> grid() {
        return Golden.read("distributions.json");
    }

    /** The same in single precision, whose rounding the tolerance allows for. */
    @ParameterizedTest
    @MethodSource("grid")
    void distributionInFloat32(Golden.Entry entry) {
        JsonNode json = entry.json();
        Map<String, Nd> parameters = Golden.arrays(json.get("parameters"));
        parameters.replaceAll((name, v) -> v.cast(DType.FLOAT32));
        Distribution d = Made.distribution(json.get("kind").asText(), parameters);
        Nd x = array(json.get("x")).cast(DType.FLOAT32);
        // Logarithms of cumulative functions have forms of their own, which do not underflow, in these kinds only.
        boolean tails = Set.of("Normal", "LogNormal", "Laplace")
                .contains(json.get("kind").asText());
        for (String method : List.of("log_prob", "cdf", "log_cdf")) {
            if (json.get("expected").has(method) && (tails || !method.equals("log_cdf"))) {
                Nd actual = ofValue(method, d, x, null);
                assertThat(actual.dtype()).isEqualTo(DType.FLOAT32);
                assertClose(
                        entry + "." + method,
                        actual,
                        array(json.get("expected").get(method)),
                        method.equals("cdf") ? 5e-6 : 2e-4);
            }
        }
    }

    static Stream<Golden.Entry> masks() {
        return Golden.read("masks.json");
    }

    @ParameterizedTest
    @MethodSource("masks")
    void masksOfAutoregressiveNetworks(Golden.Entry entry) {
        JsonNode json = entry.json();
        int[] hidden = Golden.ints(json.get("hidden"));
        List<Nd> masks = new AutoregressiveNetwork(1, hidden)
                .inputOrder(Golden.ints(json.get("order")))
                .buildFor(json.get("order").size())
                .masks();
        for (int i = 0; i < masks.size(); i++) {
            assertClose("mask " + i, masks.get(i), array(json.get("masks").get(i)), 0);
        }
    }

    @ParameterizedTest
    @MethodSource("divergences")
    void divergence(Golden.Entry entry) {
        JsonNode json = entry.json();
        Distribution p = Made.distribution(json.get("p").asText(), Golden.arrays(json.get("p_parameters")));
        Distribution q = Made.distribution(json.get("q").asText(), Golden.arrays(json.get("q_parameters")));
        KlDivergence kl = KlDivergence.of(p, q);
        assertThat(kl.isEstimate()).isFalse();
        assertClose(kl.toString(), kl.value(), array(json.get("value")), TOLERANCE);
        Nd self = KlDivergence.of(p, p).value();
        assertClose("divergence from itself", self, Nd.zeros(DType.FLOAT64, self.shape()), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("bijectors")
    void bijector(Golden.Entry entry) {
        JsonNode json = entry.json();
        Bijector b = Made.bijector(json.get("kind").asText(), Golden.arrays(json.get("parameters")));
        Nd x = array(json.get("x"));
        Nd y = array(json.get("y"));
        assertClose("forward", b.forward(x), y, TOLERANCE);
        if (!json.path("saturated").asBoolean()) {
            assertClose("inverse", b.inverse(y), x, 1e-7);
        }
        assertClose("log-determinant", b.forwardLogDet(x), array(json.get("forward_log_det")), TOLERANCE);
    }
}
