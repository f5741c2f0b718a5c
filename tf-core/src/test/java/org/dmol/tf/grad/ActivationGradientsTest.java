package org.dmol.tf.grad;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/** Activations, first and second derivatives; third where a gradient operation is its own gradient's input. */
class ActivationGradientsTest {
    interface Function {
        Operand<TFloat64> apply(Ops tf, Operand<TFloat64> x);
    }

    static GradientCase of(String name, Function f) {
        return GradientCase.of(name, (tf, in) -> f.apply(tf, in.get(0))).in(3, 4);
    }

    static Stream<GradientCase> cases() {
        return Stream.of(
                of("tanh", (tf, x) -> tf.math.tanh(x)),
                of("sigmoid", (tf, x) -> tf.math.sigmoid(x)),
                of("softplus", (tf, x) -> tf.math.softplus(x)),
                of("softsign", (tf, x) -> tf.nn.softsign(x)),
                of("relu", (tf, x) -> tf.math.square(tf.nn.relu(x))),
                of("relu6", (tf, x) -> tf.math.square(tf.nn.relu6(tf.math.mul(x, tf.constant(6.0))))),
                of("elu", (tf, x) -> tf.nn.elu(x)),
                of("selu", (tf, x) -> tf.nn.selu(x)),
                of("leakyRelu", (tf, x) -> tf.math.square(tf.nn.leakyRelu(x))),
                of("swish", (tf, x) -> tf.math.mul(x, tf.math.sigmoid(x))),
                of("mish", (tf, x) -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)))),
                of(
                        "gelu exact",
                        (tf, x) -> tf.math.mul(
                                x,
                                tf.math.add(
                                        tf.constant(1.0), tf.math.erf(tf.math.mul(x, tf.constant(Math.sqrt(0.5))))))),
                of("softmax", (tf, x) -> tf.nn.softmax(x)),
                of("log softmax", (tf, x) -> tf.nn.logSoftmax(x)),
                of("expm1", (tf, x) -> tf.math.expm1(x)),
                GradientCase.of("sqrt", (tf, in) -> tf.math.sqrt(in.get(0))).in(0.5, 2, 5),
                GradientCase.of("rsqrt", (tf, in) -> tf.math.rsqrt(in.get(0))).in(0.5, 2, 5),
                GradientCase.of("log1p", (tf, in) -> tf.math.log1p(in.get(0))).in(0.5, 2, 5),
                GradientCase.of("reciprocal", (tf, in) -> tf.math.reciprocal(in.get(0)))
                        .in(0.5, 2, 5),
                GradientCase.of(
                                "derivative of tanh",
                                (tf, in) -> GradientCase.float64(tf.gradients(tf.math.tanh(in.get(0)), in)
                                        .dy(0)))
                        .in(5),
                GradientCase.of(
                                "derivative of sigmoid",
                                (tf, in) -> GradientCase.float64(tf.gradients(tf.math.sigmoid(in.get(0)), in)
                                        .dy(0)))
                        .in(5),
                GradientCase.of(
                                "derivative of softplus",
                                (tf, in) -> GradientCase.float64(tf.gradients(tf.math.softplus(in.get(0)), in)
                                        .dy(0)))
                        .in(5),
                GradientCase.of(
                                "derivative of reciprocal",
                                (tf, in) -> GradientCase.float64(tf.gradients(tf.math.reciprocal(in.get(0)), in)
                                        .dy(0)))
                        .in(0.5, 2, 5),
                GradientCase.of(
                                "derivative of rsqrt",
                                (tf, in) -> GradientCase.float64(tf.gradients(tf.math.rsqrt(in.get(0)), in)
                                        .dy(0)))
                        .in(0.5, 2, 5));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsCentralDifferences(GradientCase c) {
        c.check();
    }
}
