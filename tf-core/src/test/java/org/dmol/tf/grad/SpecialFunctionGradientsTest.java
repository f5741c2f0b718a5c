package org.dmol.tf.grad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.dmol.tf.Grad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/** Special functions, remainders, cumulative operations, norms and orders. */
class SpecialFunctionGradientsTest {
    private static GradientCase unary(String type, double low, double high) {
        return GradientCase.of(type, (tf, in) -> raw(tf, type, in)).in(low, high, 6);
    }

    private static Operand<TFloat64> raw(Ops tf, String type, List<Operand<TFloat64>> in, Operand<?>... more) {
        return GradientCase.float64(
                new Raw(tf, type).in(in.toArray(Operand<?>[]::new)).in(more).val());
    }

    /** Two inputs that broadcast against each other. */
    private static GradientCase binary(String type, double low0, double high0, double low1, double high1) {
        return GradientCase.of(type, (tf, in) -> raw(tf, type, in))
                .in(low0, high0, 3, 1)
                .in(low1, high1, 2);
    }

    static Stream<GradientCase> cases() {
        return Stream.of(
                unary("Erfc", -1.5, 1.5),
                unary("Erfinv", -0.8, 0.8),
                unary("Ndtri", 0.1, 0.9),
                unary("Lgamma", 0.5, 4),
                unary("Digamma", 0.5, 4),
                unary("Expint", 0.5, 2),
                unary("Dawsn", -1.5, 1.5),
                unary("Spence", 0.2, 3),
                unary("FresnelSin", -1, 1),
                unary("FresnelCos", -1, 1),
                unary("BesselI0", 0.2, 2),
                unary("BesselI1", 0.2, 2),
                unary("BesselI0e", 0.2, 2),
                unary("BesselI1e", 0.2, 2),
                unary("BesselK0", 0.4, 2),
                unary("BesselK1", 0.4, 2),
                unary("BesselK0e", 0.4, 2),
                unary("BesselK1e", 0.4, 2),
                unary("BesselJ0", 0.4, 2),
                unary("BesselJ1", 0.4, 2),
                unary("BesselY0", 0.4, 2),
                unary("BesselY1", 0.4, 2),
                binary("Xlogy", 0.5, 2, 0.5, 2),
                binary("Xlog1py", 0.5, 2, 0.5, 2),
                binary("Xdivy", 0.5, 2, 0.5, 2),
                binary("MulNoNan", -1, 1, -1, 1),
                binary("FloorMod", -4, 4, 0.7, 0.9),
                binary("Mod", -4, 4, 0.7, 0.9),
                // TensorFlow's own gradient of Atan2 does not reduce broadcast axes.
                GradientCase.of("Atan2", (tf, in) -> tf.math.atan2(in.get(0), in.get(1)))
                        .in(3)
                        .in(3),
                binary("Pow", 0.5, 2, -1, 2),
                binary("DivNoNan", -1, 1, 0.5, 1),
                binary("Igamma", 0.6, 3, 0.5, 3).firstOrderOnly().within(1e-6),
                binary("Igammac", 0.6, 3, 0.5, 3).firstOrderOnly().within(1e-6),
                GradientCase.of(
                                "igamma by x",
                                (tf, in) -> tf.math.igamma(tf.constant(new double[] {1.5, 2}), in.get(0)))
                        .in(0.5, 3, 2),
                GradientCase.of("zeta by q", (tf, in) -> tf.math.zeta(tf.constant(new double[] {2.5, 3}), in.get(0)))
                        .in(0.5, 3, 2),
                GradientCase.of(
                                "polygamma by x",
                                (tf, in) -> tf.math.polygamma(tf.constant(new double[] {1, 2}), in.get(0)))
                        .in(1, 3, 2)
                        .within(5e-6),
                GradientCase.of(
                                "betainc by x",
                                (tf, in) -> tf.math.betainc(
                                        tf.constant(new double[] {1.5, 2}),
                                        tf.constant(new double[] {2.5, 0.7}),
                                        in.get(0)))
                        .in(0.1, 0.9, 2),
                scan("Cumsum", false, false, 0),
                scan("Cumsum", true, true, 1),
                scan("Cumprod", false, false, 0),
                scan("Cumprod", true, false, 1),
                scan("Cumprod", false, true, 1),
                scan("Cumprod", true, true, 0),
                scan("CumulativeLogsumexp", false, false, 0),
                scan("CumulativeLogsumexp", true, true, 1),
                scan("CumulativeLogsumexp", false, true, 1),
                GradientCase.of(
                                "euclidean norm",
                                (tf, in) -> tf.linalg.euclideanNorm(in.get(0), tf.constant(new int[] {0, 2})))
                        .in(2, 3, 2),
                GradientCase.of("top k", (tf, in) -> tf.math.square(raw(tf, "TopKV2", in, tf.constant(2))))
                        .in(2, 2, 4),
                GradientCase.of("n-th element", (tf, in) -> tf.math.square(raw(tf, "NthElement", in, tf.constant(1))))
                        .in(3, 4),
                GradientCase.of("rounded parts have no gradient", (tf, in) -> {
                            var x = in.get(0);
                            var steps = tf.math.add(tf.math.rint(x), tf.math.ceil(x));
                            return tf.math.mul(x, tf.math.add(steps, tf.math.round(x)));
                        })
                        .in(0.6, 0.9, 3),
                GradientCase.of("arg max and one hot have no gradient", (tf, in) -> {
                            var best = tf.math.argMax(in.get(0), tf.constant(1));
                            var hot = tf.oneHot(best, tf.constant(3), tf.constant(1.0), tf.constant(0.0));
                            return tf.math.square(tf.math.mul(in.get(0), hot));
                        })
                        .in(2, 3),
                GradientCase.of(
                                "lin space",
                                (tf, in) -> tf.math.square(tf.linSpace(in.get(0), in.get(1), tf.constant(5))))
                        .in()
                        .in());
    }

