package org.dmol.tf.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.Backend;
import org.dmol.tf.Grad;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Losses, reparameterised samples, fused recurrent cells, and the slices that only XLA runs. */
class LossGradientsTest {
    static Stream<GradientCase> cases() {
        return Stream.of(
                GradientCase.of(
                                "sparse cross-entropy",
                                (tf, in) -> tf.nn.sparseSoftmaxCrossEntropyWithLogits(
                                                in.get(0), tf.constant(new int[] {2, 0, 1}))
                                        .loss())
                        .in(3, 3),
                GradientCase.of(
                                "sparse cross-entropy, second output",
                                (tf, in) -> tf.nn.sparseSoftmaxCrossEntropyWithLogits(
                                                in.get(0), tf.constant(new int[] {2, 0, 1}))
                                        .backprop())
                        .in(3, 3),
                GradientCase.of(
                                "CTC",
                                (tf, in) -> GradientCase.float64(new Raw(tf, "CTCLoss")
                                        .in(
                                                in.get(0),
                                                tf.constant(new long[][] {{0, 0}, {0, 1}, {1, 0}}),
                                                tf.constant(new int[] {1, 0, 1}),
                                                tf.constant(new int[] {4, 3}))
                                        .val()))
                        .in(4, 2, 3)
                        .within(2e-3) // the kernel sums logarithms in float32
                        .firstOrderOnly(),
                GradientCase.of("noise has no gradient", (tf, in) -> {
                            var x = in.get(0);
                            var noise = tf.random.statelessRandomUniform(
                                    tf.shape(x), tf.constant(new int[] {1, 2}), TFloat64.class);
                            return tf.math.square(tf.math.add(x, noise));
                        })
                        .in(2, 3));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsCentralDifferences(GradientCase c) {
        c.check();
    }

    /** dz/da = -(dP(a, z)/da) / p(z): P by central differences of the incomplete gamma function. */
    @ParameterizedTest
    @ValueSource(strings = {"RandomGamma", "StatelessRandomGammaV2"})
    void gammaSamplesFollowTheirShapeParameter(String type) {
        GradientRegistry.install();
        Nd alpha = Nd.of(new double[] {0.7, 1.5, 4}, 3);
        try (var program = Program.of(List.of(Spec.like(alpha)), Backend.SESSION, (tf, in) -> gamma(tf, type, in))) {
            var out = program.call(alpha);
            double[] expected = out.get(0).cast(DType.FLOAT64).doubles();
            assertThat(expected).doesNotContain(0);
            assertThat(out.get(1).cast(DType.FLOAT64).doubles()).containsExactly(expected, within(1e-6));
        }
    }

    private static List<Operand<?>> gamma(Ops tf, String type, List<Operand<?>> in) {
        var a = GradientCase.float64(in.get(0));
        boolean stateless = type.startsWith("Stateless"); // its shape is that of the result, the other's is in front
        var raw = new Raw(tf, type).in(tf.constant(stateless ? new int[] {2, 3} : new int[] {2}));
        var z = GradientCase.float64((stateless ? raw.in(tf.constant(new int[] {3, 4}), a) : raw.in(a)).val());
        var step = tf.constant(1e-4);
        var up = tf.math.igamma(tf.broadcastTo(tf.math.add(a, step), tf.shape(z)), z);
        var down = tf.math.igamma(tf.broadcastTo(tf.math.sub(a, step), tf.shape(z)), z);
        var slope = tf.math.div(tf.math.sub(up, down), tf.constant(2e-4));
        var one = tf.constant(1.0);
        var logDensity =
                tf.math.sub(tf.math.sub(tf.math.mul(tf.math.sub(a, one), tf.math.log(z)), z), tf.math.lgamma(a));
        var expected = tf.math.neg(tf.math.div(slope, tf.math.exp(logDensity)));
        return List.of(
                tf.reduceSum(expected, tf.constant(0)),
                Grad.of(tf, z, List.of(a)).get(0));
    }

    /** The fused cell is the GRU that resets before the product. */
    @Test
    void gruCellEqualsItsFormula() {
        GradientRegistry.install();
        var specs = Stream.of(
                        new int[] {2, 3},
                        new int[] {2, 2},
                        new int[] {5, 4},
                        new int[] {5, 2},
                        new int[] {4},
                        new int[] {2})
                .map(shape -> Nd.of(values(shape), shape).cast(DType.FLOAT32))
                .toList();
        try (var program = Program.of(specs.stream().map(Spec::like).toList(), Backend.SESSION, (tf, in) -> {
            var fused = new Raw(tf, "GRUBlockCell")
                    .in(in.toArray(Operand<?>[]::new))
                    .val(3);
            var formula = gru(tf, in.stream().map(Trace::floats).toList());
            var out = new java.util.ArrayList<Operand<?>>(List.of(fused, formula));
            out.addAll(Grad.of(tf, tf.math.square(Trace.floats(fused)), in));
            out.addAll(Grad.of(tf, tf.math.square(formula), in));
            return out;
        })) {
            var out = program.call(specs);
            assertThat(out.get(0).cast(DType.FLOAT64).doubles())
                    .containsExactly(out.get(1).cast(DType.FLOAT64).doubles(), within(1e-6));
            for (int i = 0; i < 6; i++) {
                assertThat(out.get(2 + i).cast(DType.FLOAT64).doubles())
                        .as("gradient by input %d", i)
                        .containsExactly(out.get(8 + i).cast(DType.FLOAT64).doubles(), within(1e-6));
            }
        }
    }

    private static double[] values(int[] shape) {
        int n = java.util.stream.IntStream.of(shape).reduce(1, (a, b) -> a * b);
        return new java.util.Random(n).doubles(n, -1, 1).toArray();
    }

    private static Operand<TFloat32> gru(Ops tf, List<Operand<TFloat32>> in) {
        var x = in.get(0);
        var h = in.get(1);
        var gates = tf.math.sigmoid(tf.math.add(
                tf.linalg.matMul(tf.concat(List.of(x, h), tf.constant(1)), in.get(2)), in.get(4)));
        var parts = tf.split(tf.constant(1), gates, 2L).output();
        var r = parts.get(0);
        var u = parts.get(1);
        var c = tf.math.tanh(tf.math.add(
                tf.linalg.matMul(tf.concat(List.of(x, tf.math.mul(r, h)), tf.constant(1)), in.get(3)), in.get(5)));
        return tf.math.add(tf.math.mul(u, h), tf.math.mul(tf.math.sub(tf.constant(1f), u), c));
    }

    @Test
    void dynamicSlicesUnderXla() {
        GradientRegistry.install();
        Nd x = Nd.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2), v = Nd.of(new double[] {7, 8}, 1, 2);
        try (var program = Program.of(List.of(Spec.like(x), Spec.like(v)), Backend.COMPILED, (tf, in) -> {
            var at = tf.constant(new int[] {1, 0});
            var updated = new Raw(tf, "XlaDynamicUpdateSlice")
                    .in(in.get(0), in.get(1), at)
                    .val();
            var row = new Raw(tf, "XlaDynamicSlice")
                    .in(updated, tf.constant(new int[] {0, 0}), tf.constant(new int[] {2, 2}))
                    .val();
            return Grad.of(tf, row.square(), in);
        })) {
            var out = program.call(x, v);
            assertThat(out.get(0).cast(DType.FLOAT64).doubles()).containsExactly(2, 4, 0, 0, 0, 0);
            assertThat(out.get(1).cast(DType.FLOAT64).doubles()).containsExactly(14, 16);
        }
    }
}