    private static GradientCase scan(String type, boolean exclusive, boolean reverse, int axis) {
        String name = type + (exclusive ? ", exclusive" : "") + (reverse ? ", reverse" : "");
        return GradientCase.of(name, (tf, in) -> {
                    var y = new Raw(tf, type)
                            .in(in.get(0), tf.constant(axis))
                            .attr("exclusive", exclusive)
                            .attr("reverse", reverse)
                            .val();
                    // an empty sum of exponentials has the lowest number as its logarithm
                    return GradientCase.float64(type.endsWith("exp") ? y.exp() : y);
                })
                .in(0.3, 1.5, 3, 4);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsCentralDifferences(GradientCase c) {
        c.check();
    }

    @Test
    void derivativesWithoutFormulaAreNaN() {
        GradientRegistry.install();
        try (Graph graph = new Graph()) {
            var tf = Ops.create(graph);
            var a = tf.constant(new double[] {1.5, 2});
            var y = tf.math.betainc(a, tf.constant(new double[] {1, 1}), tf.constant(new double[] {0.5, 0.5}));
            var g = Grad.of(tf, y, List.of(a)).get(0);
            try (var session = new Session(graph);
                    var result = session.runner().fetch(g).run()) {
                assertThat(((TFloat64) result.get(0)).getDouble(1)).isNaN();
            }
        }
    }

    @Test
    void slopesAtTheirSingularPoints() {
        // f, x, f'(x): limits that a naive formula turns into NaN
        assertThat(slope("BesselI1", 0)).isEqualTo(0.5);
        assertThat(slope("BesselI1e", 0)).isEqualTo(0.5);
        assertThat(slope("BesselJ1", 0)).isEqualTo(0.5);
        assertThat(slope("Spence", 1)).isEqualTo(-1);
    }

    private static double slope(String type, double at) {
        GradientRegistry.install();
        try (Graph graph = new Graph()) {
            var tf = Ops.create(graph);
            var x = tf.constant(at);
            var g = Grad.of(tf, raw(tf, type, List.of(x)), List.of(x)).get(0);
            try (var session = new Session(graph);
                    var result = session.runner().fetch(g).run()) {
                return ((TFloat64) result.get(0)).getDouble();
            }
        }
    }
}
